import { besideIn } from '../../../bot/forms/beside.ts'
import type { Answers, Begun, FormDefinition, Language, Question } from '../../../bot/forms/contract.ts'
import { comparedHints } from '../../../bot/forms/kinds/compared.ts'

/** How an answer has to stand to others, said before it is given. */
export const hintsBeside = (
  question: Question,
  given: { definition: FormDefinition; answers: Answers; begun: Begun } | undefined,
  language: Language,
): string[] => {
  if (!given) return []
  const { definition, answers, begun } = given
  const { other } = besideIn(definition, { ...begun, answers }, undefined)
  return comparedHints(question, definition.questions, other, language)
}
