import type { QuestionOf } from '../contract.ts'
import { dateBounds, isClosedOn, weekdays } from '../date-bounds.ts'
import { isDate, longDate } from './date.ts'
import type { Kinds } from './kind.ts'
import { bad, good, type Checked } from './problem.ts'

function checkDate(question: QuestionOf<'date'>, value: unknown, today: string): Checked {
  if (typeof value !== 'string' || !isDate(value)) return bad({ code: 'not_a_date' })
  const { min, max } = dateBounds(question, today)
  if (value < min) return bad({ code: 'too_early', date: min })
  if (value > max) return bad({ code: 'too_late', date: max })
  return isClosedOn(question, value) ? bad({ code: 'closed_day', closed: question.closed ?? [] }) : good(value)
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
  },
} satisfies Kinds
