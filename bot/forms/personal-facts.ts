import { factsNamed } from '../conditions/leaves.ts'
import type { FormDefinition } from './contract.ts'
import { staysMasked } from './personal.ts'
import { factsIn } from './progress.ts'

/** Keys of the calculations that stand on something personal, also by way of another one. */
export function personalCalculations(definition: FormDefinition): Set<string> {
  const found = new Set<string>()
  const tells = personalFact(definition, found)
  for (const { key, formula } of definition.calculations ?? []) if (factsIn(formula).some(tells)) found.add(key)
  return found
}

/**
 * Whether it tells something personal which ending was read: its condition asks for that, or the condition of one before it,
 * which then did not hold.
 * @param read its key; null: the form's own words, because none applied
 */
export function endingTells(definition: FormDefinition, read: string | null): boolean {
  const { endings = [] } = definition
  const at = endings.findIndex(({ key }) => key === read)
  const tells = personalFact(definition, personalCalculations(definition))
  return endings.slice(0, at === -1 ? endings.length : at + 1).some(({ when }) => factsNamed(when).some(tells))
}

/** Whether a fact that conditions and formulas name is personal: an answer that stays masked, or what a link said about somebody. */
function personalFact({ questions, hidden = [] }: FormDefinition, calculations: ReadonlySet<string>) {
  const masked = new Set(questions.filter((question) => staysMasked(question)).map(({ key }) => key))
  const named = new Set(hidden.filter(({ personal }) => personal).map(({ key }) => key))
  return (fact: string): boolean => {
    const [kind, key = ''] = fact.split('.')
    if (kind === 'hidden') return named.has(key)
    return kind === 'value' ? calculations.has(key) : masked.has(key)
  }
}
