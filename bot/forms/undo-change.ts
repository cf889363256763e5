import { and, eq, gte, lt, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { auditEntries, submissions } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { bulkMax } from './staff-contract.ts'

/** The page offers it for ten seconds; a slow line gets some more. */
const undoMs = 60_000
const batchRows = 500

/**
 * Gives each submission of one's own change back what it said before; with entries of its own, because it is a change
 * like any other. What somebody has changed since stays as they left it.
 * @returns how many are as they were, and how many are not because of others
 * @throws not_found for what was never changed, or by somebody else; conflict when it is too late
 */
export async function undoChange(scope: StaffScope, change: string): Promise<{ undone: number; kept: number }> {
  const entries = await entriesOf(scope, change)
  const [first] = entries
  if (!first) throw notFound('The change')
  if (scope.clock() - first.at > undoMs) throw conflict('It is too late to undo this', { reason: 'too_late' })
  const undoing = scope.ids()
  let undone = 0
  for (let at = 0; at < entries.length; at += batchRows) {
    const ids = entries.slice(at, at + batchRows).map(({ id }) => id)
    const written = await scope.db.write(backStatements(scope, ids, `${undoing}.${String(at).padStart(6, '0')}`))
    undone += written[1]?.changes ?? 0
  }
  return { undone, kept: entries.length - undone }
}

/** The entries of a change have its id in front of theirs. */
const entriesOf = ({ db, account, actor }: StaffScope, change: string) =>
  db.orm
    .select({ id: auditEntries.id, at: auditEntries.at })
    .from(auditEntries)
    .where(
      and(
        gte(auditEntries.id, `${change}.`),
        lt(auditEntries.id, `${change}/`),
        eq(auditEntries.accountId, account.id),
        eq(auditEntries.staffId, actor.staffId),
      ),
    )
    .limit(bulkMax)

/**
 * From the entries themselves: what stood before, as long as the submission still says what the change made it say, and
 * nobody else has reviewed or assigned it since. One's own later changes that were undone do not stand in the way.
 */
function backStatements(scope: StaffScope, entryIds: string[], undoing: string) {
  const of = (path: string) => sql`json_extract(one.detail, ${path})`
  const made = sql`select one.id, one.subject, one.action, ${of('$.from')} as before, ${of('$.to')} as after,
      ${of('$.words.from')} as words_before, ${of('$.words.to')} as words_after
    from audit_entries one where one.id in (select value from json_each(${JSON.stringify(entryIds)}))`
  const isReview = sql`made.action = 'submission.reviewed'`
  const says = sql`case when ${isReview} then ${submissions.review} else ${submissions.assigneeId} end is made.after`
  const byOthers = sql`select 1 from audit_entries later where later.subject = ${submissions.id} and later.id > made.id
    and later.staff_id <> ${scope.actor.staffId} and later.action in ('submission.reviewed', 'submission.assigned')`
  const still = sql`${submissions.accountId} = ${scope.account.id} and ${submissions.state} = 'finished' and ${says}
    and not exists (${byOthers})`
  const detail = sql`json_object('from', made.after, 'to', made.before, 'revision', ${submissions.revision} + 1)`
  const words = sql`json_object('from', made.words_after, 'to', made.words_before)`
  const entries = build.insert(auditEntries).select(sql`
    select ${undoing} || '.' || printf('%06d', row_number() over (order by made.id)), ${scope.account.id}, ${scope.actor.staffId},
      made.action, made.subject, case when ${isReview} then json_set(${detail}, '$.words', ${words}) else ${detail} end,
      ${scope.clock()}
    from (${made}) made join submissions on submissions.id = made.subject where ${still}`)
  const update = build
    .update(submissions)
    .set({
      review: sql`case when ${isReview} then made.before else ${submissions.review} end`,
      returnedFor: sql`case when ${isReview} then made.words_before else ${submissions.returnedFor} end`,
      assigneeId: sql`case when ${isReview} then ${submissions.assigneeId} else made.before end`,
      revision: sql`${submissions.revision} + 1`,
    })
    .from(sql`(${made}) made`)
    .where(sql`${submissions.id} = made.subject and ${still}`)
  return [statement(entries), statement(update)]
}
