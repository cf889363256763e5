import { and, asc, inArray, lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { webhookEvents } from '../../db/schema/index.ts'
import { readLineEvent } from '../channels/line/events.ts'
import type { Deps } from '../deps.ts'
import type { StoredEvent } from './stored-event.ts'

// Literal states, not bound ones: only then does SQLite see that the small partial indexes fit.
const isNew = sql`${webhookEvents.state} = 'new'`
const isDone = sql`${webhookEvents.state} = 'done'`
const claimMax = 500
const leaseMs = 30_000
const keptMs = 30 * 24 * 60 * 60_000
const deletedMax = 500
/** Keeps up with a million events a day at one round a minute. */
const batchesMax = 10

/**
 * Takes events that nobody is at work on: their process died after the 200, or their turn failed and its pause is over.
 * Several processes may sweep one database.
 */
export async function sweepEvents(deps: Deps): Promise<StoredEvent[]> {
  const now = deps.clock()
  const free = build
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(isNew, lte(webhookEvents.leasedUntil, now)))
    .orderBy(asc(webhookEvents.receivedAt))
    .limit(claimMax)
  const rows = await deps.db.orm
    .update(webhookEvents)
    .set({ leasedUntil: now + leaseMs })
    .where(and(inArray(webhookEvents.id, free), lte(webhookEvents.leasedUntil, now)))
    .returning()
  return rows.flatMap(({ id, accountId, uid, destination, receivedAt, attempts, payload }) => {
    const event = readLineEvent(JSON.parse(payload))
    return event ? [{ id, accountId, uid, destination, receivedAt, attempts, event }] : []
  })
}

/** After a start on a database that only this process holds: whoever had events is dead, their leases are void. */
export async function freeLeases(deps: Deps): Promise<void> {
  await deps.db.write([statement(build.update(webhookEvents).set({ leasedUntil: 0 }).where(isNew))])
}

/** Removes handled events after 30 days, in small batches until none is left. */
export async function forgetOldEvents(deps: Deps): Promise<void> {
  const old = build
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(isDone, lte(webhookEvents.handledAt, deps.clock() - keptMs)))
    .limit(deletedMax)
  const forget = statement(build.delete(webhookEvents).where(inArray(webhookEvents.id, old)))
  for (let batches = 0; batches < batchesMax; batches++) {
    const [forgotten] = await deps.db.write([forget])
    if ((forgotten?.changes ?? 0) < deletedMax) return
  }
}
