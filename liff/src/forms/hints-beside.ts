import { besideIn } from '../../../bot/forms/beside.ts'
import type { Answers, Begun, FormDefinition, Language, Question } from '../../../bot/forms/contract.ts'
import { boundsBeside, comparedHints } from '../../../bot/forms/kinds/compared.ts'

interface Given {
  definition: FormDefinition
  answers: Answers
  begun: Begun
}
const othersOf = ({ definition, answers, begun }: Given) => besideIn(definition, { ...begun, answers }, undefined).other

/** The days that a field offers, without those that another answer rules out. */
export const daysBeside = (question: Question, bounds: { min: string; max: string }, given: Given | undefined) =>
  given ? boundsBeside(question, bounds, othersOf(given)) : bounds

/** How an answer has to stand to others, said before it is given. */
export const hintsBeside = (question: Question, given: Given | undefined, language: Language): string[] =>
  given ? comparedHints(question, given.definition.questions, othersOf(given), language) : []
