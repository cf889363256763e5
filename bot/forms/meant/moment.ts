import type { Beside } from '../beside.ts'
import { dayAfter } from '../calendar-day.ts'
import type { QuestionOf } from '../contract.ts'
import { clockMeant, clocksMeant, inTheNight, withinDay } from './clock.ts'
import { withoutWeekday } from './relative-day.ts'
import { withoutPoliteness } from './politeness.ts'
import { type Bounds, boundsMeant, dateMeant, daysMeant } from './day.ts'

/** Longer texts name no moment; each seam in them would be tried. */
const momentLengthMax = 60

/** Where a day can end and a time begin: 12/3 18:30, 明日の午後6時, 12月3日18時半, あした18時. */
const seam = /[\s、,の日)t]|[ぁ-んa-z曜](?=[\d午朝夕夜正])/g

export const momentIn = (text: string, today: string, bounds?: Bounds) =>
  momentBySeam(text, today, bounds) ?? momentBySeam(withoutWeekday(text), today, bounds)

function momentBySeam(text: string, today: string, bounds?: Bounds): string | undefined {
  for (const { day, clock } of seamsIn(text)) {
    const date = dateMeant(day, today, bounds)
    const time = clockMeant(clock)
    if (date !== undefined && time !== undefined) return `${date}T${time}`
  }
  return undefined
}

/** Every way to part a text into what may be its day and what may be its time. */
function* seamsIn(text: string): Generator<{ day: string; clock: string }> {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (plain.length > momentLengthMax) return
  for (const { index } of plain.matchAll(seam))
    for (const end of [index, index + 1])
      yield { day: plain.slice(0, end), clock: plain.slice(end).replace(/^[\s、,のt]+/, '') }
}

/** The moments that a text may mean, where it leaves open which half of the day or which day: 明日の3時, 12/4（木） 15時. */
export function momentsMeant(
  question: QuestionOf<'time' | 'date_time'>,
  text: string,
  today: string,
  other?: Beside['other'],
): string[] {
  const plain = withoutPoliteness(text)
  if (question.kind === 'time') return clocksMeant(plain)
  for (const { day, clock } of seamsIn(plain)) {
    const clocks = clocksMeant(clock)
    const days = clocks.length > 0 ? daysMeant(question, day, today, other) : []
    if (days.length > 0) return days.flatMap((date) => clocks.map((time) => `${date}T${time}`))
  }
  return []
}

/** What 24:30 means, or 12/3の夜1時, a time of the day after; undefined where nothing so late was said. */
export function afterMidnight(
  question: QuestionOf<'time' | 'date_time'>,
  text: string,
  today: string,
  other?: Beside['other'],
): string | undefined {
  const said = withoutPoliteness(text)
  const plain = withinDay(said) ?? (question.kind === 'date_time' ? inTheNight(said) : undefined)
  if (plain === undefined) return undefined
  if (question.kind === 'time') return clockMeant(plain)
  const moment = momentIn(plain, today, boundsMeant(question, today, other))
  return moment && `${dayAfter(moment.slice(0, 10), 1)}${moment.slice(10)}`
}
