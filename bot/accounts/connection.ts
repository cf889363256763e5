import { count, eq } from 'drizzle-orm'
import { accountCredentials, accounts, friends } from '../../db/schema/index.ts'
import { webhookUrlOf } from '../connect/check-webhook.ts'
import { liffUrlOf } from '../connect/plan.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** How an account is connected to LINE, without its secrets: of those only whether there are any, and since when. */
export async function readConnection(scope: StaffScope) {
  const row = await scope.db.orm
    .select()
    .from(accounts)
    .leftJoin(accountCredentials, eq(accountCredentials.accountId, accounts.id))
    .where(eq(accounts.id, scope.account.id))
    .get()
  if (!row) throw notFound('The account')
  const [people] = await scope.db.reports
    .select({ count: count() })
    .from(friends)
    .where(eq(friends.accountId, scope.account.id))
  const { id, name, source, basicId, channelId, loginChannelId, liffId, botUserId } = row.accounts
  const { checks, checkedAt, disconnectedAt } = row.accounts
  const addresses = { settings: scope.settings, account: { ...row.accounts, ...noSecrets } }
  return {
    ...{ id, name, source, basicId, channelId, loginChannelId, liffId },
    isKnownAtLine: botUserId !== null,
    hasChannelSecret: (row.account_credentials?.channelSecret ?? null) !== null,
    hasLoginChannelSecret: (row.account_credentials?.loginChannelSecret ?? null) !== null,
    secretsAt: row.account_credentials?.updatedAt ?? null,
    webhookUrl: webhookUrlOf(addresses),
    liffUrl: liffUrlOf(addresses),
    ...{ checks, checkedAt, disconnectedAt },
    friends: people?.count ?? 0,
  }
}

const noSecrets = { channelSecret: null, loginChannelSecret: null }
