import type { Question, QuestionKind } from './contract.ts'

/**
 * Kinds whose answers are one thing under another face: kept in the same column, with the same values, and counted the same way
 * (`facts.ts`). A question may become another one of its row under its key, also after people have answered it. The steps of a
 * rating and of a recommendation are both numbers and stand apart all the same: 4 of 5 is not 4 of 10.
 */
const rows: readonly (readonly QuestionKind[])[] = [
  ['short_text', 'long_text'],
  ['single_choice', 'dropdown'],
  ['number', 'slider', 'money'],
]

/** Whether answers to a question of one kind are answers to one of the other as they stand. */
export const isSameStore = (one: QuestionKind, other: QuestionKind): boolean =>
  one === other || rows.some((row) => row.includes(one) && row.includes(other))

/** A key without the number that keeps it apart from another one. */
export const baseOf = (key: string): string => key.replace(/_\d+$/, '')

/** Whether one question may stand in place of the other: it asks the same in a kind whose answers are not those of the former. */
const isSuccessor = (former: Question, question: Question): boolean =>
  baseOf(former.key) === baseOf(question.key) && !isSameStore(former.kind, question.kind)

/** The questions that were put in place of others, each under a key of its own, by the key of the former one. */
export function successors(before: readonly Question[], after: readonly Question[]): Map<string, Question> {
  const [known, kept] = [before, after].map((some) => new Set(some.map(({ key }) => key))) as [Set<string>, Set<string>]
  return new Map(
    before.flatMap((gone): [string, Question][] => {
      const found = kept.has(gone.key) ? undefined : after.find((one) => !known.has(one.key) && isSuccessor(gone, one))
      return found ? [[gone.key, found]] : []
    }),
  )
}
