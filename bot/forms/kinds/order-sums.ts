import type { AnswerValue, QuestionOf } from '../contract.ts'

type Order = QuestionOf<'order'>

/** How many of a thing an answer has; 0 where it is not among them. */
export function amountOf(value: AnswerValue | null | undefined, item: string): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0
  return Object.hasOwn(value, item) ? Number(value[item]) : 0
}

/** How many things there are in all. */
export const amountIn = (value: AnswerValue | null | undefined): number =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.values(value).reduce((sum, amount) => sum + Number(amount), 0)
    : 0

/** Whether anything of it costs something; without a price nothing is said about sums. */
export const hasPrices = ({ options }: Pick<Order, 'options'>): boolean =>
  options.some(({ price }) => price !== undefined)

/** What an answer costs, in yen; a thing without a price costs nothing. */
export const yenIn = ({ options }: Pick<Order, 'options'>, value: AnswerValue | null | undefined): number =>
  options.reduce((sum, { key, price = 0 }) => sum + price * amountOf(value, key), 0)
