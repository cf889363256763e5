import type { Answers, Begun, FormDefinition } from './contract.ts'
import type { OtherAnswer } from './kinds/compared.ts'
import { filledPart } from './fill-texts.ts'
import { askedQuestions } from './flow.ts'
import { under } from './under.ts'

/** What an answer is judged by beside its question: the time in Japan, `HH:MM`, and the person's other answers that count. */
export interface Beside {
  now?: string | undefined
  other: (key: string) => OtherAnswer | undefined
}

/** The same for somebody who has answered so much. */
export function besideIn(
  definition: FormDefinition,
  filling: Begun & { answers: Answers; name?: string | null },
  now: string | undefined,
): Beside {
  const { answers, name = null, ...begun } = filling
  return {
    now,
    other(key) {
      const value = under(answers, key)
      if (value == null) return undefined
      const question = askedQuestions(definition, answers, begun).find((one) => one.key === key)
      return question && { question: filledPart(definition, question, { answers, name, ...begun }), value }
    },
  }
}
