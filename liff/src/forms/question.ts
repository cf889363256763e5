import type { AnswerValue, Language, Question } from '../../../bot/forms/contract.ts'

/** What every question component is given. `id` is that of the element which a label or an error points to. */
export interface QuestionProps<Q extends Question> {
  question: Q
  /** What was typed or chosen, also where it is not yet an answer. */
  value: AnswerValue | null | undefined
  language: Language
  id: string
  titleId: string
  /** Ids of the hint and the error. */
  describedBy: string
  invalid: boolean
  /** The person's date, `YYYY-MM-DD`. */
  today: string
}

export interface QuestionEvents {
  input: [value: AnswerValue | null]
  /** The field was left after something was typed. */
  leave: []
}
