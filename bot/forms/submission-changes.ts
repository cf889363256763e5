import { and, desc, eq, gt, inArray, ne, sql, type SQL } from 'drizzle-orm'
import { auditEntries, submissions } from '../../db/schema/index.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { looksNow } from './looks.ts'
import type { SubmissionChanges, SubmissionFilters } from './staff-contract.ts'
import { placesOf } from './submission-places.ts'
import { submissionRows, withAnswers } from './submission-rows.ts'
import { conditionsOf } from './submission-search.ts'

const changesMax = 100
/** Two processes may commit out of the order of their clocks: what is younger than this is looked at again. */
const overlapMs = 5_000
/** Their subject is a submission, or a person where a note was written about one. */
const told = [
  'submission.reviewed',
  'submission.assigned',
  'note.written',
  'note.edited',
  'note.removed',
  'note.restored',
]

/**
 * What arrived, went on, was reviewed, assigned or noted since the cursor, newest first. A row may come more than once: it
 * is known by its id and revision. `fits`: it is one of those that the filters find; what staff did to others is told too,
 * because a list may still show them. `touched` are the subjects of what staff did; `more` says that too much happened to
 * list it: then the list is asked for again.
 */
export async function submissionChanges(scope: StaffScope, { after, columns, ...filters }: SubmissionChanges) {
  const since = after.at - overlapMs
  const now = scope.clock()
  const touched = await touchedSince(scope, since)
  const conditions = conditionsOf(scope, filters)
  const byStaff = inArray(submissions.id, touched.slice(0, changesMax))
  const [arrived, gone, touchedHere, touchedFitting] = await Promise.all([
    arrivedSince(scope, filters, since),
    idsOf(scope, [
      sql`${submissions.state} <> 'draft'`,
      eq(submissions.state, 'replaced'),
      gt(submissions.updatedAt, since),
    ]),
    touched.length === 0 ? [] : idsOf(scope, [byStaff, ne(submissions.state, 'replaced')]),
    touched.length === 0 ? [] : idsOf(scope, [byStaff, ...conditions]),
  ])
  const fitting = new Set([...arrived, ...touchedFitting])
  const found = [...new Set([...arrived, ...touchedHere])]
  const rows = await withAnswers(scope, await submissionRows(scope, found.slice(0, changesMax)), columns)
  return {
    /** Ids of submissions that are not listed any more: their people have sent others in their place. */
    gone,
    rows: rows.map((row) => ({ ...row, fits: fitting.has(row.id) })).toSorted((a, b) => b.updatedAt - a.updatedAt),
    touched,
    looking: await looksNow(scope),
    more: [found, gone, touched].some(({ length }) => length > changesMax),
    live: cursorText({ at: Math.max(now, after.at), key: '' }),
  }
}

async function arrivedSince(scope: StaffScope, filters: SubmissionFilters, since: number): Promise<string[]> {
  const also = gt(submissions.updatedAt, since)
  const places = await placesOf(scope, { filters, also, sort: 'newest', limit: changesMax + 1 })
  return places.map(({ id }) => id)
}

async function idsOf({ db, account }: StaffScope, conditions: (SQL | undefined)[]): Promise<string[]> {
  const rows = await db.reports
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(eq(submissions.accountId, account.id), ...conditions))
    .orderBy(desc(submissions.updatedAt), desc(submissions.id))
    .limit(changesMax + 1)
  return rows.map(({ id }) => id)
}

async function touchedSince({ db, account }: StaffScope, since: number): Promise<string[]> {
  const rows = await db.reports
    .selectDistinct({ subject: auditEntries.subject })
    .from(auditEntries)
    .where(and(eq(auditEntries.accountId, account.id), gt(auditEntries.at, since), inArray(auditEntries.action, told)))
    .limit(changesMax + 1)
  return rows.map(({ subject }) => subject)
}
