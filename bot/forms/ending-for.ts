import { evaluate } from '../conditions/evaluate.ts'
import type { Answers, Begun, FormDefinition } from './contract.ts'
import { factAt } from './fact-at.ts'
import { countingAnswers } from './flow.ts'

export type Ending = NonNullable<FormDefinition['endings']>[number]

/** The first ending whose condition holds over the answers that count; null: the form's own words. */
export function endingFor(definition: FormDefinition, answers: Answers, begun: Begun = {}): Ending | null {
  if (!definition.endings?.length) return null
  const fact = factAt(definition, countingAnswers(definition, answers, begun), begun)
  return definition.endings.find(({ when }) => evaluate(when, fact)) ?? null
}
