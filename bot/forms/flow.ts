import { evaluate } from '../conditions/evaluate.ts'
import { leavesOf } from '../conditions/leaves.ts'
import type { Answers, FormDefinition, Question } from './contract.ts'
import { factOf } from './main-text.ts'

/**
 * The way through a form, decided from data alone; LIFF and chat are two faces of it.
 * `answers` may hold more than is asked now: an answer to a question that a branch has hidden counts for nothing.
 */
export function askedQuestions(definition: FormDefinition, answers: Answers): Question[] {
  const asked: Question[] = []
  const counting: Answers = {}
  for (const question of definition.questions) {
    const shown =
      question.showWhen === undefined || evaluate(question.showWhen, (path) => factOf(counting[keyOf(path)]))
    if (!shown) continue
    asked.push(question)
    const answer = answers[question.key]
    if (answer !== undefined) counting[question.key] = answer
  }
  return asked
}

/** The first question that is neither answered nor passed over; undefined when all are. */
export function nextQuestion(definition: FormDefinition, answers: Answers): Question | undefined {
  return askedQuestions(definition, answers).find((question) => answers[question.key] === undefined)
}

/** Where somebody stands who has answered so much: the key of the next question, empty at the end of the form. */
export const reachedAfter = (definition: FormDefinition, answers: Answers): string =>
  nextQuestion(definition, answers)?.key ?? ''

/** The question before this one on the person's own way; undefined at the beginning. */
export function previousQuestion(definition: FormDefinition, answers: Answers, key: string): Question | undefined {
  const asked = askedQuestions(definition, answers)
  return asked[asked.findIndex((question) => question.key === key) - 1]
}

/** The question after this one on the person's own way, answered or not; undefined at the end. */
export function followingQuestion(definition: FormDefinition, answers: Answers, key: string): Question | undefined {
  const asked = askedQuestions(definition, answers)
  const at = asked.findIndex((question) => question.key === key)
  return at < 0 ? undefined : asked[at + 1]
}

/** Required questions on the person's way that have no answer: while there is one, the form cannot be finished. */
export function missingQuestions(definition: FormDefinition, answers: Answers): Question[] {
  return askedQuestions(definition, answers).filter(
    (question) =>
      question.required &&
      question.kind !== 'statement' &&
      (answers[question.key] === undefined || answers[question.key] === null),
  )
}

/** Keys of answers to questions that are not on the person's way any more; they are removed when it is finished. */
export function strayAnswers(definition: FormDefinition, answers: Answers): string[] {
  const asked = new Set(askedQuestions(definition, answers).map((question) => question.key))
  return Object.keys(answers).filter((key) => !asked.has(key))
}

/**
 * How far along a question is: how many questions lie behind or at it, and how many the way can still have. Questions that
 * a later answer may add are counted until they are ruled out, so nobody who goes on ever sees the share shrink.
 * Statements are no questions; at one, `position` is that of the question before it.
 */
export function progress(
  definition: FormDefinition,
  answers: Answers,
  key: string,
): { position: number; total: number } {
  const asked = new Set(askedQuestions(definition, answers).map((question) => question.key))
  const open = new Set<string>()
  let position = 0
  let total = 0
  let isBefore = true
  for (const question of definition.questions) {
    const counts = asked.has(question.key) || mayBeAsked(question, open)
    if (counts && answers[question.key] === undefined) open.add(question.key)
    if (counts && question.kind !== 'statement') total += 1
    if (isBefore && asked.has(question.key) && question.kind !== 'statement') position += 1
    if (question.key === key) isBefore = false
  }
  return { position, total }
}

/** Whether an answer that is still open decides about a question. */
const mayBeAsked = ({ showWhen }: Question, open: Set<string>): boolean =>
  showWhen !== undefined && leavesOf(showWhen).some(({ fact }) => open.has(keyOf(fact)))

const keyOf = (path: string) => path.replace(/^answer\./, '')

/** A question of the definition by its key, whether it is asked now or not. */
export function questionByKey(definition: FormDefinition, key: string): Question | undefined {
  return definition.questions.find((question) => question.key === key)
}
