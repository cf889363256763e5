import type { OwnBooking } from './contract.ts'

const minuteMs = 60_000
const dayMinutes = 24 * 60
const japanMs = 9 * 60 * minuteMs

/**
 * The moment until which something that begins may be cancelled: so many minutes before it; where they are negative, so many
 * before the day begins on which it does, on Japan's clock (前日17時).
 */
function latest(cancelUntil: number, startsAt: number): number {
  if (cancelUntil >= 0) return startsAt - cancelUntil * minuteMs
  const dayMs = dayMinutes * minuteMs
  return Math.floor((startsAt + japanMs) / dayMs) * dayMs - japanMs + cancelUntil * minuteMs
}

/** How many days before it, and in which minute of that day; null: it is counted back from when it begins. */
export function cancelDay(cancelUntil: number): { days: number; minute: number } | null {
  if (cancelUntil >= 0) return null
  const days = Math.ceil(-cancelUntil / dayMinutes)
  return { days, minute: days * dayMinutes + cancelUntil }
}

/** The other way round. */
export const untilDay = ({ days, minute }: { days: number; minute: number }): number => minute - days * dayMinutes

/** Why a person cannot cancel by themselves: the form does not let them, or it is too late; null when they can. */
export type CancelRefusal = 'not_cancellable' | 'too_late'

type Begins = { startsAt: OwnBooking['startsAt']; state: string }

/**
 * Until when a person may change the slots that they have by themselves, in milliseconds UTC; null: there is no such moment, because
 * nothing that they have begins at a time. A form that sets no limit lets them until the first one begins, and so may everybody
 * who only waits, because that costs nobody a place.
 * @param cancelUntil so many minutes before the first of its slots at the latest, or before its day where they are negative
 */
export function changeableUntil(cancelUntil: number | null, bookings: Begins[]): number | null {
  const ends = bookings.flatMap(({ startsAt, state }) =>
    startsAt === null ? [] : [state === 'waiting' ? startsAt : latest(cancelUntil ?? 0, startsAt)],
  )
  return ends.length === 0 ? null : Math.min(...ends)
}

/** Since when it is too late to change them; null: it is not. */
export function fixedSince(cancelUntil: number | null, bookings: Begins[], now: number): number | null {
  const until = changeableUntil(cancelUntil, bookings)
  return until !== null && now > until ? until : null
}

/**
 * Whether a person may cancel what they sent, at a moment. What has no time can be cancelled as long as the form lets them.
 * @param cancelUntil null: not by themselves
 */
export function cancelRefusal(cancelUntil: number | null, bookings: Begins[], now: number): CancelRefusal | null {
  if (cancelUntil === null) return 'not_cancellable'
  return fixedSince(cancelUntil, bookings, now) === null ? null : 'too_late'
}
