import type { Fact } from '../conditions/contract.ts'
import type { Answers, FormDefinition } from './contract.ts'
import { factOf } from './main-text.ts'
import { plainFact } from './plain-fact.ts'
import { under } from './under.ts'

/** What conditions and formulas see of an answer. */
export const answerFact = (definition: FormDefinition, answers: Answers, key: string): Fact =>
  plainFact(definition, key, factOf(under(answers, key)))
