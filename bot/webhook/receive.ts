import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { webhookEvents } from '../../db/schema/index.ts'
import { readLineEvent, uidOf } from '../channels/line/events.ts'
import type { Deps } from '../deps.ts'
import { MusubiError } from '../errors.ts'
import { sha256Hex } from '../seal.ts'
import type { StoredEvent } from './stored-event.ts'

/** While the receiving process is expected to be at work on it, the sweeper leaves an event alone. */
const leaseMs = 30_000
/** Far more than LINE puts into one body; storing so many takes a fraction of a second. */
const eventsMax = 5_000

const utf8 = new TextDecoder()

const insertEvent = template<{
  id: string
  accountId: string
  uid: string | null
  type: string
  destination: string | null
  messageId: string | null
  occurredAt: number
  now: number
  state: 'new' | 'quarantined'
  reason: string | null
  leasedUntil: number
  payload: string
}>(
  build
    .insert(webhookEvents)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      uid: sql.placeholder('uid'),
      type: sql.placeholder('type'),
      destination: sql.placeholder('destination'),
      messageId: sql.placeholder('messageId'),
      occurredAt: sql.placeholder('occurredAt'),
      receivedAt: sql.placeholder('now'),
      state: sql.placeholder('state'),
      reason: sql.placeholder('reason'),
      attempts: sql`0`,
      arrivals: sql`1`,
      leasedUntil: sql.placeholder('leasedUntil'),
      payload: sql.placeholder('payload'),
    })
    .onConflictDoNothing(),
)

const countArrival = template<{ id: string; now: number }>(
  build
    .update(webhookEvents)
    .set({
      arrivals: sql`${webhookEvents.arrivals} + 1`,
      // While the event waits, a redelivery makes its reply token young again.
      receivedAt: sql`case when ${webhookEvents.state} = 'new' then ${sql.placeholder('now')} else ${webhookEvents.receivedAt} end`,
    })
    .where(sql`${webhookEvents.id} = ${sql.placeholder('id')}`),
)

/**
 * Stores every event of a verified body once, in one round trip, before LINE gets its 200.
 * An event that lacks what every event has is kept as `quarantined` and does not spoil its neighbours.
 * @returns the events that were not known before
 * @throws MusubiError invalid when the body is not LINE's
 */
export async function receiveEvents(deps: Deps, accountId: string, body: Uint8Array): Promise<StoredEvent[]> {
  const { destination, events } = parseBody(body)
  if (events.length === 0) return []
  if (events.length > eventsMax) throw new MusubiError('too_large', `A webhook body has at most ${eventsMax} events`)
  const now = deps.clock()
  const rows = await Promise.all(events.map((event) => toRow(event, { accountId, destination, now })))
  const stored = await deps.db.write(rows.map(({ statement }) => statement))
  const known = rows.filter((_, at) => stored[at]?.changes === 0)
  // Counted behind the answer: that it is known is certain, how often it came can wait.
  if (known.length > 0) deps.background(deps.db.write(known.map(({ id }) => countArrival({ id, now }))))
  return rows.flatMap(({ event }, at) => (event && stored[at]?.changes === 1 ? [event] : []))
}

function parseBody(body: Uint8Array): { destination: string | null; events: unknown[] } {
  let parsed: unknown
  try {
    parsed = JSON.parse(utf8.decode(body))
  } catch {
    throw new MusubiError('invalid', 'The body is not JSON')
  }
  const { destination, events } = (parsed ?? {}) as { destination?: unknown; events?: unknown }
  if (!Array.isArray(events)) throw new MusubiError('invalid', 'The body has no list of events')
  return { destination: typeof destination === 'string' ? destination : null, events }
}

async function toRow(
  value: unknown,
  { accountId, destination, now }: { accountId: string; destination: string | null; now: number },
): Promise<{ id: string; statement: Statement; event: StoredEvent | null }> {
  const event = readLineEvent(value)
  const payload = textOf(value)
  const common = { accountId, destination, now, payload }
  if (!event) {
    // Its own content is its name: the same malformed event, delivered again, is the same row.
    const id = `malformed-${(await sha256Hex(`${accountId} ${payload}`)).slice(0, 32)}`
    const quarantined = {
      state: 'quarantined' as const,
      reason: 'malformed',
      leasedUntil: 0,
      uid: null,
      messageId: null,
    }
    return {
      id,
      statement: insertEvent({ ...common, ...quarantined, id, type: 'malformed', occurredAt: now }),
      event: null,
    }
  }
  const { webhookEventId: id, type, timestamp: occurredAt } = event
  const uid = uidOf(event)
  // Of the message that came, or that was taken back: LINE may deliver the two in either order.
  const messageId = event.message?.id ?? event.unsend?.messageId
  return {
    id,
    statement: insertEvent({
      ...common,
      id,
      uid,
      type,
      messageId: typeof messageId === 'string' ? messageId : null,
      occurredAt,
      state: 'new',
      reason: null,
      leasedUntil: now + leaseMs,
    }),
    event: { id, accountId, uid, destination, receivedAt: now, attempts: 0, event },
  }
}

/** @throws MusubiError invalid for an event so deeply nested that it cannot be written down */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    throw new MusubiError('invalid', 'An event is nested too deeply')
  }
}
