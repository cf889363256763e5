import { onJapansClock } from '../../../bot/slots/slot-text.ts'

const dayMs = 24 * 60 * 60_000

/** When a day of Japan's calendar begins, in milliseconds UTC. */
export const dayBegins = (day: string): number => Date.parse(`${day}T00:00:00+09:00`)

/** The Monday of the week of a moment. */
export function mondayOf(at: number): string {
  const day = onJapansClock(at).slice(0, 10)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** The day so many days after another. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
