import type { Condition, Leaf } from './contract.ts'

/** Everything that a condition asks about, in the order in which it is written. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('fact' in condition) return [condition]
  if ('not' in condition) return leavesOf(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(leavesOf)
}
