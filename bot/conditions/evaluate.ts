import type { Condition, Fact, Leaf } from './contract.ts'

type FactOf = (path: string) => Fact

/**
 * Whether a condition holds over facts. An empty `all` holds, an empty `any` does not.
 * A comparison with a fact that is missing, on either side, is false, also `not_equals`: nothing is known, so nothing is claimed.
 * Only `lacks` holds there: whoever chose nothing did not choose it. Of several that were chosen, `equals` and `not_equals` with
 * one ask whether it is among them, as `contains` and `lacks` do.
 */
export function evaluate(condition: Condition, factOf: FactOf): boolean {
  if ('all' in condition) return condition.all.every((part) => evaluate(part, factOf))
  if ('any' in condition) return condition.any.some((part) => evaluate(part, factOf))
  if ('not' in condition) return !evaluate(condition.not, factOf)
  const { value } = condition
  const beside = typeof value === 'object' && 'fact' in value ? factOf(value.fact) : value
  return holds(condition.is, factOf(condition.fact), beside)
}

function holds(is: Leaf['is'], fact: Fact, value: Fact): boolean {
  const missing = fact === null || fact === undefined || fact === '' || (Array.isArray(fact) && fact.length === 0)
  if (is === 'answered') return !missing
  if (is === 'unanswered') return missing
  if (is === 'lacks') return missing || !holds('contains', fact, value)
  if (is === 'not_equals' && Array.isArray(fact)) return !same(fact, value)
  if (missing || value === undefined || value === null) return false
  switch (is) {
    case 'equals':
      return same(fact, value)
    case 'not_equals':
      return !same(fact, value)
    case 'one_of':
      return Array.isArray(value) && (Array.isArray(fact) ? fact : [String(fact)]).some((one) => value.includes(one))
    case 'contains':
      return Array.isArray(fact) ? fact.includes(String(value)) : String(fact).includes(String(value))
    default:
      return compares(is, fact, value)
  }
}

function same(fact: NonNullable<Fact>, value: Fact): boolean {
  if (!Array.isArray(fact)) return String(fact) === String(value)
  if (!Array.isArray(value)) return fact.includes(String(value))
  return fact.length === value.length && fact.every((one) => value.includes(one))
}

/** Numbers by size; texts as they sort, which is right for ISO dates. Anything else does not compare. */
function compares(is: Leaf['is'], fact: NonNullable<Fact>, value: NonNullable<Fact>): boolean {
  if (Array.isArray(fact) || Array.isArray(value) || typeof fact !== typeof value) return false
  if (is === 'at_least') return fact >= value
  if (is === 'at_most') return fact <= value
  if (is === 'more_than') return fact > value
  if (is === 'less_than') return fact < value
  return false
}
