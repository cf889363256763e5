import type { OwnBooking } from './contract.ts'

const minuteMs = 60_000

/** Why a person cannot cancel by themselves: the form does not let them, or it is too late; null when they can. */
export type CancelRefusal = 'not_cancellable' | 'too_late'

/**
 * Whether a person may cancel what they sent, at a moment. What has no time can be cancelled as long as the form lets them.
 * @param cancelUntil so many minutes before the first of its slots at the latest; null: not by themselves
 */
export function cancelRefusal(
  cancelUntil: number | null,
  bookings: Pick<OwnBooking, 'startsAt'>[],
  now: number,
): CancelRefusal | null {
  if (cancelUntil === null) return 'not_cancellable'
  const isLate = bookings.some(({ startsAt }) => startsAt !== null && now > startsAt - cancelUntil * minuteMs)
  return isLate ? 'too_late' : null
}
