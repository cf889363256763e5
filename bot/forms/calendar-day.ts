const dayMs = 24 * 60 * 60_000

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** So many days after a day (`YYYY-MM-DD`), or before it. */
export const dayAfter = (day: string, days: number): string =>
  new Date(timeOf(day) + days * dayMs).toISOString().slice(0, 10)

/** 0 for Sunday. */
export const weekdayOf = (day: string): number => new Date(timeOf(day)).getUTCDay()
