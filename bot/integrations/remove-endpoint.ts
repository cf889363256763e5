import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { forms, webhookAttempts, webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { asRead, endpointById } from './endpoints.ts'

/**
 * Removes an endpoint with the log of its calls.
 * @throws not_found; conflict `in_use` with the keys of the forms whose rules call it
 */
export async function removeEndpoint(scope: StaffScope, id: string): Promise<void> {
  const endpoint = await endpointById(scope, id)
  const { db, account } = scope
  const calls = sql`${forms.accountId} = ${account.id} and instr(${forms.rules}, ${JSON.stringify(id)}) > 0`
  const using = await db.orm.select({ key: forms.key }).from(forms).where(calls).orderBy(asc(forms.key))
  if (using.length > 0)
    throw conflict('Rules of forms call it', { reason: 'in_use', forms: using.map(({ key }) => key) })
  const own = build.select({ id: webhookCalls.id }).from(webhookCalls).where(eq(webhookCalls.endpointId, id))
  await writeTogether(scope, [
    guard(sql`not exists (select 1 from ${forms} where ${calls})`),
    statement(build.delete(webhookAttempts).where(inArray(webhookAttempts.callId, own))),
    statement(build.delete(webhookCalls).where(eq(webhookCalls.endpointId, id))),
    must(statement(build.delete(webhookEndpoints).where(and(asRead(endpoint))))),
    auditStatement(scope, 'endpoint.removed', id, { before: { title: endpoint.title } }),
  ])
  scope.accountCache.delete(account.id)
}
