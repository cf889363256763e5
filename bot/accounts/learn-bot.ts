import { eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import { fetchBotInfo } from '../channels/line/bot-info.ts'
import type { Deps } from '../deps.ts'
import { raiseAlert } from '../health/raise-alert.ts'
import { scopeOf, type Scope } from '../scope.ts'
import { loadAccounts } from './load.ts'

/**
 * Asks LINE for the account's own user ID and name and keeps them; webhooks for another `destination` are then
 * quarantined. Until it is known, `destination` is not compared.
 * @returns whether LINE told it
 */
export async function learnBot(scope: Scope): Promise<boolean> {
  const info = await fetchBotInfo(scope)
  if (!info) return false
  await scope.db.write([
    statement(
      build
        .update(accounts)
        .set({
          botUserId: info.userId,
          basicId: info.basicId,
          ...(info.displayName ? { name: info.displayName } : {}),
          updatedAt: scope.clock(),
        })
        .where(eq(accounts.id, scope.account.id)),
    ),
  ])
  scope.accountCache.delete(scope.account.id)
  return true
}

/** Asks for every account whose bot is not known yet; an account that LINE does not tell is asked for again later. */
export async function learnBots(deps: Deps): Promise<void> {
  const unknown = (await loadAccounts(deps)).filter((account) => account.channelSecret && !account.botUserId)
  await Promise.all(
    unknown.map(async (account) => {
      if (await learnBot(scopeOf(deps, account, { kind: 'system' }))) return
      await deps.db.write([
        raiseAlert({
          accountId: account.id,
          kind: 'line_unreachable',
          subject: 'bot_info',
          count: 1,
          now: deps.clock(),
        }),
      ])
    }),
  )
}
