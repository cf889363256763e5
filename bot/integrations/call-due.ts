import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { withoutValues } from '../errors.ts'
import { callOnce } from './call-once.ts'

/** A process that has not settled a call by then is taken for dead; one takes 15 seconds at most. */
const leaseMs = 45_000
/** So many calls of an endpoint at once; fewer while it fails, so that it is not run over when it comes back. */
const together = 10
const togetherFailing = 2
/** One endpoint is worked off so long at a stretch; then the next round takes it up again. Workers count calls of an invocation. */
const runMs = 20_000
const groupsMax = 20

// Literal states, not bound ones: only then does SQLite see that the small partial index fits.
const open = sql`state in ('waiting', 'calling')`

/** Works off what is to be told, each endpoint by itself: one that does not answer holds up no other. */
export interface Caller {
  /** Begins with every endpoint that something is due for and that is not being called already. */
  run(): Promise<void>
  /** Resolves when nothing is being called any more. */
  settled(): Promise<void>
}

export function createCaller(deps: Deps): Caller {
  const busy = new Map<string, Promise<void>>()
  return {
    async run() {
      for (const { id, failingSince } of await endpointsDue(deps)) {
        if (busy.has(id)) continue
        const working = workOff(deps, id, failingSince === null ? together : togetherFailing)
          .catch((error: unknown) =>
            deps.log.error('An endpoint could not be called: {id} {error}', { id, error: withoutValues(error) }),
          )
          .finally(() => busy.delete(id))
        busy.set(id, working)
      }
    },
    async settled() {
      while (busy.size > 0) await Promise.all(busy.values())
    },
  }
}

function endpointsDue({ db, clock }: Deps) {
  const { id, failingSince, state } = webhookEndpoints
  return db.orm
    .select({ id, failingSince })
    .from(webhookEndpoints)
    .where(
      and(
        eq(state, 'active'),
        sql`exists (select 1 from webhook_calls c where c.endpoint_id = ${id} and c.${open} and c.next_attempt_at <= ${clock()})`,
      ),
    )
}

async function workOff(deps: Deps, endpointId: string, size: number): Promise<void> {
  const began = deps.clock()
  for (let groups = 0; groups < groupsMax && deps.clock() - began < runMs; groups++) {
    const taken = await claim(deps, endpointId, size)
    await Promise.all(taken.map((call) => callOnce(deps, call)))
    if (taken.length < size) return
  }
}

/** Takes calls that are due, with a lease: several processes may do so on one database. */
async function claim({ db, clock }: Deps, endpointId: string, size: number) {
  const now = clock()
  const due = build
    .select({ id: webhookCalls.id })
    .from(webhookCalls)
    .where(and(eq(webhookCalls.endpointId, endpointId), open, sql`next_attempt_at <= ${now}`))
    .orderBy(asc(webhookCalls.nextAttemptAt))
    .limit(size)
  const isActive = sql`exists (select 1 from webhook_endpoints e where e.id = ${endpointId} and e.state = 'active')`
  return db.orm
    .update(webhookCalls)
    .set({ state: 'calling', attempts: sql`${webhookCalls.attempts} + 1`, nextAttemptAt: now + leaseMs })
    .where(and(inArray(webhookCalls.id, due), sql`next_attempt_at <= ${now}`, isActive))
    .returning()
}

/** After a start on a database that only this process holds: whoever was calling before is dead, the lease is void. */
export async function freeLeases({ db }: Deps): Promise<void> {
  await db.write([
    statement(
      build
        .update(webhookCalls)
        .set({ nextAttemptAt: 0 })
        .where(sql`state = 'calling'`),
    ),
  ])
}
