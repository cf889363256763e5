import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import { conflict, invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { demandPersonal } from '../staff/masking.ts'
import { writeTogether } from '../staff/write-deed.ts'
import type { EndpointInput } from './contract.ts'
import { asRead, endpointById, type Endpoint } from './endpoints.ts'
import { newSecret } from './sign.ts'
import { targetProblem } from './target.ts'

/** More endpoints than this are not one company's other systems any more. */
const endpointsMax = 50
const overlapMs = 24 * 60 * 60_000
/** What waited while an endpoint was paused goes out at this pace. */
export const paceMs = 100

/**
 * Adds an endpoint.
 * @returns its id and its secret, which is never shown again
 * @throws invalid `detail.problem` for an address that is not called, conflict `too_many`
 */
export async function addEndpoint(scope: StaffScope, input: EndpointInput): Promise<{ id: string; secret: string }> {
  demandTarget(scope, input)
  if (input.personal) demandPersonal(scope)
  const { db, account, ids, clock, seal } = scope
  if ((await db.orm.$count(webhookEndpoints, eq(webhookEndpoints.accountId, account.id))) >= endpointsMax)
    throw conflict('There are too many endpoints', { reason: 'too_many' })
  const [id, secret, now] = [ids(), newSecret(scope), clock()]
  const row = { id, accountId: account.id, ...input, secret: await seal.seal(secret), state: 'active' as const }
  await writeTogether(scope, [
    statement(build.insert(webhookEndpoints).values({ ...row, createdAt: now, updatedAt: now })),
    auditStatement(scope, 'endpoint.added', id, { after: told(input) }),
  ])
  scope.accountCache.delete(account.id)
  return { id, secret }
}

/**
 * Changes what an endpoint is told and where. What was planned already goes to the new address, put
 * together anew for what that may be told.
 * @throws invalid `detail.problem`, not_found, conflict
 */
export async function changeEndpoint(scope: StaffScope, id: string, input: EndpointInput): Promise<void> {
  const before = await endpointById(scope, id)
  demandTarget(scope, input)
  // Nor may whoever sees no personal data turn them to an address of their own.
  if (input.personal || before.personal) demandPersonal(scope)
  await writeTogether(scope, [
    must(changed(scope, before, input)),
    ...forgottenBodies(before, input),
    auditStatement(scope, 'endpoint.changed', id, { before: told(before), after: told(input) }),
  ])
  scope.accountCache.delete(scope.account.id)
}

/**
 * Pauses an endpoint, or goes on with it: what waited is then called, at a pace that does not run it over. One that was
 * disabled begins anew as well.
 * @throws not_found, conflict
 */
export async function setEndpointState(scope: StaffScope, id: string, state: 'active' | 'paused'): Promise<void> {
  const before = await endpointById(scope, id)
  if (before.state === state) return
  const waiting = sql`(select id, row_number() over (order by created_at, id) as place from webhook_calls
    where endpoint_id = ${id} and state = 'waiting' and next_attempt_at is null) w`
  const spread = build
    .update(webhookCalls)
    .set({ nextAttemptAt: sql`${scope.clock()} + w.place * ${paceMs}` })
    .from(waiting)
    .where(sql`${webhookCalls.id} = w.id`)
  await writeTogether(scope, [
    must(changed(scope, before, { state, reason: null, failingSince: null })),
    ...(state === 'active' ? [statement(spread)] : []),
    auditStatement(scope, state === 'active' ? 'endpoint.resumed' : 'endpoint.paused', id, { before: before.state }),
  ])
  scope.kick()
}

/**
 * Gives an endpoint a new secret. For a day the old one signs as well, so that the receiver changes over when it likes.
 * @returns the secret, which is never shown again
 */
export async function rotateSecret(scope: StaffScope, id: string): Promise<{ secret: string; formerUntil: number }> {
  const before = await endpointById(scope, id)
  const secret = newSecret(scope)
  const formerUntil = scope.clock() + overlapMs
  const set = { secret: await scope.seal.seal(secret), formerSecret: before.secret, formerUntil }
  await writeTogether(scope, [
    must(changed(scope, before, set)),
    auditStatement(scope, 'endpoint.secret_rotated', id, { formerUntil }),
  ])
  return { secret, formerUntil }
}

/**
 * Bodies that were put together for another reader: also those of calls that got through, because they can be made again.
 * Each is put together anew at its next attempt.
 */
function forgottenBodies(before: Endpoint, { url, personal }: EndpointInput): Statement[] {
  if (url === before.url && (personal || !before.personal)) return []
  const frozen = and(eq(webhookCalls.endpointId, before.id), isNotNull(webhookCalls.body))
  return [statement(build.update(webhookCalls).set({ body: null }).where(frozen))]
}

/** A change after the one that was read: two in one millisecond still notice each other. */
const changed = ({ clock }: StaffScope, before: Endpoint, set: Partial<Endpoint>) =>
  statement(
    build
      .update(webhookEndpoints)
      .set({ ...set, updatedAt: Math.max(clock(), before.updatedAt + 1) })
      .where(and(asRead(before))),
  )

function demandTarget({ settings }: StaffScope, { url }: EndpointInput): void {
  const problem = targetProblem(settings, url)
  if (problem) throw invalid('This address is not called', { fields: ['url'], problem })
}

/** For the audit log: which host, not the whole address. */
const told = ({ title, url, events, forms, personal }: Pick<Endpoint, keyof EndpointInput>) => ({
  ...{ title, host: new URL(url).host, events, forms, personal },
})
