import type { AnswerParts, QuestionOf, Texts } from '../contract.ts'
import type { Kinds } from './kind.ts'
import { numberMeant } from '../meant/number.ts'
import { orderMax } from './order-bounds.ts'
import { amountIn } from './order-sums.ts'
import { bad, good, type Checked } from './problem.ts'

type Order = QuestionOf<'order'>

/** The whole number of things in what stands in a box, in any width and counted by anything (2個); undefined when it is none. An empty box is none of it. */
export function amountTyped(typed: unknown, unit: Texts | null = null): number | undefined {
  if (typeof typed === 'number') return Number.isInteger(typed) && typed >= 0 ? typed : undefined
  if (typeof typed !== 'string') return undefined
  if (typed.trim() === '') return 0
  const amount = numberMeant(typed, Object.values(unit ?? {}))
  return amount !== undefined && Number.isInteger(amount) && amount >= 0 ? amount : undefined
}

/**
 * @param value how many by the key of each item; what is none of it is left out, so that the same order is always the same value
 * @returns null for an order of nothing that need not be answered: nobody has to take the whole back to pass it over
 */
export function checkOrder(question: Order, value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad({ code: 'unknown_option' })
  const { options, min = 0, max = Infinity, unit = null } = question
  const given = value as Record<string, unknown>
  if (Object.keys(given).some((key) => options.every((one) => one.key !== key))) return bad({ code: 'unknown_option' })
  const parts: AnswerParts = {}
  for (const { key, label, max: most = orderMax } of options) {
    const amount = Object.hasOwn(given, key) ? amountTyped(given[key], unit) : 0
    if (amount === undefined) return bad({ code: 'not_an_amount', item: key, label })
    if (amount > most) return bad({ code: 'too_many_of', item: key, label, limit: most, unit })
    if (amount > 0) parts[key] = String(amount)
  }
  const is = amountIn(parts)
  if (is === 0) return question.required ? nothingOrdered() : good(null)
  if (is < min) return bad({ code: 'too_few_in_all', limit: min, is, unit })
  return is > max ? bad({ code: 'too_many_in_all', limit: max, is, unit }) : good(parts)
}

const nothingOrdered = () => bad({ code: 'nothing_ordered' })

/** 3個; × 3 where the language has no such words. */
const counted = (amount: number, unit: Texts | null) => `${amount}${unit?.ja ?? ''}`
const countedEn = (amount: number, unit: Texts | null) => `${amount}${unit?.en ? ` ${unit.en}` : ''}`

/** An order, in a chunk of its own. */
export const orderKind = {
  judges: {
    order: { empty: nothingOrdered, check: checkOrder },
  },
  words: {
    nothing_ordered: () => ({
      ja: 'ほしいものの数を入れてください',
      en: 'Please say how many you would like of what',
    }),
    not_an_amount: ({ label }) => ({
      ja: `「${label.ja}」の数を、0以上の数字で入れてください`,
      en: `Please enter a whole number for “${label.en ?? label.ja}”`,
    }),
    too_many_of: ({ label, limit, unit }) => ({
      ja: `「${label.ja}」は${counted(limit, unit)}までです`,
      en: `There can be at most ${countedEn(limit, unit)} of “${label.en ?? label.ja}”`,
    }),
    too_few_in_all: ({ limit, is, unit }) => ({
      ja: `合わせて${counted(limit, unit)}以上にしてください（いまは${counted(is, unit)}です）`,
      en: `Please choose at least ${countedEn(limit, unit)} in all (now it is ${is})`,
    }),
    too_many_in_all: ({ limit, is, unit }) => ({
      ja: `合わせて${counted(limit, unit)}までにしてください（いまは${counted(is, unit)}です）`,
      en: `Please choose at most ${countedEn(limit, unit)} in all (now it is ${is})`,
    }),
    order_unclear: ({ example }) => ({
      ja: `品目と数を読み取れませんでした。「${example.ja}」のように送ってください`,
      en: `This could not be read as items and numbers. Please send it like “${example.en ?? example.ja}”`,
    }),
  },
} satisfies Kinds
