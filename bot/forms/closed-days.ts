import type { QuestionOf } from './contract.ts'
import { isClosedOn } from './date-bounds.ts'
import { holidayOn } from './holidays.ts'
import type { Language } from './in-language.ts'
import { bad, type Checked } from './kinds/problem.ts'

type Dated = Pick<QuestionOf<'date'> | QuestionOf<'date_time'>, 'closed' | 'closedHolidays' | 'closedDays'>
export type ClosedDays = NonNullable<Dated['closedDays']>[number]

/** Why a day is not taken; null: it is. */
export function closedProblem(question: Dated, date: string): Checked | null {
  if (isClosedOn(question, date)) return bad({ code: 'closed_day', closed: question.closed ?? [] })
  if (question.closedHolidays && holidayOn(date)) return bad({ code: 'closed_holiday', date })
  return question.closedDays?.some((days) => isAmong(days, date)) ? bad({ code: 'closed_date', date }) : null
}

/** Days without a year come back every year, also over the turn of it: 12-29 to 01-03. */
function isAmong({ from, to }: ClosedDays, date: string): boolean {
  if (from.length > 5) return date >= from && date <= to
  const day = date.slice(5)
  return from <= to ? day >= from && day <= to : day >= from || day <= to
}

/** 12月29日〜1月3日: closed days as people say them. */
export function closedDaysText(days: ClosedDays[], language: Language): string {
  const say = (day: string) =>
    new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
      ...(day.length > 5 ? { year: 'numeric' } : {}),
      ...{ month: 'long', day: 'numeric', timeZone: 'UTC' },
    }).format(new Date(`${day.length > 5 ? day : `2024-${day}`}T00:00:00Z`))
  const spans = days.map(({ from, to }) =>
    from === to ? say(from) : `${say(from)}${language === 'ja' ? '〜' : ' – '}${say(to)}`,
  )
  return spans.join(language === 'ja' ? '、' : ', ')
}

/** Said beside a field, where nothing else says which days they are. */
export function closedDaysNote({ closedDays = [] }: Dated, language: Language): string | null {
  if (closedDays.length === 0) return null
  const days = closedDaysText(closedDays, language)
  return language === 'ja' ? `${days}は選べません` : `Not ${days}`
}
