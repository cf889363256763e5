import type { Leaf } from '../conditions/contract.ts'
import type { Question } from './contract.ts'
import { sortOf } from './kinds/compared.ts'

const sizes: ReadonlySet<Leaf['is']> = new Set(['at_least', 'at_most', 'more_than', 'less_than'])

type Fits = (value: unknown) => boolean
const isNumber: Fits = (value) => value !== '' && Number.isFinite(Number(value))
const isDay: Fits = (value) => /^(\d{4}-\d\d-\d\d|today)/.test(String(value))
const isTime: Fits = (value) => /^\d\d:\d\d/.test(String(value))
const isOf =
  (...names: string[]): Fits =>
  (value) =>
    names.includes(String(value))

/** What an answer can be compared with; undefined: with anything, or with what is looked at elsewhere (options). */
function comparableWith({ kind }: Question): Fits | undefined {
  if (kind === 'yes_no') return isOf('yes', 'no')
  if (kind === 'consent') return isOf('agreed')
  const sort = sortOf(kind)
  return sort && { number: isNumber, day: isDay, moment: isDay, clock: isTime }[sort]
}

/** Whether a comparison can say anything about answers to a question, as its kind is now. */
export function leafFits(question: Question, { is, value }: Leaf): boolean {
  if (is === 'answered' || is === 'unanswered' || value === undefined) return true
  // Of what has no sort nobody can say that one is more than another.
  if (sizes.has(is) && sortOf(question.kind) === undefined) return false
  const fits = comparableWith(question)
  // What is no value of its own is another fact, which is looked at where it stands.
  return fits === undefined || [value].flat().every((one) => typeof one === 'object' || fits(one))
}
