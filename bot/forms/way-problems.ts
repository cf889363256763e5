import type { FormDefinition, Question } from './contract.ts'
import { conditionProblems } from './condition-problems.ts'
import { neverHolds } from './never-holds.ts'
import { isBranched } from './page-door.ts'
import { error, warning, type DefinitionProblem } from './problem-contract.ts'

/** What is wrong with the ways through a form: where they lead, what decides about them, and who stands together. */
export function wayProblems(definition: FormDefinition): DefinitionProblem[] {
  const calculations = definition.calculations?.length ?? 0
  return [
    ...definition.questions.flatMap((question, at) => [
      ...(question.key === 'end' ? [error(`questions.${at}.key`, 'key_reserved', 'end')] : []),
      ...conditionProblems(definition, question.showWhen, `questions.${at}.showWhen`, { questions: at, calculations }),
      ...conditionProblems(definition, question.requiredWhen, `questions.${at}.requiredWhen`, {
        questions: at,
        calculations,
      }),
      ...jumpProblems(definition, question, at),
    ]),
    ...(definition.endings ?? []).flatMap(({ when }, at) =>
      conditionProblems(definition, when, `endings.${at}.when`, {
        questions: definition.questions.length,
        calculations,
      }),
    ),
    ...(definition.pages ?? []).flatMap(({ key, showWhen }, at) => {
      const first = definition.questions.findIndex(({ page }) => page === key)
      const sight = { questions: Math.max(0, first), calculations }
      return conditionProblems(definition, showWhen, `pages.${at}.showWhen`, sight)
    }),
    ...pageProblems(definition),
    ...sameKeys(definition),
    ...reservedKeys(definition),
  ]
}

function jumpProblems(definition: FormDefinition, { jumps = [] }: Question, at: number): DefinitionProblem[] {
  const calculations = definition.calculations?.length ?? 0
  return jumps.flatMap(({ when, to }, index) => {
    const path = `questions.${at}.jumps.${index}`
    const place = definition.questions.findIndex(({ key }) => key === to)
    const target: DefinitionProblem[] =
      to === 'end' || place > at
        ? []
        : [place < 0 ? error(`${path}.to`, 'jump_unknown', to) : backwards(definition, `${path}.to`, place)]
    // It is taken after the answer, so it may look at that one, too.
    return [...target, ...conditionProblems(definition, when, `${path}.when`, { questions: at + 1, calculations })]
  })
}

const backwards = ({ questions }: FormDefinition, path: string, place: number) =>
  error(path, 'jump_back', questions[place]!.title.ja)

function pageProblems({ questions, pages = [] }: FormDefinition): DefinitionProblem[] {
  const known = new Set(pages.map(({ key }) => key))
  const left = new Set<string>()
  return questions.flatMap(({ page }, at): DefinitionProblem[] => {
    const before = questions[at - 1]?.page
    if (before !== undefined && before !== page) left.add(before)
    if (page === undefined) return []
    if (!known.has(page)) return [error(`questions.${at}.page`, 'page_unknown', page)]
    return left.has(page) ? [error(`questions.${at}.page`, 'page_apart')] : []
  })
}

function sameKeys(definition: FormDefinition): DefinitionProblem[] {
  return (['pages', 'endings', 'calculations', 'hidden'] as const).flatMap((list) => {
    const keys = (definition[list] ?? []).map(({ key }) => key)
    return keys.flatMap((key, at) => (keys.indexOf(key) < at ? [error(`${list}.${at}.key`, 'same_key')] : []))
  })
}

/** What stands in addresses for us, or for LINE, can say nothing of who comes. */
const ours = new Set(['question', 'from', 'change', 'code', 'state', 'error', 'error_description'])

const reservedKeys = ({ hidden = [] }: FormDefinition) =>
  hidden.flatMap(({ key }, at) => (ours.has(key) ? [error(`hidden.${at}.key`, 'key_reserved', key)] : []))

/** What nobody ever gets to, and conditions that no answer fulfils. */
export function wayWarnings(definition: FormDefinition): DefinitionProblem[] {
  const { questions, endings = [], pages = [] } = definition
  const { reached, fewest } = reach(definition)
  return [
    ...questions.flatMap(({ showWhen, jumps = [] }, at) => [
      ...(reached.has(at) ? [] : [warning(`questions.${at}`, 'unreachable')]),
      ...(showWhen && neverHolds(definition, showWhen) ? [warning(`questions.${at}.showWhen`, 'never_shown')] : []),
      ...jumps.flatMap(({ when }, index) =>
        when && neverHolds(definition, when) ? [warning(`questions.${at}.jumps.${index}.when`, 'never_holds')] : [],
      ),
    ]),
    ...endings.flatMap(({ when }, at) =>
      neverHolds(definition, when) ? [warning(`endings.${at}.when`, 'never_holds')] : [],
    ),
    ...pages.flatMap(({ key, showWhen }, at) => [
      ...(questions.some(({ page }) => page === key) ? [] : [warning(`pages.${at}`, 'page_empty')]),
      ...(showWhen && neverHolds(definition, showWhen) ? [warning(`pages.${at}.showWhen`, 'never_holds')] : []),
    ]),
    ...(fewest === 0 ? [warning('questions', 'way_empty')] : []),
  ]
}

/** The places that some way leads to, whatever conditions say; and how few questions a way can have. */
function reach(definition: FormDefinition): { reached: Set<number>; fewest: number } {
  const { questions } = definition
  const fewest = new Map([[0, 0]])
  const lead = (to: number, asked: number) => fewest.set(to, Math.min(asked, fewest.get(to) ?? Infinity))
  for (const [at, question] of questions.entries()) {
    const { kind, jumps = [] } = question
    const before = fewest.get(at)
    if (before === undefined) continue
    const after = before + (kind === 'statement' ? 0 : 1)
    if (isBranched(definition, question)) lead(at + 1, before)
    for (const { to } of jumps) lead(to === 'end' ? questions.length : placeAfter(questions, to, at), after)
    if (jumps.every(({ when }) => when !== undefined)) lead(at + 1, after)
  }
  return { reached: new Set(fewest.keys()), fewest: fewest.get(questions.length) ?? 0 }
}

/** A jump that leads nowhere is none. */
function placeAfter(questions: Question[], to: string, at: number): number {
  const place = questions.findIndex(({ key }) => key === to)
  return place > at ? place : at + 1
}
