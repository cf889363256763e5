import type { QuestionOf } from './contract.ts'

type Dated = QuestionOf<'date'> | QuestionOf<'date_time'>

const dayMs = 24 * 60 * 60_000

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

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** 0 for Sunday. */
const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay()

/** Whether a day is one of those of the week that are not taken. */
export const isClosedOn = ({ closed = [] }: Pick<Dated, 'closed'>, date: string): boolean =>
  (closed as number[]).includes(weekdayOf(date))

/** 月曜・日曜, Mondays and Sundays; beginning with Monday, as shops say it. */
export function weekdays(closed: readonly number[]): { ja: string; en: string } {
  const sorted = [1, 2, 3, 4, 5, 6, 0].filter((day) => closed.includes(day))
  return {
    ja: sorted.map((day) => `${'日月火水木金土'[day]}曜`).join('・'),
    en: sorted
      .map((day) => ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'][day])
      .join(', '),
  }
}
