import { evaluate } from '../conditions/evaluate.ts'
import { clashOf } from './clash.ts'
import type { Answers, Begun, FormDefinition, Question } from './contract.ts'
import { factAt } from './fact-at.ts'
import { pageDoor } from './page-door.ts'
import { under } from './under.ts'

/**
 * The way through a form, decided from data alone; LIFF and chat are two faces of it. Each question is as it is asked now:
 * `required` also where only a condition requires it.
 * `answers` may hold more than is asked now: an answer to a question that is not on the way counts for nothing.
 */
export function askedQuestions(definition: FormDefinition, answers: Answers, begun: Begun = {}): Question[] {
  const { questions } = definition
  const asked: Question[] = []
  const counting: Answers = {}
  const fact = factAt(definition, counting, begun)
  const isOpen = pageDoor(definition, (when) => evaluate(when, fact))
  let left = definition.askedMax ?? Infinity
  for (let at = 0; at < questions.length; at++) {
    const question = questions[at]!
    // A jump to a page that is not asked goes on behind it: past its questions, and past where they would lead.
    if (!isOpen(question)) continue
    const isKnown = begun.known?.includes(question.key) === true
    if (question.showWhen !== undefined && !evaluate(question.showWhen, fact)) continue
    // Enough for once; what is known goes along, because it is not asked.
    if (left === 0 && !isKnown) continue
    if (!isKnown && question.kind !== 'statement') left -= 1
    const isDemanded =
      !question.required && question.requiredWhen !== undefined && evaluate(question.requiredWhen, fact)
    asked.push(isDemanded ? { ...question, required: true } : question)
    const answer = under(answers, question.key)
    if (answer !== undefined) counting[question.key] = answer
    const to = question.jumps?.find(({ when }) => when === undefined || evaluate(when, fact))?.to
    if (to === 'end') break
    // A way never leads back, so it always ends.
    const target = to === undefined ? -1 : questions.findIndex(({ key }) => key === to)
    if (target > at) at = target - 1
  }
  return asked
}

/** The answers to the questions on the person's way: what conditions, formulas and rules may look at. */
export function countingAnswers(definition: FormDefinition, answers: Answers, begun: Begun = {}): Answers {
  const counting: Answers = {}
  for (const { key } of askedQuestions(definition, answers, begun)) {
    const answer = under(answers, key)
    if (answer !== undefined) counting[key] = answer
  }
  return counting
}

/** The first question that waits for its answer: not answered, or with one that does not do (any more). */
export function nextQuestion(definition: FormDefinition, answers: Answers, begun: Begun = {}): Question | undefined {
  const asked = askedQuestions(definition, answers, begun)
  return asked.find((question) => under(answers, question.key) === undefined || isOpen(question, asked, answers))
}

/** Where somebody stands who has answered so much: the key of the next question, empty at the end of the form. */
export const reachedAfter = (definition: FormDefinition, answers: Answers, begun: Begun = {}): string =>
  nextQuestion(definition, answers, begun)?.key ?? ''

/** The question before this one on the person's own way; undefined at the beginning. What is known is not asked. */
export function previousQuestion(
  definition: FormDefinition,
  answers: Answers,
  key: string,
  begun: Begun = {},
): Question | undefined {
  const asked = askedQuestions(definition, answers, begun)
  const at = asked.findIndex((question) => question.key === key)
  return asked.slice(0, Math.max(0, at)).findLast((question) => !begun.known?.includes(question.key))
}

/** The question after this one on the person's own way, answered or not; undefined at the end. */
export function followingQuestion(
  definition: FormDefinition,
  answers: Answers,
  key: string,
  begun: Begun = {},
): Question | undefined {
  const asked = askedQuestions(definition, answers, begun)
  const at = asked.findIndex((question) => question.key === key)
  return at < 0 ? undefined : asked.slice(at + 1).find((question) => !begun.known?.includes(question.key))
}

/**
 * Questions on the person's way without an answer that they need, or with one that does not stand to an earlier one as it has to:
 * while there is one, the form cannot be finished.
 */
export function missingQuestions(definition: FormDefinition, answers: Answers, begun: Begun = {}): Question[] {
  const asked = askedQuestions(definition, answers, begun)
  return asked.filter((question) => isOpen(question, asked, answers))
}

/** The other answer may have been changed since this one was given. */
function isOpen(question: Question, asked: Question[], answers: Answers): boolean {
  const { key, kind, required } = question
  const value = under(answers, key)
  if (value == null) return required && kind !== 'statement'
  return !!clashOf(question, value, (than) => (asked.some((one) => one.key === than) ? under(answers, than) : null))
}

/** Keys of answers to questions that are not on the person's way any more; they are removed when it is finished. */
export function strayAnswers(definition: FormDefinition, answers: Answers, begun: Begun = {}): string[] {
  const asked = new Set(askedQuestions(definition, answers, begun).map((question) => question.key))
  return Object.keys(answers).filter((key) => !asked.has(key))
}

/** A question of the definition by its key, whether it is asked now or not. */
export function questionByKey(definition: FormDefinition, key: string): Question | undefined {
  return definition.questions.find((question) => question.key === key)
}

/** The same as it is asked now: a condition may require it. */
export const questionNow = (
  definition: FormDefinition,
  key: string,
  answers: Answers,
  begun: Begun = {},
): Question | undefined =>
  askedQuestions(definition, answers, begun).find((question) => question.key === key) ?? questionByKey(definition, key)
