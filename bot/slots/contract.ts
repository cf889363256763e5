import type { AnswerParts, Texts } from '../forms/contract.ts'

/** A slot as people see it while they choose. */
export interface SlotOffer {
  /** As it is stored when it is chosen. */
  value: AnswerParts & { slot: string }
  /** Milliseconds UTC; null: it has no time. */
  startsAt: number | null
  /** How many it has in all. */
  capacity: number
  /** Places that nobody has. */
  left: number
  /** Places that the person has in it already: held, or booked with what they are changing. */
  mine: number
  /** Since when it cannot be given up for another one any more, in milliseconds UTC: then it is all there is to choose. */
  fixedSince?: number
}

/** A slot of one question, as it stands in its row. */
export interface SlotRow {
  id: string
  startsAt: number | null
  endsAt: number | null
  title: Texts | null
  capacity: number
  taken: number
  state: 'open' | 'closed'
}

/** So long is a place held for somebody who fills in the form; every answer of theirs begins it anew. */
export const heldMs = 15 * 60_000

/** From here on it is said how many places are left. */
export const fewLeft = 3

/** A place that somebody has, or waits for. */
export interface OwnBooking {
  questionKey: string
  state: 'held' | 'booked' | 'waiting'
  /** How many places it takes. */
  seats: number
  /** As it is stored in the answer, in its words as they are now. */
  value: AnswerParts & { slot: string }
  startsAt: number | null
}
