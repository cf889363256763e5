import { inLanguage, type Language, type QuestionOf } from '../forms/contract.ts'
import { fold, readAnswer } from '../forms/read.ts'
import type { SlotOffer } from '../slots/contract.ts'
import { offerText } from '../slots/offer-words.ts'
import { dayText, slotText } from '../slots/slot-text.ts'
import type { Setting } from './contract.ts'
import { listedMax } from './hand-over.ts'

type SlotQuestion = QuestionOf<'slot'>

/** An answer that is a button: a slot by its id, one to wait for, or a day, whose slots are asked next. */
export interface SlotButton {
  value: string
  label: string
}

const dayMark = 'day:'
const waitMark = 'wait:'

/** Those that a person can choose now. */
function choosable(question: SlotQuestion, { slots = {} }: Setting): SlotOffer[] {
  const offers = slots[question.key] ?? []
  return offers.filter(({ left, isMine }) => left > 0 || isMine || question.waiting)
}

const dayOf = ({ value }: SlotOffer): string => value['start']?.slice(0, 10) ?? ''

function buttonOf(question: SlotQuestion, offer: SlotOffer, language: Language): SlotButton {
  const waits = offer.left === 0 && !offer.isMine
  return {
    value: `${waits ? waitMark : ''}${offer.value.slot}`,
    label: offerText(offer, question.waiting === true, language),
  }
}

/** All slots where they are few; else their days; none where there are too many of those as well. */
export function slotButtons(question: SlotQuestion, setting: Setting): SlotButton[] {
  const { language } = setting
  const offers = choosable(question, setting)
  if (offers.length <= listedMax) return offers.map((offer) => buttonOf(question, offer, language))
  const days = [...new Set(offers.map(dayOf))].filter((day) => day !== '')
  if (days.length < 2 || days.length > listedMax) return []
  return days.map((day) => ({ value: `${dayMark}${day}`, label: inLanguage(dayText(day), language) }))
}

/** Whether there are more than stand as buttons: then the page shows them all. */
export const isLongSlotList = (question: SlotQuestion, setting: Setting): boolean =>
  choosable(question, setting).length > listedMax

/** Why there is nothing to choose, or how; null: the buttons say it. */
export function slotNote(question: SlotQuestion, setting: Setting): string | null {
  const say = (ja: string, en: string) => (setting.language === 'ja' ? ja : en)
  const [first] = choosable(question, setting)
  if (first?.isFixed) return say('ご予約の枠はここでは変更できません。', 'The time you booked cannot be changed here.')
  const { length } = choosable(question, setting)
  if (length === 0) return say('ただいま選べる枠がありません。', 'There is nothing to choose at the moment.')
  if (slotButtons(question, setting).length > 0 && length <= listedMax) return null
  return say(
    '日付や時刻を入力しても選べます（例：12/5 14時）',
    'You can also type a day and a time (for example 12/5 14:00)',
  )
}

/** What a tap or a typed text means: a value to be checked, slots to choose from, or nothing that is known. */
export type SlotMeant = { value: { slot: string; waiting?: string } } | { among: SlotButton[] } | null

/** What a button of this question means, also in an old bubble. */
export function slotTapped(question: SlotQuestion, value: string, setting: Setting): SlotMeant {
  if (value.startsWith(dayMark)) return ofDay(question, value.slice(dayMark.length), setting)
  if (value.startsWith(waitMark)) return { value: { slot: value.slice(waitMark.length), waiting: 'yes' } }
  return { value: { slot: value } }
}

/** A day, a day with a time, the name of a slot, or its place in the list. */
export function slotTyped(question: SlotQuestion, said: string, setting: Setting): SlotMeant {
  const offers = choosable(question, setting)
  const buttons = slotButtons(question, setting)
  const at = /^\d{1,2}$/.test(said.normalize('NFKC').trim()) ? buttons[Number(said.normalize('NFKC')) - 1] : undefined
  if (at) return slotTapped(question, at.value, setting)
  const read = (kind: 'date' | 'date_time') =>
    readAnswer({ kind, key: question.key, title: question.title, required: false }, said, setting.today)
  const moment = read('date_time')
  if (typeof moment === 'string')
    return oneOf(
      question,
      offers.filter(({ value }) => value['start'] === moment),
      setting,
    )
  const named = offers.filter(({ value }) => isNamed(value, said))
  if (named.length > 0) return oneOf(question, named, setting)
  const day = read('date')
  return typeof day === 'string' ? ofDay(question, day, setting) : null
}

const isNamed = (value: SlotOffer['value'], said: string): boolean =>
  [value['title'], value['titleEn'], slotText(value).ja, slotText(value).en].some(
    (name) => name !== undefined && fold(name) === fold(said),
  )

function ofDay(question: SlotQuestion, day: string, setting: Setting): SlotMeant {
  return oneOf(
    question,
    choosable(question, setting).filter((offer) => dayOf(offer) === day),
    setting,
    true,
  )
}

/** One that was meant is taken, except for a day: somebody who names one has not said that they take whatever is there. */
function oneOf(question: SlotQuestion, offers: SlotOffer[], { language }: Setting, isDay = false): SlotMeant {
  const buttons = offers.map((offer) => buttonOf(question, offer, language))
  const [only] = buttons
  if (!only) return null
  // A place to wait for is never taken by a word alone.
  const isClear = buttons.length === 1 && !isDay && !only.value.startsWith(waitMark)
  return isClear ? { value: { slot: only.value } } : { among: buttons.slice(0, listedMax) }
}

/** Said above slots of which one may be meant. */
export const whichSlot = (language: Language): string =>
  language === 'ja' ? '次の枠があります。1つ選んでください。' : 'These are available. Please choose one.'
