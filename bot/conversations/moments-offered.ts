import { answerText } from '../forms/answer-text.ts'
import { checkAnswer } from '../forms/check.ts'
import { inLanguage, type Language, type Question } from '../forms/contract.ts'
import { afterMidnight, momentsMeant } from '../forms/meant/moment.ts'
import { daysMeant } from '../forms/meant/day.ts'
import type { Offer } from './ask.ts'
import type { Setting } from './contract.ts'
import { besideOf, type Asking } from './moves.ts'
import { words } from './words.ts'

/** Days and times that a text leaves open, for the person to choose, with what is said above them. */
export interface MomentsOffered {
  first: string
  offers: Offer[]
}

/**
 * What a text may mean by a day or a time: 明日の3時 in the night or in the afternoon, 24:30, 12/4（木） on a Friday, 来週の日曜.
 * Only what the question takes is offered; the only one of two halves that it takes is meant (a text). Null where it is clear,
 * or no answer at all.
 */
export function momentsOffered(
  { run, question }: Asking,
  said: string,
  setting: Setting,
): MomentsOffered | string | null {
  const { today, language } = setting
  const say = words(language)
  const beside = besideOf(run, setting)
  const fits = (moment: string) => checkAnswer(question, moment, today, beside).ok
  const offered = (moments: string[], first: string): MomentsOffered => ({
    first,
    offers: moments.map((value) => ({ value, label: labelOf(question, value, language) })),
  })
  if (question.kind === 'date') {
    const days = daysMeant(question, said, today, beside.other)
    const taken = days.filter(fits)
    return days.length > 1 && taken.length > 0 ? offered(taken, say.whichDay) : null
  }
  if (question.kind !== 'time' && question.kind !== 'date_time') return null
  const late = afterMidnight(question, said, today, beside.other)
  if (late !== undefined) return fits(late) ? offered([late], say.didYouMean(labelOf(question, late, language))) : null
  const halves = momentsMeant(question, said, today, beside.other)
  const [only, ...more] = halves.filter(fits)
  if (halves.length < 2 || only === undefined) return null
  const isOneDay = halves.every((moment) => moment.slice(0, -'HH:MM'.length) === only.slice(0, -'HH:MM'.length))
  // Of two days none is taken because the other is not: that may be the wrong one.
  if (!isOneDay) return offered([only, ...more], say.whichDay)
  return more.length > 0 ? offered([only, ...more], say.whichHalf) : only
}

/** A day with its day of the week, by which people know it. */
function labelOf(question: Question, value: string, language: Language): string {
  const text = inLanguage(answerText(question, value), language)
  if (question.kind !== 'date' && question.kind !== 'date_time') return text
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB'
  const date = value.slice(0, 10)
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  )
  const named = language === 'ja' ? `（${day}）` : ` (${day})`
  if (question.kind === 'date') return `${text}${named}`
  const at = text.lastIndexOf(' ')
  return `${text.slice(0, at)}${named}${text.slice(at)}`
}
