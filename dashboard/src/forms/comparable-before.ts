import type { FormDefinition, Question } from '../../../bot/forms/contract.ts'
import { canBeCompared } from '../../../bot/forms/kinds/compared.ts'
import { say } from '../language.ts'

/** The questions before one whose answers are of the same sort as its own, so that it can be compared with them. */
export function comparableBefore({ questions }: FormDefinition, question: Question): { key: string; label: string }[] {
  const at = questions.findIndex(({ key }) => key === question.key)
  return questions
    .slice(0, at)
    .flatMap((one, index) =>
      canBeCompared(question, one) ? [{ key: one.key, label: `${index + 1}. ${say(one.title)}` }] : [],
    )
}
