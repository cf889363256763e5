import type { Condition, Leaf } from './contract.ts'

/** The paths of all facts that a condition looks at, on either side of a comparison. */
export const factsNamed = (condition: Condition): string[] =>
  leavesOf(condition).flatMap(({ fact, value }) =>
    typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact],
  )

/** Everything that a condition asks about, in the order in which it is written. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('fact' in condition) return [condition]
  if ('not' in condition) return leavesOf(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(leavesOf)
}
