import type { Condition, Leaf, Operand } from './contract.ts'

/** Whether the right side of a comparison is another fact. */
export const isOperand = (value: Leaf['value']): value is Operand => typeof value === 'object' && !Array.isArray(value)

/** The paths of all facts that a condition looks at, on either side of a comparison. */
export const factsNamed = (condition: Condition): string[] =>
  leavesOf(condition).flatMap(({ fact, value }) => (isOperand(value) ? [fact, value.fact] : [fact]))

/** Everything that a condition asks about, in the order in which it is written. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('fact' in condition) return [condition]
  if ('not' in condition) return leavesOf(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(leavesOf)
}
