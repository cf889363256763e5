import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { accounts } from '../../db/schema/index.ts'
import { invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeDeed, writeTogether } from '../staff/write-deed.ts'
import { connectedAlready, connectedAs, isFree } from './add.ts'
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

/**
 * Takes it up again, with the channels and secrets that it had.
 * @throws conflict `connected` when another live account has its channel by now
 */
export async function reconnectAccount(scope: StaffScope): Promise<void> {
  const channelId = await channelOf(scope)
  if (channelId !== null && (await connectedAs(scope, channelId)) !== undefined) throw connectedAlready()
  const change = build
    .update(accounts)
    .set({ disconnectedAt: null, updatedAt: scope.clock() })
    .where(and(eq(accounts.id, scope.account.id), isNotNull(accounts.disconnectedAt)))
  const detail = { before: { connected: false }, after: { connected: true } }
  await writeTogether(scope, [
    ...(channelId === null ? [] : [guard(isFree(channelId))]),
    must(statement(change)),
    auditStatement(scope, 'account.reconnected', scope.account.id, detail),
  ])
  scope.accountCache.delete(scope.account.id)
}

async function channelOf({ db, account }: StaffScope): Promise<string | null> {
  const row = await db.orm
    .select({ channelId: accounts.channelId })
    .from(accounts)
    .where(eq(accounts.id, account.id))
    .get()
  return row?.channelId ?? null
}
