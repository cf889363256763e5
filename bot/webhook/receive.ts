import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { webhookEvents } from '../../db/schema/index.ts'
import { readLineEvent, uidOf, type LineEvent } from '../channels/line/events.ts'
import type { Deps } from '../deps.ts'
import { MusubiError } from '../errors.ts'
import { sha256Hex } from '../seal.ts'
import type { StoredEvent } from './stored-event.ts'

/** While the receiving process is expected to be at work on it, the sweeper leaves an event alone. */
const leaseMs = 30_000
/** Far more than LINE puts into one body; storing so many takes a fraction of a second. */
const eventsMax = 5_000

const utf8 = new TextDecoder()

const columns = {
  id: sql.placeholder('id'),
  accountId: sql.placeholder('accountId'),
  type: sql.placeholder('type'),
  destination: sql.placeholder('destination'),
  occurredAt: sql.placeholder('occurredAt'),
  receivedAt: sql.placeholder('now'),
  payload: sql.placeholder('payload'),
  attempts: sql`0`,
  arrivals: sql`1`,
}

interface Columns extends Record<string, unknown> {
  id: string
  accountId: string
  type: string
  destination: string | null
  occurredAt: number
  now: number
  payload: string
}

// Each kind has its own statement, because a constant in the text costs nothing and a value that is bound does.
const insertNew = template<Columns & { uid: string | null; messageId: string | null; leasedUntil: number }>(
  build
    .insert(webhookEvents)
    .values({
      ...columns,
      uid: sql.placeholder('uid'),
      messageId: sql.placeholder('messageId'),
      state: sql`'new'`,
      leasedUntil: sql.placeholder('leasedUntil'),
    })
    .onConflictDoNothing(),
)

const insertMalformed = template<Columns>(
  build
    .insert(webhookEvents)
    .values({ ...columns, state: sql`'quarantined'`, reason: sql`'malformed'`, leasedUntil: sql`0` })
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
  const rows: Row[] = []
  for (const value of events) {
    const event = readLineEvent(value)
    const common = { accountId, destination, now, payload: textOf(value) }
    rows.push(event ? rowOf(event, common) : await malformedRow(common))
  }
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

interface Row {
  id: string
  statement: Statement
  /** Null when it is in quarantine. */
  event: StoredEvent | null
}

type Common = Pick<Columns, 'accountId' | 'destination' | 'now' | 'payload'>

function rowOf(event: LineEvent, common: Common): Row {
  const { webhookEventId: id, type, timestamp: occurredAt } = event
  const { accountId, destination, now } = common
  const uid = uidOf(event)
  // Of the message that came, or that was taken back: LINE may deliver the two in either order.
  const messageId = event.message?.id ?? event.unsend?.messageId
  return {
    id,
    statement: insertNew({
      ...common,
      id,
      uid,
      type,
      messageId: typeof messageId === 'string' ? messageId : null,
      occurredAt,
      leasedUntil: now + leaseMs,
    }),
    event: { id, accountId, uid, destination, receivedAt: now, attempts: 0, event },
  }
}

/** Its own content is its name: the same malformed event, delivered again, is the same row. */
async function malformedRow(common: Common): Promise<Row> {
  const id = `malformed-${(await sha256Hex(`${common.accountId} ${common.payload}`)).slice(0, 32)}`
  return { id, statement: insertMalformed({ ...common, id, type: 'malformed', occurredAt: common.now }), event: null }
}

/** @throws MusubiError invalid for an event so deeply nested that it cannot be written down */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    throw new MusubiError('invalid', 'An event is nested too deeply')
  }
}
