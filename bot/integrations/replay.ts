import { and, eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { webhookCalls } from '../../db/schema/index.ts'
import { countAttempt } from '../attempts/count.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { callEndpoint } from './call-endpoint.ts'
import { paceMs } from './change-endpoint.ts'
import { endpointById } from './endpoints.ts'

/** So many failed calls go again at once; what is beyond them takes another push of the button. */
const replayedMax = 10_000
const oneByOne = { max: 60, windowMs: 60_000 }
const all = { max: 1, windowMs: 60_000 }
const trials = { max: 10, windowMs: 60_000 }

const again = { state: 'waiting' as const, reason: null, status: null, attempts: 0, finishedAt: null }

/**
 * Makes a call again, accepted or failed, under the same `webhook-id` and with the same bytes, as long as the
 * endpoint has its address and may be told as much.
 * @throws not_found, conflict `endpoint_disabled` or `under_way`, limit_reached
 */
export async function replayCall(scope: StaffScope, callId: string): Promise<void> {
  const own = and(eq(webhookCalls.accountId, scope.account.id), eq(webhookCalls.id, callId))
  const call = await scope.db.orm.select().from(webhookCalls).where(own).get()
  if (!call) throw notFound('The call')
  await demandEnabled(scope, call.endpointId)
  if (call.state !== 'accepted' && call.state !== 'failed') throw conflict('It is under way', { reason: 'under_way' })
  await countAttempt(scope, `replay:call:${call.endpointId}`, oneByOne)
  const change = build
    .update(webhookCalls)
    .set({ ...again, nextAttemptAt: scope.clock() })
    .where(and(own, eq(webhookCalls.state, call.state)))
  await writeReplay(scope, must(statement(change)), { subject: callId, endpointId: call.endpointId })
}

/**
 * Makes the failed calls of an endpoint again, the oldest first, ten a second, so that it is not run over and what happens
 * meanwhile comes through.
 * @returns how many
 * @throws not_found, conflict `endpoint_disabled`, limit_reached
 */
export async function replayFailed(scope: StaffScope, endpointId: string): Promise<number> {
  await demandEnabled(scope, endpointId)
  await countAttempt(scope, `replay:all:${endpointId}`, all)
  const failed = sql`(select id, row_number() over (order by created_at, id) as place from webhook_calls
    where endpoint_id = ${endpointId} and state = 'failed' order by created_at, id limit ${replayedMax}) f`
  const change = build
    .update(webhookCalls)
    .set({ ...again, nextAttemptAt: sql`${scope.clock()} + f.place * ${paceMs}` })
    .from(failed)
    .where(sql`${webhookCalls.id} = f.id`)
  const [replayed] = await writeReplay(scope, statement(change), { subject: endpointId, endpointId })
  return replayed?.changes ?? 0
}

/** Calls an endpoint with nothing in it, to see whether it takes it. */
export async function testEndpoint(scope: StaffScope, endpointId: string): Promise<void> {
  await demandEnabled(scope, endpointId)
  await countAttempt(scope, `test:${endpointId}`, trials)
  await writeTogether(scope, [
    ...callEndpoint(scope, { endpointId, event: 'endpoint.test', submissionId: null }),
    auditStatement(scope, 'endpoint.tested', endpointId),
  ])
  scope.kick()
}

async function writeReplay(
  scope: StaffScope,
  change: Statement,
  { subject, endpointId }: { subject: string; endpointId: string },
) {
  const written = await writeTogether(scope, [
    change,
    auditStatement(scope, 'endpoint.replayed', subject, { endpoint: endpointId }),
  ])
  scope.kick()
  return written
}

async function demandEnabled(scope: StaffScope, endpointId: string): Promise<void> {
  const { state } = await endpointById(scope, endpointId)
  if (state === 'disabled') throw conflict('The endpoint is switched off', { reason: 'endpoint_disabled' })
}
