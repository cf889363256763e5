import type { QuestionOf } from '../contract.ts'
import type { Beside } from '../beside.ts'
import { dayAfter } from '../calendar-day.ts'
import { dateBounds } from '../date-bounds.ts'
import { boundsBeside } from '../kinds/compared.ts'
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

type Other = Beside['other']

/** Where a day has to lie, also beside other answers: check-out 6/3 is that of the year of the check-in. */
export function boundsMeant(question: Dated, today: string, other?: Other): Bounds {
  const bounds = dateBounds(question, today)
  const beside = other ? boundsBeside(question, bounds, other) : bounds
  return beside.min === bounds.min && beside.max === bounds.max ? bounds : { ...beside, own: bounds }
}

/** The day that a text means; where a day of the week stands beside it, also without that. */
export function dayMeant(question: Dated, text: string, today: string, other?: Other): string | undefined {
  const bounds = boundsMeant(question, today, other)
  return dateMeant(text, today, bounds) ?? dateMeant(withoutWeekday(text), today, bounds)
}

/** Where a day has to lie. */
export interface Bounds {
  min: string
  max: string
  /** Those of the question alone, where other answers narrow them. */
  own?: Bounds
}

/** @param bounds of the days that may be meant, one that lies within is */
export function dateMeant(text: string, today: string, bounds?: Bounds): string | undefined {
  if (bounds?.own) {
    const { min, max, own } = bounds
    const meant = dateMeant(text, today, { min, max })
    // The third after a check-in on the third is no day of the next year: it is told why it does not fit.
    const isNear = meant !== undefined && [min, max].some((edge) => daysBetween(meant, edge) <= nearDays)
    return isNear ? meant : dateMeant(text, today, own)
  }
  const plain = kanjiNumbers(
    text
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replace(/\s|\(.\)$/g, '')
      .replace(/(?<=\d)[‐‑‒–—―−ー─](?=\d)/g, '-'),
  )
  const offset = wordsForDays[plain] ?? wordsForDays[fold(plain)]
  if (offset !== undefined) return dayAfter(today, offset)
  const short = /^(\d{1,2})[月/.-](\d{1,2})日?$/.exec(plain)
  const [year, month] = today.split('-').map(Number) as [number, number]
  // Where all of it lies ahead, the days after its beginning may be meant as well.
  const [aheadYear = year, aheadMonth = month] = bounds && bounds.min > today ? bounds.min.split('-').map(Number) : []
  if (short)
    return nearest(
      [year - 1, year, year + 1, aheadYear, aheadYear + 1].map((one) => iso(one, Number(short[1]), Number(short[2]))),
      { today, bounds },
    )
  const alone = /^([12]?\d|3[01])日$/.exec(plain)?.[1]
  if (alone !== undefined) {
    const ahead = (aheadYear - year) * 12 + aheadMonth
    const months = [month - 1, month, month + 1, ahead, ahead + 1].map((one) =>
      new Date(Date.UTC(year, one - 1, 1)).toISOString(),
    )
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

const nearDays = 183
const daysBetween = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other)) / dayMs

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
export function daysMeant(question: Dated, text: string, today: string, other?: Other): string[] {
  const plain = withoutPoliteness(text)
  const date = dayMeant(question, plain, today, other)
  return date !== undefined ? daysByWeekday(plain, date) : relativeDays(plain, today)
}
