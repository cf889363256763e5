import type { Condition, Fact, Leaf } from './contract.ts'

/**
 * Whether a condition holds over facts. An empty `all` holds, an empty `any` does not.
 * A comparison with a fact that is missing is false, also `not_equals`: nothing is known, so nothing is claimed. Only `lacks`
 * holds there: whoever chose nothing did not choose it.
 */
export function evaluate(condition: Condition, factOf: (path: string) => Fact): boolean {
  if ('all' in condition) return condition.all.every((part) => evaluate(part, factOf))
  if ('any' in condition) return condition.any.some((part) => evaluate(part, factOf))
  if ('not' in condition) return !evaluate(condition.not, factOf)
  return holds(condition, factOf(condition.fact))
}

function holds({ is, value }: Leaf, fact: Fact): boolean {
  const missing = fact === null || fact === undefined || fact === '' || (Array.isArray(fact) && fact.length === 0)
  if (is === 'answered') return !missing
  if (is === 'unanswered') return missing
  if (is === 'lacks') return missing || !holds({ fact: '', is: 'contains', value: value! }, fact)
  if (missing || value === undefined) return false
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

function same(fact: NonNullable<Fact>, value: NonNullable<Fact>): boolean {
  if (Array.isArray(fact) && Array.isArray(value)) {
    return fact.length === value.length && fact.every((one) => value.includes(one))
  }
  return String(fact) === String(value)
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
