import { leavesOf } from '../conditions/leaves.ts'
import type { FormDefinition, Question } from './contract.ts'

/** The questions whose answers decide whether a question is asked. */
export const decidersOf = ({ showWhen }: Pick<Question, 'showWhen'>): string[] =>
  showWhen === undefined
    ? []
    : leavesOf(showWhen).map(({ fact }) => fact.replace(/^(answer|score|age|item)\./, '').replace(/\..*/, ''))

/** The question that one cannot be moved past: it decides about it, or is decided by it. Undefined when it may stand there. */
export function moveBlockedBy({ questions }: FormDefinition, from: number, to: number): Question | undefined {
  const moved = questions[from]
  if (!moved) return undefined
  const passed = from < to ? questions.slice(from + 1, to + 1) : questions.slice(to, from)
  return from < to
    ? passed.find((question) => decidersOf(question).includes(moved.key))
    : passed.find(({ key }) => decidersOf(moved).includes(key))
}

/** The same questions with one of them at another place. */
export function moveQuestion(definition: FormDefinition, from: number, to: number): FormDefinition {
  const questions = definition.questions.toSpliced(from, 1).toSpliced(to, 0, definition.questions[from]!)
  return { ...definition, questions }
}
