import { dayAfter, weekdayOf } from './calendar-day.ts'
import type { QuestionOf } from './contract.ts'

type Dated = QuestionOf<'date'> | QuestionOf<'date_time'>

/** How many days from the day of answering a bound lies; null for a fixed day. */
export function daysFromToday(bound: string): number | null {
  return bound.startsWith('today') ? Number(bound.slice('today'.length)) : null
}

/** The bounds of a question as dates, those that count from the day of answering with it; LINE's picker goes from 1900 to 2100. */
export function dateBounds(question: Pick<Dated, 'min' | 'max'>, today: string): { min: string; max: string } {
  const filled = (bound: string | undefined, otherwise: string) => {
    const days = bound === undefined ? null : daysFromToday(bound)
    return days === null ? (bound ?? otherwise) : dayAfter(today, days)
  }
  return { min: filled(question.min, '1900-01-01'), max: filled(question.max, '2100-12-31') }
}

/** Whether a day is one of those of the week that are not taken. */
export const isClosedOn = ({ closed = [] }: Pick<Dated, 'closed'>, date: string): boolean =>
  (closed as number[]).includes(weekdayOf(date))

/** 月曜日・日曜日, Monday, Sunday; beginning with Monday, as shops say it. */
export function weekdays(closed: readonly number[]): { ja: string; en: string } {
  const sorted = closed.toSorted((one, other) => ((one + 6) % 7) - ((other + 6) % 7))
  // The first of January 2023 was a Sunday.
  const names = (locale: string) =>
    sorted.map((day) =>
      new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2023, 0, 1 + day)),
    )
  return { ja: names('ja-JP').join('・'), en: names('en-GB').join(', ') }
}
