import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts } from '../../db/schema/index.ts'
import { invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { ofDashboardOnly } from './from-environment.ts'

/**
 * Ends what comes in and goes out: webhooks of the account are not found any more, and nothing is sent. Everything that is
 * known stays, and it can be connected again.
 * @param name typed by hand; has to be the account's own
 */
export async function disconnectAccount(scope: StaffScope, name: string): Promise<void> {
  await ofDashboardOnly(scope)
  if (name.trim() !== scope.account.name.trim())
    throw invalid('The name is not that of the account', { fields: ['name'], reason: 'name' })
  const change = build
    .update(accounts)
    .set({ disconnectedAt: scope.clock(), updatedAt: scope.clock() })
    .where(and(eq(accounts.id, scope.account.id), isNull(accounts.disconnectedAt)))
  await writeDeed(scope, statement(change), {
    ...{ action: 'account.disconnected', subject: scope.account.id },
    detail: { before: { connected: true }, after: { connected: false } },
  })
  scope.accountCache.delete(scope.account.id)
}

/** Takes it up again, with the channels and secrets that it had. */
export async function reconnectAccount(scope: StaffScope): Promise<void> {
  const change = build
    .update(accounts)
    .set({ disconnectedAt: null, updatedAt: scope.clock() })
    .where(and(eq(accounts.id, scope.account.id), isNotNull(accounts.disconnectedAt)))
  await writeDeed(scope, statement(change), {
    ...{ action: 'account.reconnected', subject: scope.account.id },
    detail: { before: { connected: false }, after: { connected: true } },
  })
  scope.accountCache.delete(scope.account.id)
}
