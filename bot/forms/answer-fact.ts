import type { Fact } from '../conditions/contract.ts'
import type { Answers, FormDefinition } from './contract.ts'
import { chosenKey, otherMark } from './kinds/other.ts'
import { factOf } from './main-text.ts'
import { under } from './under.ts'

/** What conditions and formulas see of an answer. Words of one's own count as one choice, `other`, whatever they say. */
export function answerFact({ questions }: FormDefinition, answers: Answers, key: string): Fact {
  const fact = factOf(under(answers, key))
  const hasOther = Array.isArray(fact) || (typeof fact === 'string' && fact.startsWith(otherMark))
  const question = hasOther ? questions.find((one) => one.key === key) : undefined
  if (!question || !('other' in question)) return fact
  return Array.isArray(fact) ? fact.map(chosenKey) : chosenKey(String(fact))
}
