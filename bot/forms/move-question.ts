import type { Condition } from '../conditions/contract.ts'
import { factsNamed } from '../conditions/leaves.ts'
import type { FormDefinition, Question } from './contract.ts'
import { pageCondition } from './page-door.ts'

/** The questions whose answers decide about a condition. */
const decidersOf = (when: Condition | undefined): string[] =>
  when === undefined
    ? []
    : factsNamed(when).map((fact) => fact.replace(/^(answer|first|score|age|item)\./, '').replace(/\..*/, ''))

/**
 * The question that one cannot be moved past: it decides about it, or is decided by it. Undefined when it may stand there. Whoever
 * is moved leaves its page, and so what decides about that one.
 */
export function moveBlockedBy(definition: FormDefinition, from: number, to: number): Question | undefined {
  const { questions } = definition
  const moved = questions[from]
  if (!moved) return undefined
  const passed = from < to ? questions.slice(from + 1, to + 1) : questions.slice(to, from)
  return from < to
    ? passed.find((question) =>
        [question.showWhen, pageCondition(definition, question)].some((when) => decidersOf(when).includes(moved.key)),
      )
    : passed.find(({ key }) => decidersOf(moved.showWhen).includes(key))
}

/** The same questions with one of them at another place. */
export function moveQuestion(definition: FormDefinition, from: number, to: number): FormDefinition {
  const questions = definition.questions.toSpliced(from, 1).toSpliced(to, 0, definition.questions[from]!)
  return { ...definition, questions }
}
