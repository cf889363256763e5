import * as v from 'valibot'
import { leavesOf } from '../conditions/leaves.ts'
import { commandIn } from '../conversations/words.ts'
import { formDefinitionSchema, type FormDefinition, type Option, type Question } from './contract.ts'
import { ruleProblems } from '../rules/problems.ts'
import { followUpBounds, type FormDraft, type FormSettingsDraft } from './edit-contract.ts'
import { fold } from './read.ts'

/** Why a form cannot be published, at the field where it is: `questions.2.options.0.label.ja`, `settings.closesAt`. */
export interface DefinitionProblem {
  path: string
  code:
    | 'empty'
    | 'too_long'
    | 'invalid'
    | 'same_label'
    | 'decider_unknown'
    | 'decider_later'
    | 'option_unknown'
    | 'min_above_max'
    | 'step_too_wide'
    | 'more_than_options'
    | 'ends_before'
    | 'not_whole'
    | 'out_of_bounds'
    | 'keyword_empty'
    | 'keyword_reserved'
  /** How long it may be, or the title of the other question. */
  about?: string
}

/** Everything that stands between a draft and its publication; the same on both sides of the wire. */
export function problemsOf({ definition, settings, rules }: FormDraft): DefinitionProblem[] {
  const checked = v.safeParse(formDefinitionSchema, definition)
  return [
    ...(checked.issues ?? []).map(problemOf),
    ...definition.questions.flatMap((question, at) => [
      ...branchProblems(definition, question, at),
      ...boundProblems(question, at),
      ...scaleProblems(question, at),
      ...('options' in question ? labelProblems(question.options, `questions.${at}.options`) : []),
      ...(question.kind === 'matrix' ? labelProblems(question.rows, `questions.${at}.rows`) : []),
      ...(question.kind === 'matrix' ? labelProblems(question.columns, `questions.${at}.columns`) : []),
    ]),
    ...settingsProblems(settings),
    ...ruleProblems(definition, rules),
  ]
}

function problemOf(issue: v.BaseIssue<unknown>): DefinitionProblem {
  const path = v.getDotPath(issue) ?? ''
  if (issue.type === 'min_length' && issue.input === '') return { path, code: 'empty' }
  if (issue.type === 'max_length') return { path, code: 'too_long', about: String(issue.requirement) }
  return { path, code: 'invalid' }
}

/** A branch looks only at what was answered before it. */
function branchProblems({ questions }: FormDefinition, { showWhen }: Question, at: number): DefinitionProblem[] {
  if (showWhen === undefined) return []
  const path = `questions.${at}.showWhen`
  return leavesOf(showWhen).flatMap(({ fact, value }): DefinitionProblem[] => {
    const place = questions.findIndex(({ key }) => `answer.${key}` === fact)
    const decider = questions[place]
    if (!decider) return [{ path, code: 'decider_unknown' }]
    if (place >= at) return [{ path, code: 'decider_later', about: decider.title.ja }]
    if (!('options' in decider) || value === undefined) return []
    const known = new Set<unknown>(decider.options.map(({ key }) => key))
    return [value].flat().every((one) => known.has(one))
      ? []
      : [{ path, code: 'option_unknown', about: decider.title.ja }]
  })
}

const bounds = [
  ['min', 'max'],
  ['lengthMin', 'lengthMax'],
  ['chosenMin', 'chosenMax'],
] as const

function boundProblems(question: Question, at: number): DefinitionProblem[] {
  const of = question as Partial<Record<(typeof bounds)[number][number], string | number>>
  return bounds.flatMap(([low, high]): DefinitionProblem[] => {
    const [min, max] = [of[low], of[high]]
    const above = typeof min === typeof max && min !== undefined && max !== undefined && min > max && max !== 'today'
    return above ? [{ path: `questions.${at}.${high}`, code: 'min_above_max' }] : []
  })
}

/** A scale of one place leaves nothing to choose, and more places than options cannot be given. */
function scaleProblems(question: Question, at: number): DefinitionProblem[] {
  if (question.kind === 'ranking' && (question.top ?? 0) > question.options.length)
    return [{ path: `questions.${at}.top`, code: 'more_than_options' }]
  if (question.kind !== 'slider' || question.min > question.max) return []
  const fits = question.step > 0 && question.min + question.step <= question.max
  return fits ? [] : [{ path: `questions.${at}.step`, code: 'step_too_wide' }]
}

/** In the chat people type what an option is called: two of one name cannot be told apart. */
function labelProblems(options: Pick<Option, 'label'>[], path: string): DefinitionProblem[] {
  return options.flatMap(({ label }, at): DefinitionProblem[] => {
    const isSame = options.slice(0, at).some((other) => label.ja !== '' && fold(other.label.ja) === fold(label.ja))
    return isSame ? [{ path: `${path}.${at}.label.ja`, code: 'same_label' }] : []
  })
}

function settingsProblems({
  keyword,
  opensAt,
  closesAt,
  capacity,
  ...settings
}: FormSettingsDraft): DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt)
    problems.push({ path: 'settings.closesAt', code: 'ends_before' })
  if (capacity !== null && (!Number.isSafeInteger(capacity) || capacity < 1))
    problems.push({ path: 'settings.capacity', code: 'not_whole' })
  const { followUpAfter, cancelUntil } = settings
  const { min, max } = followUpBounds
  if (followUpAfter !== null && !(Number.isSafeInteger(followUpAfter) && followUpAfter >= min && followUpAfter <= max))
    problems.push({ path: 'settings.followUpAfter', code: 'out_of_bounds', about: `${min}–${max}` })
  if (cancelUntil !== null && (!Number.isSafeInteger(cancelUntil) || cancelUntil < 0))
    problems.push({ path: 'settings.cancelUntil', code: 'not_whole' })
  const code = keyword === null ? undefined : keywordProblem(keyword)
  if (code) problems.push({ path: 'settings.keyword', code })
  return problems
}

/** Why a word cannot begin a form: nothing is left of it, or it steers a running survey. */
export function keywordProblem(keyword: string): 'keyword_empty' | 'keyword_reserved' | undefined {
  if (fold(keyword) === '') return 'keyword_empty'
  return commandIn(keyword) === undefined ? undefined : 'keyword_reserved'
}
