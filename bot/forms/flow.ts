import { evaluate } from '../conditions/evaluate.ts'
import type { Answers, FormDefinition, Question } from './contract.ts'

/**
 * The way through a form, decided from data alone; LIFF and chat are two faces of it.
 * `answers` may hold more than is asked now: an answer to a question that a branch has hidden counts for nothing.
 */
export function askedQuestions(definition: FormDefinition, answers: Answers): Question[] {
  const asked: Question[] = []
  const counting: Answers = {}
  for (const question of definition.questions) {
    const shown =
      question.showWhen === undefined || evaluate(question.showWhen, (path) => counting[path.replace(/^answer\./, '')])
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
    (question) => question.required && (answers[question.key] === undefined || answers[question.key] === null),
  )
}

/** Keys of answers to questions that are not on the person's way any more; they are removed when it is finished. */
export function strayAnswers(definition: FormDefinition, answers: Answers): string[] {
  const asked = new Set(askedQuestions(definition, answers).map((question) => question.key))
  return Object.keys(answers).filter((key) => !asked.has(key))
}

/** `position` of a question on the way so far, 1-based, and how many questions the way has as it looks now. */
export function progress(
  definition: FormDefinition,
  answers: Answers,
  key: string,
): { position: number; total: number } {
  const asked = askedQuestions(definition, answers)
  return { position: asked.findIndex((question) => question.key === key) + 1, total: asked.length }
}

/** A question of the definition by its key, whether it is asked now or not. */
export function questionByKey(definition: FormDefinition, key: string): Question | undefined {
  return definition.questions.find((question) => question.key === key)
}
