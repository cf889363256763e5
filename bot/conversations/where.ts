import { checkPageKey } from '../forms/check-page.ts'
import { askToCheck } from './check-answers.ts'
import type { Run, Setting, Talk, Turn } from './contract.ts'
import { askAgain, stay, text, type Asking } from './moves.ts'
import { shownQuestion } from './shown-question.ts'

// Where a person is: at a question, at their answers that they check once more, or between surveys.

/** The question that waits for an answer; null: none does. */
export function askedNow(talk: Talk, setting: Setting): Asking | null {
  if (!talk.run || talk.run.state !== 'draft' || talk.question === null) return null
  const question = shownQuestion(talk.run, talk.question, setting)
  return question ? { run: talk.run, question } : null
}

/** The run whose answers the person is checking; null: they are somewhere else. */
export const runAtCheck = ({ run, question }: Talk): Run | null =>
  run?.state === 'draft' && question === checkPageKey ? run : null

/** Says a sentence and asks whatever waits once more; the sentence alone where nothing does. */
export function repeated(talk: Talk, setting: Setting, first: string): Turn {
  const asking = askedNow(talk, setting)
  if (asking) return askAgain(talk, asking, setting, first)
  const run = runAtCheck(talk)
  return stay(talk, [text(first), ...(run ? [askToCheck(run, setting)] : [])])
}
