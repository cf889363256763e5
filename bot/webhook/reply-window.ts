import type { ReplyWindow } from '../deliveries/record.ts'
import type { StoredEvent } from './stored-event.ts'

/** LINE's minute, less what a call may take on its way. */
const tokenMs = 55_000
/** Of a redelivered event the token is dead when so much time has passed since the event itself. */
const redeliveredMs = 20 * 60_000

/**
 * Until when an event can be replied to; null when it cannot at all.
 * Source: Messaging API reference, "Reply token": use within a minute of reception, also after a redelivery, if not
 * 20 minutes have passed since the event.
 */
export function replyWindow({ event, receivedAt }: StoredEvent): ReplyWindow | null {
  if (typeof event.replyToken !== 'string' || event.replyToken === '' || event.mode === 'standby') return null
  const until = receivedAt + tokenMs
  return {
    token: event.replyToken,
    until: event.deliveryContext?.isRedelivery ? Math.min(until, event.timestamp + redeliveredMs) : until,
  }
}
