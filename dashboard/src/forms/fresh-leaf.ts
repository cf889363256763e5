import type { Leaf } from '../../../bot/conditions/contract.ts'
import { comparisons, type FactOffer } from './condition-facts.ts'

/** A sentence to begin with: about what is nearest, and already a whole one. */
export function freshLeaf(facts: FactOffer[]): Leaf {
  const offer = facts.findLast(({ fact, values }) => fact.startsWith('answer.') && values.length > 0) ?? facts.at(-1)
  const first = offer && comparisons[offer.type][0]
  if (!offer || !first) return { fact: '', is: 'answered' }
  if (first.takes === 'nothing') return { fact: offer.fact, is: first.is }
  return { fact: offer.fact, is: first.is, value: offer.values[0]?.value ?? (offer.type === 'number' ? 0 : '') }
}
