import type { OwnBooking } from './contract.ts'

const minuteMs = 60_000

/** Why a person cannot cancel by themselves: the form does not let them, or it is too late; null when they can. */
export type CancelRefusal = 'not_cancellable' | 'too_late'

type Begins = { startsAt: OwnBooking['startsAt']; state: string }

/**
 * Until when a person may change the slots that they have by themselves, in milliseconds UTC; null: there is no such moment, because
 * nothing that they have begins at a time. A form that sets no limit lets them until the first one begins, and so may everybody
 * who only waits, because that costs nobody a place.
 * @param cancelUntil so many minutes before the first of its slots at the latest
 */
export function changeableUntil(cancelUntil: number | null, bookings: Begins[]): number | null {
  const ends = bookings.flatMap(({ startsAt, state }) =>
    startsAt === null ? [] : [state === 'waiting' ? startsAt : startsAt - (cancelUntil ?? 0) * minuteMs],
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
