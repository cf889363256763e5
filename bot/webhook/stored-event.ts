import type { LineEvent } from '../channels/line/events.ts'

/** An event of the inbox, as handling needs it. */
export interface StoredEvent {
  id: string
  accountId: string
  uid: string | null
  destination: string | null
  receivedAt: number
  attempts: number
  event: LineEvent
}
