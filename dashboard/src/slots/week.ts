const dayMs = 24 * 60 * 60_000

/** When a day of Japan's calendar begins, in milliseconds UTC. */
export const dayBegins = (day: string): number => Date.parse(`${day}T00:00:00+09:00`)

/** The Sunday with which the week of a day begins, as on calendars in Japan. */
export const sundayOf = (day: string): string => addDays(day, -new Date(`${day}T00:00:00Z`).getUTCDay())

/** The day so many days after another. */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
