import type { QuestionOf } from '../contract.ts'
import { dateBounds } from '../date-bounds.ts'
import { iso, kanjiNumbers, readDay } from '../kinds/day.ts'
import { daysByWeekday, relativeDays, withoutWeekday } from './relative-day.ts'
import { fold } from './fold.ts'
import { withoutPoliteness } from './politeness.ts'

const dayMs = 24 * 60 * 60_000

type Dated = QuestionOf<'date' | 'date_time'>

const wordsForDays: Record<string, number> = {
  今日: 0,
  きょう: 0,
  本日: 0,
  today: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  tomorrow: 1,
  明後日: 2,
  あさって: 2,
  昨日: -1,
  きのう: -1,
  yesterday: -1,
  一昨日: -2,
  おととい: -2,
}

/** The day that a text means; where a day of the week stands beside it, also without that. */
export function dayMeant(question: Dated, text: string, today: string): string | undefined {
  const bounds = dateBounds(question, today)
  return dateMeant(text, today, bounds) ?? dateMeant(withoutWeekday(text), today, bounds)
}

/** Where a day has to lie. */
export type Bounds = { min: string; max: string }

/** @param bounds of the days that may be meant, one that lies within is */
export function dateMeant(text: string, today: string, bounds?: Bounds): string | undefined {
  const plain = kanjiNumbers(
    text
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replace(/\s|\(.\)$/g, '')
      .replace(/(?<=\d)[‐‑‒–—―−ー─](?=\d)/g, '-'),
  )
  const offset = wordsForDays[plain] ?? wordsForDays[fold(plain)]
  if (offset !== undefined)
    return new Date(Date.parse(`${today}T00:00:00Z`) + offset * dayMs).toISOString().slice(0, 10)
  const short = /^(\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain)
  const [year, month] = today.split('-').map(Number) as [number, number]
  if (short)
    return nearest(
      [year - 1, year, year + 1].map((one) => iso(one, Number(short[1]), Number(short[2]))),
      { today, bounds },
    )
  const alone = /^([12]?\d|3[01])日$/.exec(plain)?.[1]
  if (alone !== undefined) {
    const months = [month - 1, month, month + 1].map((one) => new Date(Date.UTC(year, one - 1, 1)).toISOString())
    return nearest(
      months.map((one) => `${one.slice(0, 8)}${alone.padStart(2, '0')}`),
      { today, bounds },
    )
  }
  // A year of two digits is asked about where a birthday is asked for; here it is no day.
  if (/^(\d{1,2}\D+\d{1,2}\D+\d{1,2}\D*|\d{6})$/.test(plain)) return undefined
  const read = readDay(text, today)
  if (read && 'date' in read) return read.date
  const days = relativeDays(text, today)
  return days.length === 1 ? days[0] : undefined
}

/** Dates go on into the next month: 2026-02-30 is read as the second of March. */
const isDay = (day: string) => new Date(Date.parse(day)).toISOString().startsWith(day)

/** Of the days that 12/3 or 25日 may mean: the one that lies nearest to today, and within the bounds if one does. */
function nearest(days: string[], { today, bounds }: { today: string; bounds: Bounds | undefined }): string | undefined {
  const distance = (day: string) => Math.abs(Date.parse(day) - Date.parse(today))
  const near = days.toSorted((a, b) => distance(a) - distance(b))
  const fits = (day: string) => isDay(day) && (!bounds || (day >= bounds.min && day <= bounds.max))
  // 2月30日 is told as what it is.
  return near.find(fits) ?? near.find(isDay) ?? days.find((day) => day.startsWith(today.slice(0, 4)))
}

/**
 * The days that a text may mean where it does not tell which: 来週の日曜 by when a week begins, 12/4（木） by its date or its day
 * of the week.
 */
export function daysMeant(question: Dated, text: string, today: string): string[] {
  const plain = withoutPoliteness(text)
  const date = dayMeant(question, plain, today)
  return date !== undefined ? daysByWeekday(plain, date) : relativeDays(plain, today)
}
