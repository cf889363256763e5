import type { Fact } from '../conditions/contract.ts'
import type { FormDefinition, Question } from './contract.ts'
import { chosenKey, otherMark } from './kinds/other.ts'

/** Several of what they offer can be chosen, or none. */
const takesSeveral = ({ kind }: Question) => kind === 'multiple_choice' || kind === 'ranking' || kind === 'matrix'

/**
 * An answer without parts as conditions see it: no answer where several can be chosen is none of them. Words of one's own count
 * as one choice, `other`, whatever they say.
 */
export function plainFact({ questions }: FormDefinition, key: string, fact: Fact): Fact {
  const hasOther = Array.isArray(fact) || (typeof fact === 'string' && fact.startsWith(otherMark))
  const question = hasOther || fact == null ? questions.find((one) => one.key === key) : undefined
  if (fact == null) return question && takesSeveral(question) ? [] : fact
  if (!question || !('other' in question)) return fact
  return Array.isArray(fact) ? fact.map(chosenKey) : chosenKey(String(fact))
}
