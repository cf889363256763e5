const hourMs = 60 * 60_000
/** Japan has no summer time. */
const japanMs = 9 * hourMs
const firstHour = 8
const lastHour = 21

/** Whether it is night in Japan, from nine in the evening until eight in the morning: nobody is called by us then. */
export function isNight(now: number): boolean {
  const hour = Math.floor((now + japanMs) / hourMs) % 24
  return hour < firstHour || hour >= lastHour
}
