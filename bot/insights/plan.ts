import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { accountDays, accountKnowledge, accounts } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { scopeOf } from '../scope.ts'
import { lastClosedDay } from './close-days.ts'
import { dayName } from './days.ts'

/** What is known of every friend is counted again when the count is older. */
const knowledgeMs = 60 * 60_000

/** Plans the counting of every account that has a day to close or to count again, or whose knowledge is old. */
export async function planCounts(deps: Deps): Promise<void> {
  const [open, old] = await Promise.all([accountsToClose(deps), accountsToKnow(deps)])
  for (const [kind, ids] of [
    ['insights.close-days', open],
    ['insights.count-known', old],
  ] as const) {
    for (const { id } of ids) {
      const account = await loadAccount(deps, id)
      if (account) await deps.db.write([enqueue(scopeOf(deps, account, { kind: 'system' }), { kind, key: id })])
    }
  }
}

function accountsToClose({ db, clock }: Deps) {
  const yesterday = dayName(lastClosedDay(clock()))
  const stale = sql`exists (select 1 from ${accountDays} where ${accountDays.accountId} = ${accounts.id} and marks <> counted_at_mark)`
  return db.orm
    .select({ id: accounts.id })
    .from(accounts)
    .leftJoin(accountDays, and(eq(accountDays.accountId, accounts.id), eq(accountDays.day, yesterday)))
    .where(or(isNull(accountDays.day), stale))
}

function accountsToKnow({ db, clock }: Deps) {
  const since = clock() - knowledgeMs
  return (
    db.orm
      .select({ id: accounts.id })
      .from(accounts)
      .leftJoin(accountKnowledge, eq(accountKnowledge.accountId, accounts.id))
      // A count from the future was made before a clock was put back.
      .where(
        or(
          isNull(accountKnowledge.countedAt),
          lt(accountKnowledge.countedAt, since),
          gt(accountKnowledge.countedAt, clock()),
        ),
      )
  )
}
