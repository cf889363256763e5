import type { Beside } from '../forms/beside.ts'
import { checkAnswer } from '../forms/check.ts'
import type { QuestionOf } from '../forms/contract.ts'
import { dayAfter } from '../forms/calendar-day.ts'
import { boundsMeant } from '../forms/meant/day.ts'
import { readAnswer } from '../forms/read.ts'

type Dated = QuestionOf<'date' | 'date_time'>

const usual = { day: '12/3', time: '18:30' }
/** Weekdays and holidays on which nothing is taken come round within so many days. */
const daysTried = 21

/** A day, or a day and a time, as somebody may type it here: one that is taken, because people send examples. */
export function exampleFor(question: Dated, today: string, beside: Beside): string {
  for (const day of days(question, today, beside))
    for (const time of times(question)) {
      const text = time === '' ? day : `${day} ${time}`
      const read = readAnswer(question, text, today, beside.other)
      if (read !== undefined && checkAnswer(question, read, today, beside).ok) return text
    }
  return question.kind === 'date' ? usual.day : `${usual.day} ${usual.time}`
}

const times = (question: Dated): string[] =>
  question.kind === 'date' ? [''] : [usual.time, question.timeMin ?? '10:00', question.timeMax ?? '15:00']

/** The usual one, then those from today or from the nearest day within the bounds on, then those before. */
function* days(question: Dated, today: string, { other }: Beside): Generator<string> {
  yield usual.day
  const { min, max } = boundsMeant(question, today, other)
  const first = today < min ? min : today > max ? max : today
  for (const step of [1, -1])
    for (let at = 0; at < daysTried; at++) {
      const [year, month, day] = dayAfter(first, at * step)
        .split('-')
        .map(Number)
      yield `${month}/${day}`
      yield `${year}/${month}/${day}`
    }
}
