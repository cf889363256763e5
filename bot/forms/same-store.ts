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

const replacement = /_v\d+$/

/** The key of the first question of those that took each other's place. Two of one kind that are asked beside each other never share it. */
export const baseOf = (key: string): string => key.replace(replacement, '')

/** A key for a question in the place of another: drink_v2 for drink. */
export function replacingKey(former: string, taken: Iterable<string>): string {
  const used = new Set(taken)
  // Room for the mark: a key has 40 letters.
  const base = baseOf(former).slice(0, 34)
  let at = 2
  while (used.has(`${base}_v${at}`)) at++
  return `${base}_v${at}`
}

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
