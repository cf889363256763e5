import { numberExample } from '../forms/kinds/number.ts'
import { answerText } from '../forms/answer-text.ts'
import { checkAnswer, type Problem } from '../forms/check.ts'
import { inLanguage, type AnswerParts, type Question, type QuestionOf } from '../forms/contract.ts'
import { readDay } from '../forms/kinds/day.ts'
import { likelierEmail, readEmail } from '../forms/kinds/email.ts'
import { optionsWithOther, otherKey, otherLabel, otherMark } from '../forms/kinds/other.ts'
import { onOneLine } from '../forms/kinds/plain.ts'
import { bestMatches, onlyBeginning } from '../forms/matches.ts'
import { momentsMeant, readAnswer } from '../forms/read.ts'
import { addressSaid } from './address-said.ts'
import type { Offer } from './ask.ts'
import { askForOther, awaitsOther, chosen, otherGiven, ranked } from './choose-several.ts'
import { slotSaid } from './choose-slot.ts'
import type { Setting, Talk, Turn } from './contract.ts'
import { fileWords } from './file-words.ts'
import { isForgotten } from './forgotten.ts'
import { isLongList, isOnPage, listedMax } from './hand-over.ts'
import {
  answered,
  askAgain,
  besideOf,
  forStaff,
  goOnFromPage,
  isAnsweredOnPage,
  misunderstood,
  offer,
  skip,
  type Asking,
} from './moves.ts'
import { ordered, orderExample } from './order.ts'
import { commanded } from './steer.ts'
import { commandIn, plainCommandIn, words, type Command } from './words.ts'

/** What a typed text makes of the question that waits: an answer, a command, or something that has to be asked about. */
export function typed(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const { run, question } = asking
  const say = words(setting.language)
  if (talk.late) return forStaff(askAgain(talk, asking, setting, say.again))
  const meant = readAnswer(question, said, setting.today)
  if (question.kind === 'address') return addressSaid(talk, asking, said, setting)
  if (question.kind === 'slot' && commandIn(said) === undefined) return slotSaid(talk, { run, question }, said, setting)
  const isFreeText = question.kind === 'short_text' || question.kind === 'long_text' || question.kind === 'location'
  const command = commandMeant(question, said, meant)
  if (command) return commanded(talk, asking, command, setting)
  if (meant === undefined && isAnsweredOnPage(asking)) return forStaff(goOnFromPage(run, setting))
  if (isForgotten(talk)) return forStaff(askAgain(talk, asking, setting, say.welcomeBack))
  if (!talk.arrived && isFreeText) return forStaff(askAgain(talk, asking, setting, say.again))
  if (meant === undefined && awaitsOther(talk, question)) return otherGiven(talk, asking, said, setting)
  if (meant === undefined) return notUnderstood(talk, asking, said, setting)
  if (question.kind === 'consent' && meant === 'declined') return refused(talk, asking, setting)
  if (question.kind === 'ranking' && Array.isArray(meant)) return ranked(talk, { run, question }, meant, setting)
  if (question.kind === 'order') return ordered(talk, { run, question }, meant as AnswerParts, setting)
  if (question.kind === 'single_choice' && question.other && meant === otherKey)
    return askForOther({ ...talk, ticked: [otherKey] }, asking, setting)
  if (question.kind === 'multiple_choice' && Array.isArray(meant))
    return chosen(talk, { run, question }, meant, setting)
  const halves = question.kind === 'date_time' ? halvesOf(asking, said, setting) : null
  if (halves) return offer(talk, asking, halves, say.whichHalf, setting)
  // Who types it again means it.
  const likelier = talk.misunderstood === 0 ? slipIn(asking, said) : null
  if (likelier) return offer(talk, asking, likelier, say.didYouMean(likelier[0]!.label), setting)
  return answered(talk, run, question, meant, setting)
}

/** An option that is called like a command wins. In a free text only the plain ones steer: 「OK」 may be an answer. */
function commandMeant(question: Question, said: string, meant: unknown): Command | undefined {
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return plainCommandIn(said)
    case 'email':
    case 'phone':
    case 'birthday':
    case 'member_id':
    case 'money':
    case 'slider':
    case 'location':
      return commandIn(said)
    default:
      return meant === undefined ? commandIn(said) : undefined
  }
}

function notUnderstood(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const { question } = asking
  if (isOnPage(question)) {
    const say = words(setting.language)
    const example =
      question.kind === 'name' && !(question.whole && question.kana) && say.nameExample(question.kana === true)
    const notAPhoto = question.kind === 'file' ? fileWords(setting.language).notAPhoto : say.onlyPage
    const why = example ? say.noName(example) : notAPhoto
    return forStaff({ ...askAgain(talk, asking, setting, why), misunderstood: talk.misunderstood + 1 })
  }
  if (question.kind === 'dropdown') {
    const only = onlyBeginning(question.options, said)
    if (only) return answered(talk, asking.run, question, only.key, setting)
  }
  if (question.kind === 'dropdown' && isLongList(question)) {
    const near = bestMatches(question.options, said, listedMax)
    const offers = near.map(({ key, label }) => ({ value: key, label: inLanguage(label, setting.language) }))
    if (offers.length > 0) return offer(talk, asking, offers, words(setting.language).whichOne, setting)
  }
  const own = question.kind === 'single_choice' ? otherSaid(question, said, setting) : null
  if (own) return offer(talk, asking, own, words(setting.language).isItOther(own[0].label), setting)
  return misunderstood(talk, asking, notReadable(question, said, setting.today), setting)
}

/** What is called like no option is probably meant for the last one, where people say it in their own words; before the options. */
function otherSaid(
  question: QuestionOf<'single_choice'>,
  said: string,
  { language }: Setting,
): [Offer, ...Offer[]] | null {
  const value = otherMark + onOneLine(said)
  if (!question.other || value.length > otherOfferedMax) return null
  const label = inLanguage(otherLabel(question), language)
  const options = optionsWithOther(question).map((one) => ({ value: one.key, label: inLanguage(one.label, language) }))
  return [{ value, label: `${label}${language === 'ja' ? '：' : ': '}${onOneLine(said)}` }, ...options]
}

function refused(talk: Talk, asking: Asking, setting: Setting): Turn {
  if (!asking.question.required) return skip(talk, asking.run, asking.question, setting)
  return askAgain(talk, asking, setting, words(setting.language).needsConsent)
}

/** LINE takes so much postback data; what does not fit on a button is not offered. */
const offeredMax = 100

/** Longer words are no slip for the name of an option, and fill no button. */
const otherOfferedMax = 50

/** The address that was probably meant, and the one that was typed, for the person to choose. */
function slipIn({ question }: Asking, said: string): Offer[] | null {
  if (question.kind !== 'email') return null
  const read = readEmail(said)
  const likelier = 'email' in read && read.email.length <= offeredMax ? likelierEmail(read.email) : null
  if (likelier === null || !('email' in read)) return null
  return [likelier, read.email].map((email) => ({ value: email, label: email }))
}

/** 明日の3時 is in the night or in the afternoon: both, for the person to choose; null where it is clear, or no answer at all. */
function halvesOf({ run, question }: Asking, said: string, setting: Setting): Offer[] | null {
  const { today, language } = setting
  const beside = besideOf(run, setting)
  const moments = momentsMeant(said, today)?.filter((moment) => checkAnswer(question, moment, today, beside).ok) ?? []
  if (moments.length < 2) return null
  return moments.map((moment) => ({ value: moment, label: inLanguage(answerText(question, moment), language) }))
}

function notReadable(question: Question, said: string, today: string): Problem {
  switch (question.kind) {
    case 'number':
      return { code: 'not_a_number', example: numberExample(question) }
    case 'rating':
      return { code: 'not_a_rating', limit: question.max }
    case 'date':
      return noSuchDay(said, today) ?? { code: 'not_a_date' }
    case 'time':
      return { code: 'not_a_time' }
    case 'date_time':
      return { code: 'not_a_date_time' }
    case 'nps':
      return { code: 'not_a_score' }
    case 'yes_no':
      return { code: 'choose_one' }
    case 'consent':
      return { code: 'not_agreed' }
    case 'order':
      return {
        code: 'order_unclear',
        example: { ja: orderExample(question, 'ja'), en: orderExample(question, 'en') },
      }
    default:
      return { code: 'unknown_option' }
  }
}

/** Why a day that was clearly named is none: 昭和64年3月1日, 2月30日. */
function noSuchDay(said: string, today: string): Problem | undefined {
  const read = readDay(said, today)
  return read && 'problem' in read && read.problem.code !== 'which_year' ? read.problem : undefined
}
