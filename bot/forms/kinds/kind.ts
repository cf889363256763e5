import type { Language, Question, QuestionKind, QuestionOf } from '../contract.ts'
import { isBlank } from './plain.ts'
import { good, type Checked, type Problem } from './problem.ts'

/** How the answers of one kind are judged. */
export interface Judge<K extends QuestionKind> {
  /** Nothing was given although something has to be. */
  empty(question: QuestionOf<K>): Checked
  check(question: QuestionOf<K>, value: unknown, today: string, now?: string): Checked
}

export type Judges = { [K in QuestionKind]?: Judge<K> }

/** Problems in words, by their code: what to do, without the last full stop. */
export type Words = { [C in Problem['code']]?: (problem: Problem & { code: C }) => { ja: string; en: string } }

/** What there is to know about one kind or several; the mini-app loads no more of it than a form needs. */
export interface Kinds {
  judges: Judges
  words: Words
}

/**
 * `checkAnswer` with these judges; undefined when the question's kind is not among them.
 * @param now the time in Japan, `HH:MM`
 */
export function judged(
  judges: Judges,
  question: Question,
  value: unknown,
  today: string,
  now?: string,
): Checked | undefined {
  const judge = judges[question.kind] as Judge<QuestionKind> | undefined
  if (!isEmpty(value)) return judge?.check(question, value, today, now)
  return question.required ? judge?.empty(question) : good(null)
}

/** `problemText` with these words; undefined when the problem is not among them. */
export function said(words: Words, problem: Problem, language: Language): string | undefined {
  const say = words[problem.code] as ((problem: Problem) => { ja: string; en: string }) | undefined
  return say?.(problem)[language]
}

/** Whether nobody gave anything: no text that can be seen, no part, no choice. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return isBlank(value)
  return typeof value === 'object' && Object.values(value).every((part) => typeof part === 'string' && isBlank(part))
}
