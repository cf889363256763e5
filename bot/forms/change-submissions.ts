import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { auditEntries, submissions } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { Review } from './staff-contract.ts'

/** What staff say of finished submissions: where the company stands with them, or who looks after them. */
export type Saying =
  | { kind: 'review'; review: Review; reason: string | null }
  | { kind: 'assignee'; assignee: string | null }

/**
 * The statements that say the same of several submissions of the account, each with its audit entry of before and after;
 * two statements, however many they are. What says so already, is not finished, or was changed since it was seen is left
 * alone. `updatedAt` stays, because it tells when the person last did something.
 * @param change the id under which all of it is undone; audit entries are numbered behind it
 * @param seen the revision at which each was seen; null: as it stands
 */
export function sayingStatements(
  scope: StaffScope,
  { ids, seen, saying, change }: { ids: string[]; seen: number[] | null; saying: Saying; change: string },
): Statement[] {
  const which = and(
    inArray(submissions.id, sql`(select value from json_each(${JSON.stringify(ids)}))`),
    eq(submissions.accountId, scope.account.id),
    sql`+${submissions.state} = 'finished'`,
    differs(saying),
    seen === null ? undefined : seenAs(ids, seen),
  )
  const { action, detail, set } = wordingOf(saying)
  const entries = build.insert(auditEntries).select(sql`
    select ${change} || '.' || printf('%06d', row_number() over (order by ${submissions.id})), ${submissions.accountId},
      ${scope.actor.staffId}, ${action}, ${submissions.id}, ${detail}, ${scope.clock()}
    from ${submissions} where ${which}`)
  const update = build
    .update(submissions)
    .set({ ...set, revision: sql`${submissions.revision} + 1` })
    .where(which)
  return [statement(entries), statement(update)]
}

const differs = (saying: Saying): SQL =>
  saying.kind === 'review'
    ? sql`(${submissions.review} <> ${saying.review} or ${submissions.returnedFor} is not ${saying.reason})`
    : sql`${submissions.assigneeId} is not ${saying.assignee}`

const seenAs = (ids: string[], seen: number[]): SQL =>
  sql`${submissions.revision} = json_extract(${JSON.stringify(Object.fromEntries(ids.map((id, at) => [id, seen[at]])))}, '$."' || ${submissions.id} || '"')`

/** Before and after; `words` are somebody's own and may name a person. `revision` is the one that the change made. */
function wordingOf(saying: Saying) {
  const made = sql`'revision', ${submissions.revision} + 1`
  if (saying.kind === 'assignee')
    return {
      action: 'submission.assigned',
      detail: sql`json_object('from', ${submissions.assigneeId}, 'to', ${saying.assignee}, ${made})`,
      set: { assigneeId: saying.assignee },
    }
  return {
    action: 'submission.reviewed',
    detail: sql`json_object('from', ${submissions.review}, 'to', ${saying.review}, ${made},
      'words', json_object('from', ${submissions.returnedFor}, 'to', ${saying.reason}))`,
    set: { review: saying.review, returnedFor: saying.reason },
  }
}
