const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
/** Japan has no summer time. */
const japanMs = 9 * hourMs
const firstHour = 8
const lastHour = 21

/** Whether it is night in Japan, from nine in the evening until eight in the morning: nobody is called by us then. */
export function isNight(now: number): boolean {
  const hour = Math.floor((now + japanMs) / hourMs) % 24
  return hour < firstHour || hour >= lastHour
}

/** When the night of a moment is over: at the next eight o'clock in Japan. */
export function nightEnds(now: number): number {
  const morning = Math.floor((now + japanMs) / dayMs) * dayMs + firstHour * hourMs - japanMs
  return morning > now ? morning : morning + dayMs
}

/**
 * Whether what is to be said now waits for a morning that is too late for it.
 * @param until until when it is of use; null: at any time
 */
export const comesTooLate = (until: number | null, now: number): boolean =>
  until !== null && isNight(now) && until > now && until <= nightEnds(now)
