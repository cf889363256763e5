import { inLanguage, type QuestionOf } from '../forms/contract.ts'
import { fold } from '../forms/meant/fold.ts'
import { readAnswer } from '../forms/read.ts'
import type { SlotOffer } from '../slots/contract.ts'
import { offerText } from '../slots/offer-words.ts'
import { canWait, fits, partyOf } from '../slots/party.ts'
import { dayText, momentText, slotText } from '../slots/slot-text.ts'
import type { Run, Setting } from './contract.ts'
import { listedMax } from './hand-over.ts'
import { saysDayAlone, slotsSaid } from './slot-said.ts'

/** A question with slots, in its run: what was answered before says how many come. */
interface Asking {
  run: Run
  question: QuestionOf<'slot'>
}

/** An answer that is a button: a slot by its id, one to wait for, or a day, whose slots are asked next. */
export interface SlotButton {
  value: string
  label: string
}

const dayMark = 'day:'
const waitMark = 'wait:'

/** Those that a person can choose now. */
function choosable(asking: Asking, { slots = {} }: Setting): SlotOffer[] {
  const offers = slots[asking.question.key] ?? []
  const party = partyIn(asking)
  return offers.filter(
    (offer) => offer.fixedSince !== undefined || fits(offer, party) || canWait(offer, asking.question, party),
  )
}

const partyIn = ({ run, question }: Asking) => partyOf(run.definition, question, run.answers, run)

const dayOf = ({ value }: SlotOffer): string => value['start']?.slice(0, 10) ?? ''

function buttonOf(asking: Asking, offer: SlotOffer, { language }: Setting): SlotButton {
  const party = partyIn(asking)
  const waits = offer.fixedSince === undefined && !fits(offer, party)
  return {
    value: `${waits ? waitMark : ''}${offer.value.slot}`,
    label: offerText(offer, { question: asking.question, party }, language),
  }
}

/** All slots where they are few; else their days; none where there are too many of those as well. */
export function slotButtons(asking: Asking, setting: Setting): SlotButton[] {
  const { language } = setting
  const offers = choosable(asking, setting)
  if (offers.length <= listedMax) return offers.map((offer) => buttonOf(asking, offer, setting))
  const days = [...new Set(offers.map(dayOf))].filter((day) => day !== '')
  if (days.length < 2 || days.length > listedMax) return []
  return days.map((day) => ({ value: `${dayMark}${day}`, label: inLanguage(dayText(day), language) }))
}

/** Whether there are more than stand as buttons: then the page shows them all. */
export const isLongSlotList = (asking: Asking, setting: Setting): boolean =>
  choosable(asking, setting).length > listedMax

/** Why there is nothing to choose, or how; null: the buttons say it. */
export function slotNote(asking: Asking, setting: Setting): string | null {
  const say = (ja: string, en: string) => (setting.language === 'ja' ? ja : en)
  const offers = choosable(asking, setting)
  const { length } = offers
  const since = offers[0]?.fixedSince
  if (since !== undefined) {
    const when = momentText(since)
    return say(
      `ご予約の枠を変更できるのは${when.ja}まででした。`,
      `The time you booked could be changed until ${when.en}.`,
    )
  }
  const { seats, unit } = partyIn(asking)
  if (length === 0 && seats > 1 && (setting.slots?.[asking.question.key] ?? []).length > 0)
    return say(
      `ただいま${seats}${unit}分空いている枠がありません。「戻る」で数を変えられます。`,
      `There is nothing with ${seats} places at the moment. With “back” you can change how many.`,
    )
  if (length === 0) return say('ただいま選べる枠がありません。', 'There is nothing to choose at the moment.')
  if (slotButtons(asking, setting).length > 0 && length <= listedMax) return null
  return say(
    '日付や時刻を入力しても選べます（例：12/5 14時）',
    'You can also type a day and a time (for example 12/5 14:00)',
  )
}

/** What a tap or a typed text means: a value to be checked, slots to choose from, or nothing that is known. */
export type SlotMeant = { value: { slot: string; waiting?: string } } | { among: SlotButton[] } | null

/** What a button of this question means, also in an old bubble. */
export function slotTapped(asking: Asking, value: string, setting: Setting): SlotMeant {
  if (value.startsWith(dayMark)) return ofDay(asking, value.slice(dayMark.length), setting)
  if (value.startsWith(waitMark)) return { value: { slot: value.slice(waitMark.length), waiting: 'yes' } }
  return { value: { slot: value } }
}

/** A day, a day with a time, as much of them as tells a slot from the others, its name, or its place in the list. */
export function slotTyped(asking: Asking, said: string, setting: Setting): SlotMeant {
  const { question } = asking
  const offers = choosable(asking, setting)
  const buttons = slotButtons(asking, setting)
  const at = /^\d{1,2}$/.test(said.normalize('NFKC').trim()) ? buttons[Number(said.normalize('NFKC')) - 1] : undefined
  if (at) return slotTapped(asking, at.value, setting)
  // Of a day without its month (24日の15時) or its week (土曜の15時) the slots tell which one is meant, not the calendar: the next may have none.
  const read = (kind: 'date' | 'date_time') =>
    saysDayAlone(said)
      ? undefined
      : readAnswer({ kind, key: question.key, title: question.title, required: false }, said, setting.today)
  const moment = read('date_time')
  if (typeof moment === 'string')
    return oneOf(
      asking,
      offers.filter(({ value }) => value['start'] === moment),
      setting,
    )
  const named = offers.filter(({ value }) => isNamed(value, said))
  if (named.length > 0) return oneOf(asking, named, setting)
  const day = read('date')
  if (typeof day === 'string') return ofDay(asking, day, setting)
  const meant = slotsSaid(offers, said, setting.today)
  if (meant && !meant.isClear && meant.offers.length > 0) return among(asking, meant.offers, setting)
  return meant && oneOf(asking, meant.offers, setting, !meant.isTime)
}

const isNamed = (value: SlotOffer['value'], said: string): boolean =>
  [value['title'], value['titleEn'], slotText(value).ja, slotText(value).en].some(
    (name) => name !== undefined && fold(name) === fold(said),
  )

function ofDay(asking: Asking, day: string, setting: Setting): SlotMeant {
  return oneOf(
    asking,
    choosable(asking, setting).filter((offer) => dayOf(offer) === day),
    setting,
    true,
  )
}

const isWhole = (offer: SlotOffer | undefined) => offer?.value['start']?.length === 10

/** One that was meant is taken, except for a day: somebody who names one has not said that they take whatever is there, but where it is the whole day. */
function oneOf(asking: Asking, offers: SlotOffer[], setting: Setting, isDay = false): SlotMeant {
  const buttons = offers.map((offer) => buttonOf(asking, offer, setting))
  const [only] = buttons
  if (!only) return null
  // A place to wait for is never taken by a word alone.
  const isClear = buttons.length === 1 && (!isDay || isWhole(offers[0])) && !only.value.startsWith(waitMark)
  return isClear ? { value: { slot: only.value } } : among(asking, offers, setting)
}

const among = (asking: Asking, offers: SlotOffer[], setting: Setting) => ({
  among: offers.slice(0, listedMax).map((offer) => buttonOf(asking, offer, setting)),
})

/** Said above slots of which one may be meant. */
export const whichSlot = (language: Setting['language']): string =>
  language === 'ja' ? '次の枠があります。1つ選んでください。' : 'These are available. Please choose one.'
