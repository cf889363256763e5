import { evaluate } from '../conditions/evaluate.ts'
import type { AnswerValue, Comparison, Question } from './contract.ts'

/**
 * The first comparison with an earlier answer that a value fails; undefined where it fits. What nobody answered is compared with
 * nothing.
 * @param other the answers that count, by the keys of their questions
 */
export function clashOf(
  question: Question,
  value: AnswerValue | null | undefined,
  other: (key: string) => AnswerValue | null | undefined,
): Comparison | undefined {
  if (!('compared' in question) || value == null) return undefined
  return question.compared?.find(({ is, than }) => {
    const beside = other(than)
    return beside != null && !evaluate({ fact: than, is, value: beside as string | number }, () => value as string)
  })
}
