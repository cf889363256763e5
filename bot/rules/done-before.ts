import { and, eq, sql } from 'drizzle-orm'
import { ruleDeeds } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { PlannedDeed } from './deeds-for.ts'

/** Whether the submission that is changed now, or what that one was before, has had the same said already. */
export type DoneBefore = (planned: PlannedDeed) => boolean

/**
 * What a person or a colleague was told about a submission is not told again when it is changed; what is kept about somebody
 * (tags, attributes, menus), and what other systems know, follows the change.
 */
export async function doneBefore({ db, account }: Scope, replaces: string | null): Promise<DoneBefore> {
  if (replaces === null) return () => false
  // Whoever changes a thing back has read of it: 6 people, then 2, then 6 again.
  const earlier = sql`(with recursive earlier (id) as (
      values (${replaces})
      union select s.replaces from submissions s join earlier e on s.id = e.id where s.replaces is not null
    ) select id from earlier)`
  const rows = await db.orm
    .select({ rule: ruleDeeds.ruleKey, place: ruleDeeds.place, state: ruleDeeds.state, reason: ruleDeeds.reason })
    .from(ruleDeeds)
    .where(
      and(
        sql`${ruleDeeds.submissionId} in ${earlier}`,
        eq(ruleDeeds.accountId, account.id),
        eq(ruleDeeds.on, 'finished'),
      ),
    )
  return (planned) =>
    rows.some(
      ({ rule, place, state, reason }) =>
        rule === planned.rule &&
        place === planned.place &&
        (state === 'done' || state === 'waiting' || reason === 'said_before'),
    )
}
