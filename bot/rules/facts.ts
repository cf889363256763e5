import type { Fact } from '../conditions/contract.ts'
import type { Answers, Begun, FormDefinition } from '../forms/contract.ts'
import { factAt } from '../forms/fact-at.ts'
import { countingAnswers } from '../forms/flow.ts'

/** What rules look at: the answers on the person's own way, what the link said, and the numbers that follow. */
export const factsOf = (definition: FormDefinition, answers: Answers, begun: Begun): ((path: string) => Fact) =>
  factAt(definition, countingAnswers(definition, answers, begun), begun)
