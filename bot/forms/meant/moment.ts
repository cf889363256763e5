import type { QuestionOf } from '../contract.ts'
import { clockMeant, clocksMeant, withinDay } from './clock.ts'
import { dateBounds } from '../date-bounds.ts'
import { addDays, withoutWeekday } from './relative-day.ts'
import { withoutPoliteness } from './politeness.ts'
import { type Bounds, dateMeant } from './day.ts'

/** Longer texts name no moment; each seam in them would be tried. */
const momentLengthMax = 60

/** Where a day can end and a time begin: 12/3 18:30, 明日の午後6時, 12月3日18時半, あした18時. */
const seam = /[\s、,の日t]|[ぁ-んa-z曜](?=[\d午朝夕夜正])/g

export const momentIn = (text: string, today: string, bounds?: Bounds) =>
  momentBySeam(text, today, bounds) ?? momentBySeam(withoutWeekday(text), today, bounds)

function momentBySeam(text: string, today: string, bounds?: Bounds): { moment: string; clock: string } | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (plain.length > momentLengthMax) return undefined
  for (const { index } of plain.matchAll(seam)) {
    for (const end of [index, index + 1]) {
      const date = dateMeant(plain.slice(0, end), today, bounds)
      const clock = plain.slice(end).replace(/^[\s、,のt]+/, '')
      const time = clockMeant(clock)
      if (date !== undefined && time !== undefined) return { moment: `${date}T${time}`, clock }
    }
  }
  return undefined
}

/** The moments that a text may mean, where it leaves open which half of the day: 明日の3時. */
export function momentsMeant(question: QuestionOf<'time' | 'date_time'>, text: string, today: string): string[] {
  const plain = withoutPoliteness(text)
  if (question.kind === 'time') return clocksMeant(plain)
  const bounds = dateBounds(question, today)
  const found = momentIn(text, today, bounds) ?? momentIn(plain, today, bounds)
  const date = found?.moment.slice(0, 10)
  return found ? clocksMeant(found.clock).map((time) => `${date}T${time}`) : []
}

/** What 24:30 means, a time of the day after; undefined where nothing so late was said. */
export function afterMidnight(
  question: QuestionOf<'time' | 'date_time'>,
  text: string,
  today: string,
): string | undefined {
  const plain = withinDay(withoutPoliteness(text))
  if (plain === undefined) return undefined
  if (question.kind === 'time') return clockMeant(plain)
  const { moment } = momentIn(plain, today, dateBounds(question, today)) ?? {}
  return moment && `${addDays(moment.slice(0, 10), 1)}${moment.slice(10)}`
}
