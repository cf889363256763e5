import type { Moment } from './export-cell.ts'

const dayMs = 24 * 60 * 60_000
const japanMs = 9 * 60 * 60_000
/** 1970-01-01 as a spreadsheet counts days. */
const epoch = 25_569
/** 1900-03-01: before it Excel counts a day that there never was, and knows nothing before 1900. */
const firstSure = 61

/** How a column of moments shows them. */
export const momentFormats = {
  day: 'yyyy/mm/dd',
  minute: 'yyyy/mm/dd hh:mm',
  second: 'yyyy/mm/dd hh:mm:ss',
} as const
export type MomentFormat = keyof typeof momentFormats

const lengths: Record<MomentFormat, number> = { day: 10, minute: 16, second: 19 }

/** A moment in milliseconds UTC: `2026/11/21 14:05:09` by Japan's clock. */
export const momentAt = (at: number): Moment => momentOf(Math.floor((at + japanMs) / 1000) * 1000, 'second')

/** An answer that is a day (`2026-11-21`) or a moment (`2026-11-21T14:05`); its text where a spreadsheet has no such day. */
export function momentIn(answer: string, format: MomentFormat): Moment | string {
  const at = Date.parse(format === 'day' ? `${answer}T00:00:00Z` : `${answer}Z`)
  if (Number.isNaN(at)) return answer
  const moment = momentOf(at, format)
  return moment.serial < firstSure ? moment.text : moment
}

const momentOf = (clock: number, format: MomentFormat): Moment => ({
  text: new Date(clock).toISOString().slice(0, lengths[format]).replaceAll('-', '/').replace('T', ' '),
  // Nine digits behind the point tell a second from its neighbours; more would only tell how computers divide.
  serial: Number((clock / dayMs + epoch).toFixed(9)),
})
