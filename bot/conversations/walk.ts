import { checkPageKey } from '../forms/check-page.ts'
import { inLanguage, type Question, type Texts } from '../forms/contract.ts'
import { askedQuestions, nextQuestion, previousQuestion } from '../forms/flow.ts'
import type { Run, Setting, Turn } from './contract.ts'
import { needsPage } from './hand-over.ts'
import { shownPart } from './shown-question.ts'
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
export function walk(from: Run, setting: Setting): Walk {
  const { language, liffUrl } = setting
  const passed: Turn['answers'] = []
  const said: string[] = []
  for (let run = from; ;) {
    const question = nextQuestion(run.definition, run.answers, run)
    const isPassed =
      question && (question.kind === 'statement' || (isUnaskable(question, liffUrl) && !question.required))
    const page = question && pageBegun(run, question)
    if (page) said.push(textsOf(shownPart(run, page, setting), language))
    if (!question || !isPassed) return { run, question, passed, said: said.filter(Boolean) }
    const read = shownPart(run, question, setting)
    said.push(
      question.kind === 'statement'
        ? textsOf(read, language)
        : words(language).passedOver(inLanguage(read.title, language)),
    )
    passed.push({ question, value: null })
    run = { ...run, answers: { ...run.answers, [question.key]: null } }
  }
}

const isUnaskable = (question: Question, liffUrl: string | null) => liffUrl === null && needsPage(question)

/** The page that somebody comes to with a question; undefined in the middle of one. */
function pageBegun({ definition, answers, ...begun }: Run, { key, page }: Question) {
  if (page === undefined || previousQuestion(definition, answers, key, begun)?.page === page) return undefined
  return definition.pages?.find((one) => one.key === page)
}

const textsOf = (
  { title, description }: { title?: Texts | undefined; description?: Texts | undefined },
  language: Setting['language'],
) => [title, description].flatMap((texts) => (texts ? [inLanguage(texts, language)] : [])).join('\n')

/** The question before this one, or the last one before the check page, that the chat asks; undefined at the beginning. */
export function askedBefore(run: Run, key: string, { liffUrl }: Setting): Question | undefined {
  const asked = askedQuestions(run.definition, run.answers, run)
  const at = key === checkPageKey ? asked.length : asked.findIndex((question) => question.key === key)
  return asked.slice(0, Math.max(0, at)).findLast((question) => isAskedHere(run, question, liffUrl))
}

/** The first question that the chat asks. */
export const firstAsked = (run: Run, { liffUrl }: Setting): Question | undefined =>
  askedQuestions(run.definition, run.answers, run).find((question) => isAskedHere(run, question, liffUrl))

const isAskedHere = ({ known }: Run, question: Question, liffUrl: string | null): boolean =>
  question.kind !== 'statement' &&
  (question.required || !isUnaskable(question, liffUrl)) &&
  !known?.includes(question.key)
