import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accountCredentials } from '../../db/schema/index.ts'
import { loginChannelOf } from '../channels/line/channel.ts'
import { ofToken } from '../connect/check-channels.ts'
import { invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import type { NewSecrets } from './connection-contract.ts'
import { ofDashboardOnly } from './from-environment.ts'
import { openScope } from './open.ts'

/**
 * Puts new secrets in the place of the old ones, after LINE has given a token for them. The old channel secret is not taken
 * any longer from then on: LINE stops signing with it in the moment in which it is issued anew, so an overlap would serve
 * nobody but whoever the secret was changed for.
 * @throws invalid with the finding when LINE does not take them
 */
export async function rotateSecrets(scope: StaffScope, secrets: NewSecrets): Promise<void> {
  await ofDashboardOnly(scope)
  const opened = await openScope(scope)
  const account = { ...opened.account, ...secrets }
  // Tokens that were had with the old secrets prove nothing.
  const tried = { ...opened, account, lineTokens: new Map() }
  const findings = [
    ...(secrets.channelSecret ? [await ofToken(tried, 'LINE', 'dashboard')] : []),
    ...(secrets.loginChannelSecret ? [await ofToken(loginChannelOf(tried), 'LINE_LOGIN', 'dashboard')] : []),
  ]
  const refused = findings.filter(({ state }) => state === 'stop')
  if (refused.length > 0) throw invalid('LINE does not take the secret', { reason: 'refused', findings: refused })
  const before = await scope.db.orm
    .select({ updatedAt: accountCredentials.updatedAt })
    .from(accountCredentials)
    .where(eq(accountCredentials.accountId, scope.account.id))
    .get()
  const change = build
    .update(accountCredentials)
    .set({ ...(await sealedOf(scope, secrets)), updatedAt: scope.clock() })
    .where(
      and(eq(accountCredentials.accountId, scope.account.id), eq(accountCredentials.updatedAt, before?.updatedAt ?? 0)),
    )
  await writeDeed(scope, statement(change), {
    ...{ action: 'account.secrets_rotated', subject: scope.account.id },
    detail: {
      changed: Object.keys(secrets),
      before: { secretsAt: before?.updatedAt },
      after: { secretsAt: scope.clock() },
    },
  })
  scope.accountCache.delete(scope.account.id)
  scope.lineTokens.delete(scope.account.id)
  scope.lineTokens.delete(`${scope.account.id}/login`)
}

async function sealedOf({ seal }: StaffScope, { channelSecret, loginChannelSecret }: NewSecrets) {
  return {
    ...(channelSecret ? { channelSecret: await seal.seal(channelSecret) } : {}),
    ...(loginChannelSecret ? { loginChannelSecret: await seal.seal(loginChannelSecret) } : {}),
  }
}
