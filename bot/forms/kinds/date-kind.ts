import type { QuestionOf } from '../contract.ts'
import { closedProblem } from '../closed-days.ts'
import { dateBounds, weekdays } from '../date-bounds.ts'
import { holidayOn } from '../holidays.ts'
import { isDate, longDate } from './date.ts'
import type { Kinds } from './kind.ts'
import { bad, good, type Checked } from './problem.ts'

function checkDate(question: QuestionOf<'date'>, value: unknown, today: string): Checked {
  if (typeof value !== 'string' || !isDate(value)) return bad({ code: 'not_a_date' })
  const { min, max } = dateBounds(question, today)
  if (value < min) return bad({ code: 'too_early', date: min })
  if (value > max) return bad({ code: 'too_late', date: max })
  return closedProblem(question, value) ?? good(value)
}

/** A day; its words are also those of a moment. */
export const dateKind = {
  judges: { date: { empty: () => bad({ code: 'required' }), check: checkDate } },
  words: {
    not_a_date: () => ({
      ja: '日付で入力してください（例：2026/12/3）',
      en: 'Please enter a date, for example 2026/12/3',
    }),
    too_early: ({ date }) => ({
      ja: `${longDate(date, 'ja')}以降の日付を選んでください`,
      en: `Please choose ${longDate(date, 'en')} or later`,
    }),
    too_late: ({ date }) => ({
      ja: `${longDate(date, 'ja')}までの日付を選んでください`,
      en: `Please choose a date up to ${longDate(date, 'en')}`,
    }),
    closed_day: ({ closed }) => ({
      ja: `${weekdays(closed).ja}は受け付けていません。ほかの日を選んでください`,
      en: `Not on ${weekdays(closed).en}. Please choose another day`,
    }),
    closed_holiday: ({ date }) => ({
      ja: `祝日は選べません（${longDate(date, 'ja')}は${holidayOn(date)?.ja ?? '祝日'}です）。ほかの日を選んでください`,
      en: `Not on public holidays (${longDate(date, 'en')} is ${holidayOn(date)?.en ?? 'one'}). Please choose another day`,
    }),
    closed_date: ({ date }) => ({
      ja: `${longDate(date, 'ja')}は受け付けていません。ほかの日を選んでください`,
      en: `Not on ${longDate(date, 'en')}. Please choose another day`,
    }),
  },
} satisfies Kinds
