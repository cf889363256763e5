import { inLanguage, type Question } from '../forms/contract.ts'
import { nextQuestion, previousQuestion } from '../forms/flow.ts'
import type { Run, Setting, Turn } from './contract.ts'
import { needsPage } from './hand-over.ts'
import { words } from './words.ts'

/** From where a person is to the next question that the chat can ask; on the way something may be said and passed. */
export interface Walk {
  /** The run with what was passed. */
  run: Run
  question: Question | undefined
  passed: Turn['answers']
  said: string[]
}

/**
 * Goes to the next question that waits for an answer. Statements are said on the way, and so is that an optional question
 * which only a page could ask is passed over.
 */
export function walk(from: Run, { language, liffUrl }: Setting): Walk {
  const passed: Turn['answers'] = []
  const said: string[] = []
  for (let run = from; ;) {
    const question = nextQuestion(run.definition, run.answers)
    const isPassed =
      question && (question.kind === 'statement' || (isUnaskable(question, liffUrl) && !question.required))
    if (!question || !isPassed) return { run, question, passed, said }
    const title = inLanguage(question.title, language)
    said.push(question.kind === 'statement' ? statementText(question, language) : words(language).passedOver(title))
    passed.push({ question, value: null })
    run = { ...run, answers: { ...run.answers, [question.key]: null } }
  }
}

const isUnaskable = (question: Question, liffUrl: string | null) => liffUrl === null && needsPage(question)

const statementText = ({ title, description }: Question, language: Setting['language']) =>
  [title, ...(description ? [description] : [])].map((texts) => inLanguage(texts, language)).join('\n')

/** The question before this one that the chat asks; undefined at the beginning. */
export function askedBefore(run: Run, key: string, { liffUrl }: Setting): Question | undefined {
  let question = previousQuestion(run.definition, run.answers, key)
  while (question && (question.kind === 'statement' || (isUnaskable(question, liffUrl) && !question.required)))
    question = previousQuestion(run.definition, run.answers, question.key)
  return question
}
