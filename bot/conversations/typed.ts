import { numberExample } from '../forms/kinds/number.ts'
import { answerText } from '../forms/answer-text.ts'
import type { Problem } from '../forms/check.ts'
import { inLanguage, type AnswerParts, type Question, type QuestionOf } from '../forms/contract.ts'
import { cutUnits } from '../forms/cut-units.ts'
import { readDay } from '../forms/kinds/day.ts'
import { likelierEmail, readEmail } from '../forms/kinds/email.ts'
import { optionsWithOther, otherKey, otherLabel, otherMark } from '../forms/kinds/other.ts'
import { isBlank, onOneLine } from '../forms/kinds/plain.ts'
import { bestMatches, onlyBeginning } from '../forms/matches.ts'
import { partsSaid } from '../forms/meant/option.ts'
import { readAnswer } from '../forms/read.ts'
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
  text,
  type Asking,
} from './moves.ts'
import { ordered, orderExample } from './order.ts'
import { momentsOffered } from './moments-offered.ts'
import { commanded } from './steer.ts'
import { commandIn, plainCommandIn, words, type Command } from './words.ts'

/** What a typed text makes of the question that waits: an answer, a command, or something that has to be asked about. */
export function typed(talk: Talk, asking: Asking, said: string, setting: Setting): Turn {
  const { run, question } = asking
  const say = words(setting.language)
  if (talk.late) return forStaff(askAgain(talk, asking, setting, say.again))
  // A space that slipped is no wish to leave the question empty.
  if (isBlank(said)) return askAgain(talk, asking, setting)
  const meant = readAnswer(question, said, setting.today, besideOf(run, setting).other)
  if (question.kind === 'address') return addressSaid(talk, asking, said, setting)
  if (question.kind === 'slot' && commandIn(said) === undefined) return slotSaid(talk, { run, question }, said, setting)
  const isFreeText = question.kind === 'short_text' || question.kind === 'long_text' || question.kind === 'location'
  const command = commandMeant(question, said, meant)
  if (command) return commanded(talk, asking, command, setting)
  if (meant === undefined && isAnsweredOnPage(talk, asking)) return forStaff(goOnFromPage(run, setting))
  if (isForgotten(talk)) return forStaff(askAgain(talk, asking, setting, say.welcomeBack))
  if (!talk.arrived && isFreeText) return forStaff(askAgain(talk, asking, setting, say.again))
  const open = momentsOffered(asking, said, setting)
  if (open !== null && typeof open === 'object') return offer(talk, asking, open.offers, open.first, setting)
  if (meant === undefined && awaitsOther(talk, question)) return otherGiven(talk, asking, said, setting)
  if (meant === undefined) return notUnderstood(talk, asking, said, setting)
  if (question.kind === 'consent' && meant === 'declined') return refused(talk, asking, setting)
  if (question.kind === 'ranking' && Array.isArray(meant)) return ranked(talk, { run, question }, meant, setting)
  if (question.kind === 'order') return ordered(talk, { run, question }, meant as AnswerParts, setting)
  if (question.kind === 'single_choice' && question.other && meant === otherKey)
    return askForOther({ ...talk, ticked: [otherKey] }, asking, setting)
  if (question.kind === 'multiple_choice' && Array.isArray(meant))
    return chosen(talk, { run, question }, meant, setting)
  // Who types it again means it.
  const likelier = talk.misunderstood === 0 ? slipIn(asking, said) : null
  if (likelier) return offer(talk, asking, likelier, say.didYouMean(likelier[0]!.label), setting)
  return readBack(answered(talk, run, question, open ?? meant, setting), question, setting)
}

/** A day or a time that was typed is said back: which year and which half of the day it was taken for. */
function readBack(turn: Turn, question: Question, { language }: Setting): Turn {
  const [answer] = turn.answers
  if ((question.kind !== 'date' && question.kind !== 'time') || typeof answer?.value !== 'string') return turn
  const said = text(words(language).takenAs(inLanguage(answerText(question, answer.value), language)))
  return { ...turn, speech: [said, ...turn.speech] }
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
  const reason = choiceReason(question, said, setting)
  const own = reason === undefined && question.kind === 'single_choice' ? otherSaid(question, said, setting) : null
  if (own) return offer(talk, asking, own, words(setting.language).isItOther(own[0].label), setting)
  return misunderstood(talk, asking, reason ?? notReadable(question, said, setting.today), setting)
}

/** Why options were not understood, where that can be told: a number that none has, several where one is asked for, one of them. */
function choiceReason(question: Question, said: string, { language }: Setting): string | undefined {
  const isChoice =
    question.kind === 'single_choice' || question.kind === 'dropdown' || question.kind === 'multiple_choice'
  if (!isChoice) return undefined
  const say = words(language)
  const count = question.options.length + ('other' in question && question.other ? 1 : 0)
  const { known, unknown } = partsSaid(question.options, said)
  if (unknown.some((part) => /^\d{1,3}$/.test(part) && (Number(part) < 1 || Number(part) > count)))
    return say.numberBeyond(count)
  if (question.kind !== 'multiple_choice') return known > 1 && unknown.length === 0 ? say.onlyOne : undefined
  return known > 0 && unknown.length > 0 ? say.notListed(cutUnits(unknown.join('」「'), partsMax)) : undefined
}

/** Nobody reads on. */
const partsMax = 60

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
