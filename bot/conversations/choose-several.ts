import { chosenKey, otherKey, otherLabel, otherMark, otherText } from '../forms/kinds/other.ts'
import { inLanguage, type Question, type QuestionOf } from '../forms/contract.ts'
import { placesOf } from '../forms/kinds/places.ts'
import { onOneLine } from '../forms/kinds/plain.ts'
import { staysBeside } from '../forms/kinds/together.ts'
import type { Setting, Talk, Tap, Turn } from './contract.ts'
import { answered, askAgain, misunderstood, type Asking } from './moves.ts'
import { itemTapped } from './order.ts'
import { orderIn } from './order-marks.ts'
import { completed, placedBy } from './rank.ts'
import { words } from './words.ts'

// Answers that come together from several taps and texts: several options, words of one's own beside them, places in an order.

/** The button says what it makes of its option, so that one in an old bubble does what it shows. */
export function ticked(talk: Talk, asking: Asking, { act, value }: Tap & { value: string }, setting: Setting): Turn {
  const { run, question } = asking
  if (question.kind === 'ranking') {
    const now = act === 'tick' ? placedBy(question, talk.ticked, value) : null
    return now ? placed(talk, { run, question }, now, setting) : askAgain(talk, asking, setting)
  }
  if (question.kind === 'order') return itemTapped(talk, { run, question }, value, setting)
  const known =
    question.kind === 'multiple_choice' &&
    (question.options.some(({ key }) => key === value) || (value === otherKey && question.other !== undefined))
  if (!known) return misunderstood(talk, asking, { code: 'unknown_option' }, setting)
  const others = talk.ticked.filter((key) => chosenKey(key) !== value)
  const stays = staysBeside(question.options, value)
  const now = act === 'tick' ? [...others.filter((key) => stays(chosenKey(key))), value] : others
  if (act === 'tick' && value === otherKey) return askForOther({ ...talk, ticked: now }, asking, setting)
  return { ...askAgain({ ...talk, ticked: now }, { run, question }, setting), ticked: now, misunderstood: 0 }
}

/** What was taken tap by tap is the answer. */
export const confirmed = (talk: Talk, { run, question }: Asking, setting: Setting): Turn =>
  answered(talk, run, question, question.kind === 'order' ? orderIn(talk.ticked) : talk.ticked, setting)

/** Several options that were typed are the answer; one alone may have another one after it, and is ticked as by its button. */
export function chosen(
  talk: Talk,
  asking: Asking & { question: QuestionOf<'multiple_choice'> },
  said: string[],
  setting: Setting,
): Turn {
  const { run, question } = asking
  const keys = said.map(chosenKey)
  const kept = talk.ticked.filter(
    (key) => !keys.includes(chosenKey(key)) && keys.every((one) => staysBeside(question.options, one)(chosenKey(key))),
  )
  const now = [
    ...kept,
    ...said.map((one) => (one.startsWith(otherMark) ? otherMark + onOneLine(one.slice(otherMark.length)) : one)),
  ]
  if (said.includes(otherKey) && question.other) return askForOther({ ...talk, ticked: now }, asking, setting)
  const isAlone = said.length === 1 && question.options.some(({ key, alone }) => alone && key === said[0])
  const isWhole = question.chosenMax === 1 || isAlone || (said.length > 1 && kept.length === 0)
  if (isWhole) return answered(talk, run, question, said, setting)
  const labels = said.map((one) => otherText(one) ?? labelIn(question, one, setting)).join('」「')
  const turn = askAgain({ ...talk, ticked: now }, asking, setting, words(setting.language).tickedSo(labels))
  return { ...turn, ticked: now, misunderstood: 0 }
}

const labelIn = (question: QuestionOf<'multiple_choice'>, key: string, { language }: Setting): string => {
  const option = question.options.find((one) => one.key === key)
  return option ? inLanguage(option.label, language) : key
}

/** The last option was chosen, and its words have not come: only then a text that is nothing else is taken for them. */
export const awaitsOther = ({ ticked }: Talk, question: Question): boolean =>
  'other' in question && question.other !== undefined && ticked.includes(otherKey)

export function askForOther(talk: Talk, asking: Asking, setting: Setting): Turn {
  const { question } = asking
  const label = 'other' in question ? inLanguage(otherLabel(question), setting.language) : ''
  const turn = askAgain(talk, asking, setting, words(setting.language).typeOther(label))
  return { ...turn, ticked: talk.ticked, misunderstood: 0 }
}

export function otherGiven(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const { run, question } = asking
  if (question.kind === 'single_choice') return answered(talk, run, question, otherMark + said, setting)
  const now = [...talk.ticked.filter((key) => key !== otherKey), otherMark + onOneLine(said)]
  return { ...askAgain({ ...talk, ticked: now }, asking, setting), ticked: now, misunderstood: 0 }
}

/** Places that were typed: all of them, or the next ones after those that are given. */
export function ranked(talk: Talk, asking: Ranking, said: string[], setting: Setting): Turn {
  const isMore = said.length < placesOf(asking.question) && said.every((key) => !talk.ticked.includes(key))
  return placed(talk, asking, isMore ? [...talk.ticked, ...said] : said, setting)
}

type Ranking = Asking & { question: QuestionOf<'ranking'> }

/** Takes an order when all places are given, else asks for the next place. */
function placed(talk: Talk, asking: Ranking, given: string[], setting: Setting): Turn {
  const { run, question } = asking
  const now = completed(question, given)
  if (now.length >= placesOf(question)) return answered(talk, run, question, now, setting)
  return { ...askAgain({ ...talk, ticked: now }, asking, setting), ticked: now, misunderstood: 0 }
}
