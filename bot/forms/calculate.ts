import type { Fact } from '../conditions/contract.ts'
import { evaluate } from '../conditions/evaluate.ts'
import type { Formula, FormulaVerb } from './contract.ts'

/** Digits after the point where a calculation does not say how many. */
const digitsMax = 6

/** What an unanswered question counts in a calculation. */
export type Blank = 'unknown' | 'zero'

/**
 * What a formula comes to; null as soon as something that it needs is unknown, or it divides by nothing.
 * @param blank conditions see an unanswered question as unanswered, whatever it counts
 */
export function calculate(formula: Formula, fact: (path: string) => Fact, blank: Blank = 'unknown'): number | null {
  if (typeof formula === 'number') return formula
  if ('fact' in formula) {
    const known = fact(formula.fact)
    const isBlank = known === undefined || known === null
    return isBlank && blank === 'zero' && formula.fact.startsWith('answer.') ? 0 : numberIn(known)
  }
  if ('when' in formula) return calculate(evaluate(formula.when, fact) ? formula.yes : formula.no, fact, blank)
  const numbers: number[] = []
  for (const part of formula.of) {
    const number = calculate(part, fact, blank)
    if (number === null) return null
    numbers.push(number)
  }
  const [first, ...others] = numbers
  if (first === undefined) return null
  const result = verbs[formula.do](first, others)
  return Number.isFinite(result) ? result : null
}

/** A link can only say a number as text. */
function numberIn(fact: Fact): number | null {
  if (typeof fact === 'number') return Number.isFinite(fact) ? fact : null
  return typeof fact === 'string' && /^-?\d{1,15}(\.\d{1,6})?$/.test(fact) ? Number(fact) : null
}

const verbs: Record<FormulaVerb, (first: number, others: number[]) => number> = {
  plus: (first, others) => others.reduce((sum, one) => sum + one, first),
  minus: (first, others) => (others.length === 0 ? -first : others.reduce((left, one) => left - one, first)),
  times: (first, others) => others.reduce((product, one) => product * one, first),
  divided: (first, others) => others.reduce((left, one) => left / one, first),
  power: (first, others) => others.reduce((base, one) => base ** one, first),
  round: (first, [digits = 0]) => rounded(first, digits),
  floor: (first) => Math.floor(first),
  ceiling: (first) => Math.ceil(first),
  least: (first, others) => Math.min(first, ...others),
  most: (first, others) => Math.max(first, ...others),
}

/** To so many digits after the point. Half goes away from zero, as people round; 1.005 to two digits is 1.01, whatever its binary form is. */
export function rounded(number: number, digits = digitsMax): number {
  const places = Math.min(digitsMax, Math.max(0, Math.trunc(digits)))
  const size = Math.abs(number)
  // So large, or so small that it is written with an exponent.
  if (size >= 1e15) return number
  if (size < 1e-6) return 0
  return Math.sign(number) * Number(`${Math.round(Number(`${size}e${places}`))}e-${places}`)
}
