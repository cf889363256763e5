import { inLanguage, type AnswerParts, type Language, type QuestionOf } from '../forms/contract.ts'
import { amountTyped } from '../forms/kinds/order.ts'
import { hasPrices } from '../forms/kinds/order-sums.ts'
import { amountText, itemText, orderLines, orderSum } from '../forms/order-text.ts'
import type { Setting, Speech, Talk, Turn } from './contract.ts'
import { listedMax } from './hand-over.ts'
import { answered, askAgain, misunderstood, type Asking } from './moves.ts'
import { marksOf, orderIn } from './order-marks.ts'
import { words } from './words.ts'

type Order = QuestionOf<'order'>
type Ordering = Asking & { question: Order }
type Asked = Speech & { kind: 'question' }

// An order in the chat: most people open its page, where every number stands beside its thing. Whoever stays here sends it in one
// message, or taps thing by thing; what was taken so far stands over the buttons until it is confirmed.

/** A button names the number that it makes, so that one in an old bubble, or a second tap, does what it shows. */
export function itemTapped(talk: Talk, asking: Ordering, value: string, setting: Setting): Turn {
  const [, item = '', amount] = /^([a-z0-9_]+)\.(\d{1,4})$/.exec(value) ?? []
  const isKnown = asking.question.options.some(({ key }) => key === item)
  if (!isKnown || amount === undefined) return misunderstood(talk, asking, { code: 'unknown_option' }, setting)
  return taken(talk, asking, { ...orderIn(talk.ticked), [item]: amount }, setting)
}

/** Several things that were typed are the order; one alone may have others after it, and is taken as by its button. */
export function ordered(talk: Talk, asking: Ordering, said: AnswerParts, setting: Setting): Turn {
  const { run, question } = asking
  const isWhole = talk.ticked.length === 0 && Object.keys(said).length > 1
  if (isWhole || question.options.length === 1 || Object.keys(said).length === 0)
    return answered(talk, run, question, said, setting)
  return taken(talk, asking, { ...orderIn(talk.ticked), ...said }, setting)
}

/** What is over its bounds is said at once; whether it is enough is asked only when it is confirmed. */
function taken(talk: Talk, asking: Ordering, wanted: AnswerParts, setting: Setting): Turn {
  const over = asking.question.options.find(({ key, max = Infinity }) => (amountTyped(wanted[key] ?? '') ?? 0) > max)
  if (over) {
    const { label, max = 0, key } = over
    const unit = asking.question.unit ?? null
    return misunderstood(talk, asking, { code: 'too_many_of', item: key, label, limit: max, unit }, setting)
  }
  const now = marksOf(wanted).filter((mark) => !mark.endsWith('.0'))
  return { ...askAgain({ ...talk, ticked: now }, asking, setting), ticked: now, misunderstood: 0 }
}

/** The list with its prices, what was taken so far, and a button for one more of each thing while there are few. */
export function orderButtons(
  question: Order,
  place: { run: string; version: number; question: string },
  { ticked, language, picturesUrl }: Setting & { ticked: string[] },
): Pick<Asked, 'options' | 'body' | 'confirm'> {
  const { options } = question
  const say = words(language)
  const now = orderIn(ticked)
  const isTaken = Object.keys(now).length > 0
  const sofar = isTaken ? [...orderLines(question, now), orderSum(question, now)].map((one) => one[language]) : []
  const list = options.map((item, at) => `${at + 1}. ${itemText(item, language)}`)
  const amountAfter = (key: string, max = Infinity) => Math.min(Number(now[key] ?? 0) + 1, max)
  const isLong = options.length > listedMax
  return {
    body: isTaken ? `${say.orderSoFar}\n${sofar.join('\n')}` : isLong ? list.join('\n') : null,
    options: isLong
      ? []
      : options.map((item) => ({
          label: `${itemText(item, language)}${item.key in now ? ` × ${now[item.key]}` : ''}`,
          says: `${inLanguage(item.label, language)} ${amountText(amountAfter(item.key, item.max), question)[language]}`,
          tap: { act: 'tick', ...place, value: `${item.key}.${amountAfter(item.key, item.max)}` },
          ticked: item.key in now,
          ...(item.picture && picturesUrl ? { picture: `${picturesUrl}/${item.picture}` } : {}),
        })),
    confirm: isTaken ? { label: say.confirm, says: say.confirm, tap: { act: 'confirm', ...place } } : null,
  }
}

/** How to order here, or how to go on once something was taken. */
export function orderNote(question: Order, { ticked, language }: Setting & { ticked: string[] }): string {
  const say = words(language)
  const { priceNote, options } = question
  const bounds = boundsOf(question, language)
  if (ticked.length > 0) return [say.moreOrder, ...bounds].join('\n')
  const taps = options.length > listedMax ? '' : say.tapItem
  const prices = priceNote && hasPrices(question) ? [say.prices(inLanguage(priceNote, language))] : []
  return [`${taps}${say.typeOrder(orderExample(question, language))}`, ...bounds, ...prices].join('\n')
}

/** How many there may be of all together: 合わせて5個以上. */
function boundsOf({ min, max, unit }: Order, language: Language): string[] {
  const say = words(language)
  const counted = (number: number) => amountText(number, unit ? { unit } : {})[language]
  if (min !== undefined && max !== undefined) return [say.inAll(say.between(min, counted(max)))]
  if (min !== undefined) return [say.inAll(say.from(counted(min)))]
  return max === undefined ? [] : [say.inAll(say.upTo(counted(max)))]
}

/** Longer names make no example that anybody would type. */
const exampleLabelMax = 8

/** How an order is sent in one message: by two things with short names, by their numbers where the list has these. */
export function orderExample({ options }: Order, language: Language): string {
  const ja = language === 'ja'
  if (options.length > listedMax) return ja ? '1番を2、3番を1' : '1=2, 3=1'
  const names = options.map(({ label }) => inLanguage(label, language))
  const short = names.filter((name) => name.length <= exampleLabelMax)
  const [one, other] = short.length > 1 ? short : names.toSorted((a, b) => a.length - b.length)
  return other === undefined ? `${one} 2` : `${one} 2${ja ? '、' : ', '}${other} 1`
}
