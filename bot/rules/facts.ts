import type { Fact } from '../conditions/contract.ts'
import type { Answers, FormDefinition } from '../forms/contract.ts'
import { askedQuestions } from '../forms/flow.ts'
import { factOf } from '../forms/main-text.ts'

/** What rules look at: the answers that count, those on the person's own way. */
export function factsOf(definition: FormDefinition, given: Answers): (path: string) => Fact {
  const asked = new Set(askedQuestions(definition, given).map(({ key }) => `answer.${key}`))
  return (path) => (asked.has(path) ? factOf(given[path.slice('answer.'.length)]) : undefined)
}
