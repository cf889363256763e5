import { base64Of, utf8 } from './bytes.ts'
import { accountOf, channelOf, type Channel, type Desk } from './desk.ts'
import type { WebhookEntry, WebhookVerdict } from './shapes.ts'
import { keep, sweep, type Waiting } from './state.ts'

/** LINE gives up on an answer after two seconds. */
const PATIENCE = 2_000
const REPLY_TOKEN_LIFE = 60_000
const REPLY_TOKEN_OLDEST = 20 * 60_000
/** LINE does not say how often and when it tries again; these are short enough to watch. */
const REDELIVERY_DELAYS = [5_000, 30_000, 120_000, 600_000]
/** A held webhook goes out after this even when none comes to overtake it. */
const HELD_FOR = 5_000
const ANSWER_KEPT = 2_000

export type LineEvent = Record<string, unknown> & { type: string }

/** The fields that every event has. Those with a reply token get a new one, except in standby. */
export function newEvent(
  desk: Desk,
  uid: string,
  type: string,
  fields: Record<string, unknown>,
  replies: boolean,
): LineEvent {
  const { standby } = desk.state.faults
  return {
    type,
    ...fields,
    webhookEventId: desk.ulid(),
    deliveryContext: { isRedelivery: false },
    timestamp: desk.now(),
    source: { type: 'user', userId: uid },
    ...(replies && !standby ? { replyToken: desk.hex(16) } : {}),
    mode: standby ? 'standby' : 'active',
  }
}

export async function signatureOf(secret: string, body: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return base64Of(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(body))))
}

/** What a test changes about a delivery. */
export interface SendOptions {
  destination?: string
  /** Instead of the right one; null sends none. */
  signature?: string | null
  /** Instead of the address that is set: LINE tests any. */
  url?: string
}

/**
 * Sends events in one webhook, with the faults that are switched on.
 * @returns one entry for each delivery made: two when duplicated, the overtaken one too, a `held` one when it waits
 */
export async function sendEvents(
  desk: Desk,
  accountId: string,
  events: unknown[],
  options: SendOptions = {},
): Promise<WebhookEntry[]> {
  const channel = channelOf(desk, accountId)
  const { faults } = desk.state
  const destination = options.destination ?? (faults.wrongDestination ? `U${'0'.repeat(32)}` : channel.botUserId)
  return sendBody(desk, channel, JSON.stringify({ destination, events }), options)
}

/** Sends a body as it stands, for tests of malformed ones. */
export async function sendBody(
  desk: Desk,
  channel: Channel,
  body: string,
  options: SendOptions = {},
): Promise<WebhookEntry[]> {
  const signature = options.signature === undefined ? await signatureOf(channel.channelSecret, body) : options.signature
  const uid = uidIn(body)
  const waiting: Waiting = { accountId: channel.accountId, uid, body, signature, attempt: 1, dueAt: desk.now() }
  if (options.url !== undefined) return [await deliver(desk, waiting, false, options.url)]
  const { faults, held } = desk.state
  if (faults.disorder && held.length === 0) {
    desk.state.held.push({ ...waiting, dueAt: desk.now() + HELD_FOR })
    const url = accountOf(desk, channel.accountId).endpoint ?? channel.webhookUrl
    return [log(desk, channel, waiting, { status: null, answer: '', url, took: 0, verdict: 'held', duplicate: false })]
  }
  const overtaken = held.splice(0)
  // A duplicate takes another way through the network, so it arrives at the same time.
  const sent = await Promise.all([
    deliver(desk, waiting, false),
    ...(faults.duplicate ? [deliver(desk, waiting, true)] : []),
  ])
  for (const late of overtaken) sent.push(await deliver(desk, late, false))
  return sent
}

async function deliver(desk: Desk, waiting: Waiting, duplicate: boolean, address?: string): Promise<WebhookEntry> {
  const channel = channelOf(desk, waiting.accountId)
  const body = waiting.attempt > 1 ? asRedelivery(waiting.body) : waiting.body
  const signature = waiting.attempt > 1 ? await signatureOf(channel.channelSecret, body) : waiting.signature
  openReplyTokens(desk, channel.accountId, body)
  const url = address ?? accountOf(desk, channel.accountId).endpoint ?? channel.webhookUrl
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
  }
  if (signature !== null) headers['x-line-signature'] = signature
  const begun = performance.now()
  const outcome = await answerOf(desk, url, { method: 'POST', headers, body })
  const took = Math.round(performance.now() - begun)
  const verdict = outcome.verdict === 'answered' && took > PATIENCE ? 'slow' : outcome.verdict
  if (verdict !== 'answered' && !duplicate) scheduleRedelivery(desk, waiting)
  return log(desk, channel, { ...waiting, body, signature }, { ...outcome, url, took, verdict, duplicate })
}

type Answered = { status: number | null; answer: string; verdict: WebhookVerdict }

async function answerOf(desk: Desk, url: string, request: Parameters<Desk['deliver']>[1]): Promise<Answered> {
  if (!url) return { status: null, answer: '', verdict: 'off' }
  try {
    const response = await desk.deliver(url, request)
    const answer = (await response.text()).slice(0, ANSWER_KEPT)
    return {
      status: response.status,
      answer,
      verdict: response.status >= 200 && response.status < 300 ? 'answered' : 'refused',
    }
  } catch (error) {
    return { status: null, answer: error instanceof Error ? error.message : String(error), verdict: 'unreachable' }
  }
}

function log(
  desk: Desk,
  channel: Channel,
  waiting: Waiting,
  rest: Answered & { url: string; took: number; duplicate: boolean },
): WebhookEntry {
  const entry: WebhookEntry = {
    kind: 'webhook',
    id: desk.ulid(),
    revision: desk.touch(),
    at: desk.now(),
    accountId: channel.accountId,
    uid: waiting.uid,
    events: eventsIn(waiting.body).map((event) => String(event['type'])),
    signature: waiting.signature ?? '',
    request: waiting.body,
    attempt: waiting.attempt,
    ...rest,
  }
  keep(desk.state.webhooks, entry)
  return entry
}

/** A reply token works for a minute from its delivery, and from each redelivery within twenty minutes of the event. */
function openReplyTokens(desk: Desk, accountId: string, body: string): void {
  const now = desk.now()
  sweep(desk.state, now)
  for (const event of eventsIn(body)) {
    const token = event['replyToken']
    const source = event['source'] as { userId?: unknown } | undefined
    if (typeof token !== 'string' || typeof source?.userId !== 'string') continue
    const eventAt = typeof event['timestamp'] === 'number' ? event['timestamp'] : now
    const known = desk.state.replyTokens[token]
    if (known && (known.used || known.eventAt + REPLY_TOKEN_OLDEST < now)) continue
    const validUntil = now + REPLY_TOKEN_LIFE
    desk.state.replyTokens[token] = {
      accountId,
      uid: source.userId,
      eventAt: known?.eventAt ?? eventAt,
      validUntil,
      used: false,
    }
  }
}

function eventsIn(body: string): Record<string, unknown>[] {
  try {
    const { events } = JSON.parse(body) as { events?: unknown }
    return Array.isArray(events) ? events.filter((event) => typeof event === 'object' && event !== null) : []
  } catch {
    return []
  }
}

function uidIn(body: string): string | null {
  const source = eventsIn(body)[0]?.['source'] as { userId?: unknown } | undefined
  return typeof source?.userId === 'string' ? source.userId : null
}

function asRedelivery(body: string): string {
  const envelope = JSON.parse(body) as { events: Record<string, unknown>[] }
  return JSON.stringify({
    ...envelope,
    events: envelope.events.map((event) => ({ ...event, deliveryContext: { isRedelivery: true } })),
  })
}

function scheduleRedelivery(desk: Desk, waiting: Waiting): void {
  const delay = REDELIVERY_DELAYS[waiting.attempt - 1]
  if (!desk.state.faults.redelivery || delay === undefined || eventsIn(waiting.body).length === 0) return
  desk.state.redeliveries.push({ ...waiting, attempt: waiting.attempt + 1, dueAt: desk.now() + delay })
}

/**
 * Sends what is due by now: webhooks held for the sake of disorder and redeliveries.
 * @returns the deliveries made
 */
export async function deliverDue(desk: Desk): Promise<WebhookEntry[]> {
  const due = (list: Waiting[], always: boolean) => {
    const ready = list.filter((waiting) => always || waiting.dueAt <= desk.now())
    for (const waiting of ready) list.splice(list.indexOf(waiting), 1)
    return ready
  }
  const sent: WebhookEntry[] = []
  for (const waiting of due(desk.state.held, !desk.state.faults.disorder))
    sent.push(await deliver(desk, waiting, false))
  for (const waiting of due(desk.state.redeliveries, false)) sent.push(await deliver(desk, waiting, false))
  return sent
}

/** Delivers once more what was delivered before, as LINE does unasked when the network is in doubt. */
export async function redeliver(desk: Desk, entry: WebhookEntry): Promise<WebhookEntry> {
  return deliver(
    desk,
    {
      accountId: entry.accountId,
      uid: entry.uid,
      body: entry.request,
      signature: null,
      attempt: entry.attempt + 1,
      dueAt: 0,
    },
    true,
  )
}
