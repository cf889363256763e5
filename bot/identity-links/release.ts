import { and, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { identityLinks, linkAttempts, linkConflicts } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { scopeOf } from '../scope.ts'
import { unlinkStatements } from './unlink.ts'

/**
 * Ends every tie to these members, in whatever account: who they were proven to be is not who they are from now on.
 * Undone, as a guard failure, when one of the ties has ended by then.
 * @param endedBy `staff:<id>` or `command`
 */
export async function releaseMembers(deps: Deps, customerSeqs: number[], endedBy: string): Promise<Statement[]> {
  const ties = await deps.db.orm
    .select()
    .from(identityLinks)
    .where(and(isNull(identityLinks.endedAt), inArray(identityLinks.customerSeq, customerSeqs)))
  const ended = await Promise.all(
    ties.map(async (tie) => {
      const account = await loadAccount(deps, tie.accountId)
      const how = { endedBy, deauthorised: 'no_token' as const }
      return account ? unlinkStatements(scopeOf(deps, account, { kind: 'system' }), tie, how) : []
    }),
  )
  return ended.flat()
}

/**
 * Nothing that was proven of these members holds any more: their attempts are over and name nobody, open conflicts stay
 * with the holder.
 * @param members a list of `customers.seq` in SQL
 */
export const forgetClaims = (deps: Deps, members: SQL, decidedBy: string): Statement[] => [
  statement(
    build
      .update(linkAttempts)
      .set({
        customerSeq: null,
        state: sql`case when ${linkAttempts.state} in ('code_sent', 'proven') then 'expired' else ${linkAttempts.state} end`,
        revision: sql`${linkAttempts.revision} + 1`,
      })
      .where(sql`${linkAttempts.customerSeq} in ${members}`),
  ),
  statement(
    build
      .update(linkConflicts)
      .set({ state: 'kept', decidedAt: deps.clock(), decidedBy })
      .where(sql`${linkConflicts.customerSeq} in ${members} and ${linkConflicts.state} = 'open'`),
  ),
]
