import { and, eq } from 'drizzle-orm'
import { ruleDeeds } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { PlannedDeed } from './deeds-for.ts'

/** Whether the submission that is changed now has had the same said already. */
export type DoneBefore = (planned: PlannedDeed) => boolean

/**
 * What a person or a colleague was told about a submission is not told again when it is changed; what is kept about somebody
 * (tags, attributes, menus), and what other systems know, follows the change.
 */
export async function doneBefore({ db, account }: Scope, replaces: string | null): Promise<DoneBefore> {
  if (replaces === null) return () => false
  const rows = await db.orm
    .select({ rule: ruleDeeds.ruleKey, place: ruleDeeds.place, state: ruleDeeds.state, reason: ruleDeeds.reason })
    .from(ruleDeeds)
    .where(and(eq(ruleDeeds.submissionId, replaces), eq(ruleDeeds.accountId, account.id), eq(ruleDeeds.on, 'finished')))
  return (planned) =>
    rows.some(
      ({ rule, place, state, reason }) =>
        rule === planned.rule &&
        place === planned.place &&
        (state === 'done' || state === 'waiting' || reason === 'said_before'),
    )
}
