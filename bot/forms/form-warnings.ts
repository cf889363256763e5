import type { FormDefinition } from './contract.ts'
import type { FormDraft, FormSettingsDraft } from './edit-contract.ts'
import { numbersIn } from './formula-parts.ts'
import { isBranched } from './page-door.ts'
import { isPersonal } from './personal.ts'
import { warning, type DefinitionProblem } from './problem-contract.ts'
import { braceWarnings, languageWarnings } from './text-problems.ts'
import { wayWarnings } from './way-problems.ts'
import { needsPage } from '../conversations/hand-over.ts'

/** What works as it stands and may still not be meant; it keeps nobody from publishing. */
export function formWarnings({ definition, settings }: FormDraft): DefinitionProblem[] {
  return [
    ...wayWarnings(definition),
    ...chatWarnings(definition, settings),
    ...consentWarnings(definition),
    ...askedWarnings(definition, settings),
    ...blankWarnings(definition),
    ...dayWarnings(definition),
    ...braceWarnings(definition),
    ...languageWarnings(definition),
  ]
}

const chatWarnings = ({ questions }: FormDefinition, { keyword }: FormSettingsDraft): DefinitionProblem[] =>
  keyword === null
    ? []
    : questions.flatMap((question, at) =>
        needsPage(question) ? [warning(`questions.${at}.kind`, 'page_in_chat')] : [],
      )

/** Whoever names themselves is told what for, and says yes; joining has words of its own for that. */
function consentWarnings({ questions, registration, purpose }: FormDefinition): DefinitionProblem[] {
  const personal = questions.findIndex(isPersonal)
  const isTold = registration !== undefined || purpose !== undefined || questions.some(({ kind }) => kind === 'consent')
  return personal < 0 || isTold ? [] : [warning(`questions.${personal}`, 'no_consent', questions[personal]!.title.ja)]
}

/** A form that asks a little each time has to be opened more than once. */
const askedWarnings = ({ askedMax }: FormDefinition, { repeat }: FormSettingsDraft): DefinitionProblem[] =>
  askedMax !== undefined && repeat !== 'many' ? [warning('askedMax', 'asked_once')] : []

/** From today and until today: a new question begins with today, and nobody notices it who only says where it ends. */
const dayWarnings = ({ questions }: FormDefinition): DefinitionProblem[] =>
  questions.flatMap((question, at) => {
    if (question.kind !== 'date' && question.kind !== 'date_time') return []
    const { min, max } = question
    return min !== undefined && min === max ? [warning(`questions.${at}.min`, 'one_day')] : []
  })

/** A number that needs an answer is unknown for everybody who did not give it; each calculation says so once. */
const blankWarnings = (definition: FormDefinition): DefinitionProblem[] =>
  (definition.calculations ?? []).flatMap(({ formula, blank, unread }, at) => {
    if (blank === 'zero' || unread !== undefined) return []
    const needed = new Set(numbersIn(formula))
    const open = definition.questions.find(
      ({ key }, place) => needed.has(`answer.${key}`) && mayStayBlank(definition, place),
    )
    return open ? [warning(`calculations.${at}.formula`, 'blank_number', open.title.ja)] : []
  })

/** It may be passed over, or there is a way on which it is not asked. */
function mayStayBlank(definition: FormDefinition, place: number): boolean {
  const { questions } = definition
  const question = questions[place]!
  const leadsPast = (to: string) => to === 'end' || questions.findIndex(({ key }) => key === to) > place
  return (
    !question.required ||
    isBranched(definition, question) ||
    questions.slice(0, place).some(({ jumps = [] }) => jumps.some(({ to }) => leadsPast(to)))
  )
}
