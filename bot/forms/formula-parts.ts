import type { Condition } from '../conditions/contract.ts'
import type { Formula } from './contract.ts'

/** What a formula reckons with; what only its conditions look at may be anything. */
export function numbersIn(formula: Formula): string[] {
  if (typeof formula === 'number') return []
  if ('fact' in formula) return [formula.fact]
  return ('do' in formula ? formula.of : [formula.yes, formula.no]).flatMap(numbersIn)
}

/** The conditions of a formula, by which it goes one way or the other. */
export function conditionsIn(formula: Formula): Condition[] {
  if (typeof formula === 'number' || 'fact' in formula) return []
  if ('do' in formula) return formula.of.flatMap(conditionsIn)
  return [formula.when, ...conditionsIn(formula.yes), ...conditionsIn(formula.no)]
}

/** Whether parts are added up, and at most rounded or bounded afterwards (最大(合計 − 補助, 0)): a part that is missing leaves the others as they are. */
export function isSum(formula: Formula): boolean {
  if (typeof formula === 'number' || !('do' in formula)) return false
  if (formula.do === 'plus' || formula.do === 'minus') return true
  return ['round', 'floor', 'ceiling', 'least', 'most'].includes(formula.do) && formula.of.some(isSum)
}
