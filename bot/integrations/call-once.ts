import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { webhookAttempts, webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { bodyOf } from './body.ts'
import type { CallEvent } from './contract.ts'
import { disableEndpoint } from './disable.ts'
import { failingMs, outcomeOf, settlementOf, type AttemptOutcome, type Settlement } from './outcome.ts'
import { signedHeaders } from './sign.ts'
import { mayLoopback, targetProblem } from './target.ts'

const timeoutMs = 15_000

type Call = typeof webhookCalls.$inferSelect
type Endpoint = typeof webhookEndpoints.$inferSelect

/** One attempt at a call that this process has taken, and what became of it. */
export async function callOnce(deps: Deps, call: Call): Promise<void> {
  const [endpoint] = await deps.db.orm.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, call.endpointId))
  if (!endpoint) return
  const body = await frozenBody(deps, call, endpoint)
  // Somebody else has it by now, or its endpoint is another one: then it is made when the lease has run out.
  if (body === 'lost') return
  if (body === null) {
    await write(deps, [settled(deps, call, { state: 'failed', reason: 'nothing_left' }, null)])
    return
  }
  const began = deps.clock()
  const { outcome, status } = await attempt(deps, { call, endpoint, body })
  const now = deps.clock()
  const [chance = 0] = deps.random(1)
  const settlement = settlementOf(outcome, call.attempts, now, chance / 255)
  const row = { id: deps.ids(), accountId: call.accountId, callId: call.id, at: began, status, outcome }
  const made = [
    settled(deps, call, settlement, status),
    statement(build.insert(webhookAttempts).values({ ...row, milliseconds: now - began })),
    ...(settlement.state === 'waiting' ? [overWith(call, now)] : []),
  ]
  // Another call may have switched the endpoint off at the same moment.
  const lesson = await learnt(deps, { endpoint, outcome, began, now })
  if (!(await write(deps, [...made, ...lesson]))) await write(deps, made)
}

/** @returns false when it was undone: the lease ran out and another process has the call, or its person was erased meanwhile */
async function write({ db }: Deps, statements: Statement[]): Promise<boolean> {
  try {
    await db.write(statements)
    return true
  } catch (error) {
    if (!isGuardFailure(error)) throw error
    return false
  }
}

async function attempt(
  deps: Deps,
  { call, endpoint, body }: { call: Call; endpoint: Endpoint; body: string },
): Promise<{ outcome: AttemptOutcome; status: number | null }> {
  const { settings, seal } = deps
  // Settings and rules may have changed since the address was saved.
  if (targetProblem(settings, endpoint.url)) return { outcome: 'refused_address', status: null }
  const former = endpoint.formerSecret !== null && (endpoint.formerUntil ?? 0) > deps.clock()
  const sealed = [endpoint.secret, ...(former ? [endpoint.formerSecret!] : [])]
  const secrets = await Promise.all(sealed.map((secret) => seal.open(secret)))
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Musubi-Webhooks/1',
    ...(await signedHeaders({ id: call.id, at: deps.clock(), body, secrets })),
  }
  const answer = await deps.callOut({ url: endpoint.url, headers, body, timeoutMs, loopback: mayLoopback(settings) })
  return { outcome: outcomeOf(answer), status: answer.kind === 'answered' ? answer.status : null }
}

/** The bytes of the call: written into its row before the first attempt, so that every one says the same. */
async function frozenBody(deps: Deps, call: Call, { id, url, personal }: Endpoint): Promise<string | null | 'lost'> {
  if (call.body !== null) return deps.seal.open(call.body)
  const body = await bodyOf(deps, { ...call, event: call.event as CallEvent, personal })
  if (body === null) return null
  // Only for the reader that it was put together for: the endpoint may have been changed meanwhile.
  const isSame = sql`exists (select 1 from webhook_endpoints e
    where e.id = ${id} and e.url = ${url} and e.personal = ${personal ? 1 : 0})`
  const kept = build
    .update(webhookCalls)
    .set({ body: await deps.seal.seal(body) })
    .where(and(isOurs(call), isSame))
  try {
    await deps.db.write([must(statement(kept))])
  } catch (error) {
    if (isGuardFailure(error)) return 'lost'
    throw error
  }
  return body
}

/** Only while the lease is ours: a call that took too long may be somebody else's by now. */
const isOurs = ({ id, nextAttemptAt }: Call) =>
  and(eq(webhookCalls.id, id), sql`${webhookCalls.state} = 'calling'`, eq(webhookCalls.nextAttemptAt, nextAttemptAt!))

function settled(
  { clock }: Deps,
  call: Call,
  settlement: Settlement | { state: 'failed'; reason: string },
  status: number | null,
): Statement {
  const over = settlement.state !== 'waiting'
  const set = {
    state: settlement.state,
    reason: 'reason' in settlement ? settlement.reason : null,
    nextAttemptAt: 'nextAttemptAt' in settlement ? settlement.nextAttemptAt : null,
    finishedAt: over ? clock() : null,
    status,
  }
  return must(statement(build.update(webhookCalls).set(set).where(isOurs(call))))
}

/** Nobody waits for an endpoint that was switched off while it was being called. */
const overWith = ({ id, endpointId }: Call, now: number): Statement =>
  statement(
    build
      .update(webhookCalls)
      .set({ state: 'failed', reason: 'endpoint_disabled', nextAttemptAt: null, finishedAt: now })
      .where(
        and(
          eq(webhookCalls.id, id),
          sql`${webhookCalls.state} = 'waiting'`,
          sql`exists (select 1 from webhook_endpoints e where e.id = ${endpointId} and e.state = 'disabled')`,
        ),
      ),
  )

/** What an attempt says about its endpoint: that it is well, since when it is not, or that it is over. */
async function learnt(
  deps: Deps,
  { endpoint, outcome, began, now }: { endpoint: Endpoint; outcome: AttemptOutcome; began: number; now: number },
): Promise<Statement[]> {
  const { id, accountId, failingSince, title } = endpoint
  const own = eq(webhookEndpoints.id, id)
  if (outcome === 'accepted') {
    const well = build
      .update(webhookEndpoints)
      .set({ failingSince: null })
      .where(and(own, isNotNull(webhookEndpoints.failingSince)))
    return [statement(well)]
  }
  if (outcome === 'gone') return disableEndpoint(deps, { id, accountId, title, reason: 'gone', now })
  if (failingSince !== null && now - failingSince >= failingMs)
    return disableEndpoint(deps, { id, accountId, title, reason: 'failing', now })
  const since = sql`coalesce(${webhookEndpoints.failingSince}, ${began})`
  return [statement(build.update(webhookEndpoints).set({ failingSince: since }).where(own))]
}
