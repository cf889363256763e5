import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { forms, formVersions, friends, staffNotices, submissions, webhookEndpoints } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'

const listedMax = 30
/** Counted up to here: nobody looks at more, and counting all would cost. */
const countedMax = 100

const mine = ({ actor, account }: StaffScope) =>
  and(eq(staffNotices.staffId, actor.staffId), eq(staffNotices.accountId, account.id))

/** What a member of staff was told in this account, the newest first, and how much of it they have not seen. */
export async function listNotices(scope: StaffScope) {
  const [rows, unseen] = await Promise.all([
    scope.db.reports
      .select({
        id: staffNotices.id,
        kind: staffNotices.kind,
        subjectId: staffNotices.subjectId,
        at: staffNotices.createdAt,
        seen: sql<number>`${staffNotices.seenAt} is not null`,
      })
      .from(staffNotices)
      .where(mine(scope))
      .orderBy(desc(staffNotices.createdAt), desc(staffNotices.id))
      .limit(listedMax),
    countUnseen(scope),
  ])
  const [sent, endpoints] = await Promise.all([submissionsOf(scope, rows), endpointsOf(scope, rows)])
  return {
    unseen,
    rows: rows.map(({ seen, ...row }) => ({
      ...row,
      seen: seen === 1,
      submission: sent.get(row.subjectId) ?? null,
      endpoint: endpoints.get(row.subjectId) ?? null,
    })),
  }
}

/** So many notices somebody has not seen; from `countedMax` on that is "so many or more". */
export async function countUnseen(scope: StaffScope): Promise<number> {
  const some = scope.db.orm
    .select({ one: sql`1` })
    .from(staffNotices)
    .where(and(mine(scope), isNull(staffNotices.seenAt)))
    .limit(countedMax)
  const [all] = await scope.db.reports.select({ count: sql<number>`count(*)` }).from(some.as('some'))
  return all?.count ?? 0
}

interface Row {
  kind: (typeof staffNotices.$inferSelect)['kind']
  subjectId: string
}

/** Whose name may be seen is who may see it; others read the form and the number. */
async function submissionsOf({ db, account, actor }: StaffScope, rows: Row[]) {
  const ids = rows.flatMap(({ kind, subjectId }) => (kind === 'endpoint' ? [] : [subjectId]))
  if (ids.length === 0) return new Map<string, never>()
  const found = await db.reports
    .select({
      id: submissions.id,
      number: submissions.number,
      definition: formVersions.definition,
      displayName: friends.displayName,
      state: submissions.state,
    })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(
      formVersions,
      and(eq(formVersions.formId, submissions.formId), eq(formVersions.version, submissions.version)),
    )
    .innerJoin(friends, eq(friends.seq, submissions.friendSeq))
    .where(and(eq(sql`+${submissions.accountId}`, account.id), inArray(submissions.id, [...new Set(ids)])))
  return new Map(
    found.map(({ id, definition, displayName, ...one }) => [
      id,
      { ...one, form: definition.title, displayName: actor.seesPersonal ? displayName : null },
    ]),
  )
}

async function endpointsOf({ db, account }: StaffScope, rows: Row[]) {
  const ids = rows.flatMap(({ kind, subjectId }) => (kind === 'endpoint' ? [subjectId] : []))
  if (ids.length === 0) return new Map<string, never>()
  const found = await db.reports
    .select({ id: webhookEndpoints.id, title: webhookEndpoints.title })
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.accountId, account.id), inArray(webhookEndpoints.id, ids)))
  return new Map(found.map(({ id, title }) => [id, { title }]))
}
