/**
 * A LINE event as we use it. LINE may add kinds and fields without notice, so only what is used is read, leniently.
 * Source: LINE's `webhook.yml` and the Messaging API reference, "Webhook event objects".
 */
export interface LineEvent {
  type: string
  webhookEventId: string
  /** Of the event, in milliseconds, also when it is delivered again. */
  timestamp: number
  /** In `standby` another module holds the chat: nothing may be sent. */
  mode?: string
  source?: { type?: string; userId?: string; groupId?: string; roomId?: string }
  replyToken?: string
  deliveryContext?: { isRedelivery?: boolean }
  message?: {
    id?: string
    type?: string
    text?: string
    /** Of a location: what the person, or LINE, calls it. */
    title?: string
    address?: string
    latitude?: number
    longitude?: number
    keywords?: unknown
    contentProvider?: { type?: string }
    /** Of a file. */
    fileName?: string
  }
  postback?: { data?: string; params?: { date?: string; time?: string; datetime?: string } }
  follow?: { isUnblocked?: boolean }
  unsend?: { messageId?: string }
}

/** The event in a value, or null when it lacks what every event has. */
export function readLineEvent(value: unknown): LineEvent | null {
  if (typeof value !== 'object' || value === null) return null
  const event = value as Partial<LineEvent>
  const whole =
    typeof event.type === 'string' &&
    typeof event.webhookEventId === 'string' &&
    event.webhookEventId.length > 0 &&
    event.webhookEventId.length <= 100 &&
    typeof event.timestamp === 'number' &&
    Number.isSafeInteger(event.timestamp) &&
    (event.source === undefined || (typeof event.source === 'object' && event.source !== null))
  return whole ? (event as LineEvent) : null
}

/** The UID of the person who caused the event; null when LINE does not tell, or tells something else. */
export function uidOf(event: LineEvent): string | null {
  const uid = event.source?.userId
  return typeof uid === 'string' && /^U[0-9a-f]{32}$/.test(uid) ? uid : null
}
