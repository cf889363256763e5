import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { answers, customers, formVersions, friends, forms, submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import { bookedIn } from '../slots/export-cells.ts'
import { hasSlots } from '../slots/has-slots.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { AnswerValue, FormDefinition } from './contract.ts'
import { valueIn } from './draft.ts'
import type { ExportRow } from './export-columns.ts'
import type { ExportRequest } from './export-contract.ts'
import { conditionsOf } from './submission-search.ts'

/** So many submissions are in memory at once. */
const pageRows = 500
const none: Awaited<ReturnType<typeof bookedIn>> = new Map()

/**
 * Submissions with their answers, page by page, as they were begun: nothing of that order changes meanwhile, so none comes
 * twice and none is missed. A page is read when the one before it has been taken.
 */
export async function* exportPages(
  scope: StaffScope,
  { form, filters }: ExportRequest,
  definitions: Map<number, FormDefinition>,
): AsyncGenerator<ExportRow[]> {
  const conditions = conditionsOf(scope, { ...filters, form })
  for (let after: { at: number; id: string } | null = null; ;) {
    const page = await pageAfter(scope, conditions, after)
    const last = page.at(-1)
    if (!last) return
    const ids = page.map(({ submission }) => submission.id)
    const values = await valuesOf(scope, ids)
    const booked = [...definitions.values()].some(hasSlots) ? await bookedIn(scope, ids) : none
    yield page.flatMap(({ submission, person }) => {
      const definition = definitions.get(submission.version)
      const beside = { values: values.get(submission.id) ?? new Map(), booked: booked.get(submission.id) ?? new Map() }
      return definition ? [{ submission, person, definition, ...beside }] : []
    })
    if (page.length < pageRows) return
    after = { at: last.submission.startedAt, id: last.submission.id }
  }
}

const pageAfter = (
  { db, account }: StaffScope,
  conditions: ReturnType<typeof conditionsOf>,
  after: { at: number; id: string } | null,
) =>
  db.reports
    .select({
      submission: {
        id: submissions.id,
        number: submissions.number,
        state: submissions.state,
        review: submissions.review,
        startedAt: submissions.startedAt,
        finishedAt: submissions.finishedAt,
        beganIn: submissions.beganIn,
        finishedIn: submissions.finishedIn,
        version: submissions.version,
        endingKey: submissions.endingKey,
        place: submissions.place,
        hidden: submissions.hidden,
        known: submissions.known,
        calculated: submissions.calculated,
      },
      person: {
        uid: friends.uid,
        displayName: friends.displayName,
        memberId: customers.memberId,
        friendship: friends.friendship,
      },
    })
    .from(submissions)
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .leftJoin(customers, eq(customers.seq, friends.customerSeq))
    .where(
      and(
        belongsTo(submissions.accountId, account.id),
        ...conditions,
        after ? sql`(${submissions.startedAt}, ${submissions.id}) > (${after.at}, ${after.id})` : undefined,
      ),
    )
    .orderBy(asc(submissions.startedAt), asc(submissions.id))
    .limit(pageRows)

/** The answers of a page, by submission and question. */
async function valuesOf({ db, account }: StaffScope, ids: string[]) {
  const rows = await db.reports
    .select({
      submissionId: answers.submissionId,
      questionKey: answers.questionKey,
      valueText: answers.valueText,
      valueNumber: answers.valueNumber,
      valueJson: answers.valueJson,
    })
    .from(answers)
    .where(and(belongsTo(answers.accountId, account.id), inArray(answers.submissionId, ids)))
  const values = new Map<string, Map<string, AnswerValue>>()
  for (const { submissionId, questionKey, ...columns } of rows) {
    const value = valueIn(columns)
    if (value === null) continue
    const own = values.get(submissionId)
    if (own) own.set(questionKey, value)
    else values.set(submissionId, new Map([[questionKey, value]]))
  }
  return values
}

/** The definitions of a form by version. */
export async function definitionsOfForm({ db, account }: StaffScope, key: string) {
  const rows = await db.reports
    .select({ id: forms.id, version: formVersions.version, definition: formVersions.definition })
    .from(forms)
    .innerJoin(formVersions, eq(formVersions.formId, forms.id))
    .where(and(eq(forms.accountId, account.id), eq(forms.key, key)))
  return { id: rows[0]?.id ?? null, definitions: new Map(rows.map(({ version, definition }) => [version, definition])) }
}
