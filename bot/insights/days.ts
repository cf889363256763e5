/** Japan has had no summer time since 1951, so its calendar days are as long as each other. */
const dayMs = 24 * 60 * 60_000
const japanAheadMs = 9 * 60 * 60_000

/** Days as numbers in between, because SQL cuts and counts those fastest. */
export const dayNumber = (at: number): number => Math.floor((at + japanAheadMs) / dayMs)
export const dayStart = (number: number): number => number * dayMs - japanAheadMs

/** `2026-11-21` */
export const dayName = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)
export const numberOfDay = (name: string): number => Date.parse(`${name}T00:00:00Z`) / dayMs

/** The SQL of `dayNumber` and `dayStart` for a column or an expression. */
export const cutting = { dayMs, japanAheadMs }

/** The numbers from one day to another, both included. */
export const daysFromTo = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
