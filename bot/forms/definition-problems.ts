import * as v from 'valibot'
import { commandIn } from '../conversations/words.ts'
import { comparedProblems } from './comparison-problems.ts'
import { formulaProblems } from './condition-problems.ts'
import { formDefinitionSchema, type FormDefinition, type Option, type Question } from './contract.ts'
import { ruleProblems } from '../rules/problems.ts'
import { daysFromToday } from './date-bounds.ts'
import { followUpBounds, type FormDraft, type FormSettingsDraft } from './edit-contract.ts'
import { formWarnings } from './form-warnings.ts'
import { prefillProblems } from './prefill-problems.ts'
import { error, type DefinitionProblem } from './problem-contract.ts'
import { fold } from './meant/fold.ts'
import { variableProblems } from './text-problems.ts'
import { wayProblems } from './way-problems.ts'
import { isDate } from './kinds/date.ts'
import { otherKey } from './kinds/other.ts'

export type { DefinitionProblem } from './problem-contract.ts'

/** Everything that stands between a draft and its publication; the same on both sides of the wire. */
export function problemsOf({ definition, settings, rules }: FormDraft): DefinitionProblem[] {
  const { issues = [] } = v.safeParse(formDefinitionSchema, definition)
  return [
    ...issues.map(problemOf),
    ...(isShaped(issues) ? [...meantProblems(definition), ...waitingProblems(definition, settings)] : []),
    ...settingsProblems(settings),
    ...ruleProblems(definition, rules),
  ]
}

/** What works as it stands and may still not be meant. */
export function warningsOf(draft: FormDraft): DefinitionProblem[] {
  const { issues = [] } = v.safeParse(formDefinitionSchema, draft.definition)
  return isShaped(issues) ? formWarnings(draft) : []
}

/** Whether what is there has the form of what should be there, whatever its texts and numbers are. */
const isShaped = (issues: { kind: string }[]) => issues.every(({ kind }) => kind === 'validation')

const meantProblems = (definition: FormDefinition): DefinitionProblem[] => [
  ...wayProblems(definition),
  ...formulaProblems(definition),
  ...prefillProblems(definition),
  ...variableProblems(definition),
  ...definition.questions.flatMap((question, at) => [
    ...boundProblems(question, at),
    ...comparedProblems(definition, question, at),
    ...scaleProblems(question, at),
    ...seatsProblems(definition, question, at),
    ...closedProblems(question, at),
    ...otherProblems(question, at),
    ...('options' in question ? labelProblems(question.options, `questions.${at}.options`) : []),
    ...(question.kind === 'matrix' ? labelProblems(question.rows, `questions.${at}.rows`) : []),
    ...(question.kind === 'matrix' ? labelProblems(question.columns, `questions.${at}.columns`) : []),
  ]),
]

/** What the contract refuses, at its place. */
export function problemOf(issue: v.BaseIssue<unknown>): DefinitionProblem {
  const path = v.getDotPath(issue) ?? ''
  if (issue.type === 'min_length' && issue.input === '') return error(path, 'empty')
  if (issue.type === 'max_length') return error(path, 'too_long', String(issue.requirement))
  if (issue.type === 'not_value') return error(path, 'key_reserved', String(issue.input))
  return error(path, 'invalid')
}

const bounds = [
  ['min', 'max'],
  ['lengthMin', 'lengthMax'],
  ['chosenMin', 'chosenMax'],
  ['timeMin', 'timeMax'],
] as const

/** Days that count from the day of answering compare with each other, not with fixed ones. */
const comparable = (bound: string | number | undefined) =>
  typeof bound === 'string' ? (daysFromToday(bound) ?? bound) : bound

function boundProblems(question: Question, at: number): DefinitionProblem[] {
  const of = question as Partial<Record<(typeof bounds)[number][number], string | number>>
  return bounds.flatMap(([low, high]): DefinitionProblem[] => {
    const [min, max] = [of[low], of[high]].map(comparable)
    const above = typeof min === typeof max && min !== undefined && max !== undefined && min > max
    return above ? [error(`questions.${at}.${high}`, 'min_above_max')] : []
  })
}

/** A scale of one place leaves nothing to choose, and more places than options cannot be given. */
function scaleProblems(question: Question, at: number): DefinitionProblem[] {
  if (question.kind === 'ranking' && (question.top ?? 0) > question.options.length)
    return [error(`questions.${at}.top`, 'more_than_options')]
  if (question.kind !== 'slider' || question.min > question.max) return []
  const fits = question.step > 0 && question.min + question.step <= question.max
  return fits ? [] : [error(`questions.${at}.step`, 'step_too_wide')]
}

/** How many come is known before a slot is chosen, as a whole number of at least one; it is shown beside names, so it names nobody. */
function seatsProblems({ questions }: FormDefinition, question: Question, at: number): DefinitionProblem[] {
  if (question.kind !== 'slot' || question.seats === undefined) return []
  const path = `questions.${at}.seats`
  const place = questions.findIndex(({ key }) => key === question.seats)
  const counter = questions[place]
  if (!counter) return [error(path, 'seats_unknown')]
  if (counter.kind !== 'number' || counter.decimals || (counter.min ?? 0) < 1 || counter.personal)
    return [error(path, 'seats_unfit', counter.title.ja)]
  return place < at ? [] : [error(path, 'seats_later', counter.title.ja)]
}

/** Closed days begin before they end, and either come back every year at both ends or at none. */
function closedProblems(question: Question, at: number): DefinitionProblem[] {
  if (question.kind !== 'date' && question.kind !== 'date_time') return []
  return (question.closedDays ?? []).flatMap(({ from, to }, index): DefinitionProblem[] => {
    const path = `questions.${at}.closedDays.${index}`
    const isDay = (day: string) => isDate(day.length > 5 ? day : `2024-${day}`)
    if (from.length !== to.length || !isDay(from) || !isDay(to)) return [error(`${path}.from`, 'invalid')]
    return from.length > 5 && from > to ? [error(`${path}.to`, 'min_above_max')] : []
  })
}

/** Words of one's own are counted as one option, which no other may be. */
function otherProblems(question: Question, at: number): DefinitionProblem[] {
  if (!('other' in question) || !question.other) return []
  const place = question.options.findIndex(({ key }) => key === otherKey)
  return place < 0 ? [] : [error(`questions.${at}.options.${place}.label.ja`, 'other_taken')]
}

/** In the chat people type what an option is called: two of one name cannot be told apart. */
function labelProblems(options: Pick<Option, 'label'>[], path: string): DefinitionProblem[] {
  return options.flatMap(({ label }, at): DefinitionProblem[] => {
    const isSame = options.slice(0, at).some((other) => label.ja !== '' && fold(other.label.ja) === fold(label.ja))
    return isSame ? [error(`${path}.${at}.label.ja`, 'same_label')] : []
  })
}

/** Whoever waits for a place of the form would hold a slot that somebody with a place could have. */
const waitingProblems = (
  { questions }: FormDefinition,
  { capacity, waitingList }: FormSettingsDraft,
): DefinitionProblem[] =>
  waitingList && capacity !== null && questions.some(({ kind }) => kind === 'slot')
    ? [error('settings.waitingList', 'waits_twice')]
    : []

/** So many days before the slot at the earliest, where a day and its time are set. */
const cancelDaysMax = 30

function settingsProblems({
  keyword,
  opensAt,
  closesAt,
  capacity,
  ...settings
}: FormSettingsDraft): DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt)
    problems.push(error('settings.closesAt', 'ends_before'))
  if (capacity !== null && (!Number.isSafeInteger(capacity) || capacity < 1))
    problems.push(error('settings.capacity', 'not_whole'))
  const { followUpAfter, cancelUntil } = settings
  const { min, max } = followUpBounds
  if (followUpAfter !== null && !(Number.isSafeInteger(followUpAfter) && followUpAfter >= min && followUpAfter <= max))
    problems.push(error('settings.followUpAfter', 'out_of_bounds', `${min}–${max}`))
  if (cancelUntil !== null && (!Number.isSafeInteger(cancelUntil) || cancelUntil < -cancelDaysMax * 24 * 60))
    problems.push(error('settings.cancelUntil', 'not_whole'))
  const code = keyword === null ? undefined : keywordProblem(keyword)
  if (code) problems.push(error('settings.keyword', code))
  return problems
}

/** Why a word cannot begin a form: nothing is left of it, or it steers a running survey. */
export function keywordProblem(keyword: string): 'keyword_empty' | 'keyword_reserved' | undefined {
  if (fold(keyword) === '') return 'keyword_empty'
  return commandIn(keyword) === undefined ? undefined : 'keyword_reserved'
}
