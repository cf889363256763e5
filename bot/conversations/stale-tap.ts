import { answerText } from '../forms/answer-text.ts'
import { inLanguage, type Question } from '../forms/contract.ts'
import { under } from '../forms/under.ts'
import type { Button, Run, Setting, Talk, Turn } from './contract.ts'
import { stay } from './moves.ts'
import { words } from './words.ts'

/**
 * A tap on a question that was answered before: said what it was answered with, and offered to change it. Null: it has no
 * answer.
 */
export function staleTap(talk: Talk, run: Run, question: Question, { language }: Setting): Turn | null {
  const say = words(language)
  const given = under(run.answers, question.key)
  if (given === undefined) return null
  const place = { run: run.id, version: run.version, question: question.key }
  const change: Button = { label: say.change, says: say.change, tap: { act: 'change', ...place } }
  const goOn: Button = { label: say.resume, says: say.resume, tap: { act: 'resume', ...place } }
  const said =
    given === null ? say.alreadySkipped : say.alreadyAnswered(inLanguage(answerText(question, given), language))
  return stay(talk, [{ kind: 'text', text: said, buttons: [change, goOn] }])
}
