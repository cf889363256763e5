import type { MemberLogin } from '../../../bot/identity-links/contract.ts'
import type { Problem } from '../../../bot/forms/kinds/problem.ts'
import type {
  AnswerParts,
  Answers,
  AnswerValue,
  Begun,
  FormDefinition,
  Language,
  Question,
} from '../../../bot/forms/contract.ts'
import type { InjectionKey } from 'vue'

/** Who asks, and how its members log in. */
export interface Company {
  name: string
  login: MemberLogin | null
}

/** What every question component is given. `id` is that of the element which a label or an error points to. */
export interface QuestionProps<Q extends Question> {
  question: Q
  /** What was typed or chosen, also where it is not yet an answer; or what the server keeps, in its parts. */
  value: AnswerValue | null | undefined
  language: Language
  id: string
  titleId: string
  /** Ids of the hint and the error. */
  describedBy: string
  invalid: boolean
  /** What is wrong, for questions that have more to say or to mark than the sentence under them. */
  problem?: Problem | undefined
  /** The person's date, `YYYY-MM-DD`. */
  today: string
}

export interface QuestionEvents {
  input: [value: AnswerValue | null]
  /** The question's fields were left. */
  leave: []
  /** Something of the answer is still on its way, and nobody should go on without it. */
  wait: [isWaiting: boolean]
}

/** What was answered so far, for fields that depend on other answers. */
export const givenKey: InjectionKey<() => { definition: FormDefinition; answers: Answers; begun: Begun }> = Symbol()

/** The parts of a value, and nothing that every object has by birth; none where it has none. */
export const partsOf = (value: unknown): AnswerParts =>
  Object.assign(Object.create(null), typeof value === 'object' && !Array.isArray(value) ? value : null)

/** What a person typed: as it is in the box now, or as the server keeps it beside what it means. */
export const asGiven = (value: unknown): string => (typeof value === 'string' ? value : (partsOf(value)['given'] ?? ''))

/** The parts that hold something; null when none does, because an empty question is one that was passed over. */
export function filledParts(parts: AnswerParts): AnswerParts | null {
  const filled = Object.entries(parts).filter(([, text]) => text !== '')
  return filled.length > 0 ? Object.fromEntries(filled) : null
}

/** Whether the focus goes somewhere outside of the element that the handler is on. */
export const leaves = ({ currentTarget, relatedTarget }: FocusEvent): boolean =>
  !(currentTarget as Element).contains(relatedTarget as Node | null)

/** Whether this box of several is the one that is wrong; all of them are when the problem names none. */
export const isWrong = (problem: Problem | undefined, box: string): boolean =>
  problem !== undefined && (!('box' in problem) || problem.box === box)
