import type { Condition, Leaf } from '../conditions/contract.ts'
import { isOperand, leavesOf } from '../conditions/leaves.ts'
import { operandProblems } from './comparison-problems.ts'
import type { FormDefinition, Question } from './contract.ts'
import { conditionsIn, numbersIn } from './formula-parts.ts'
import { cellsIn } from './kinds/matrix.ts'
import { otherKey } from './kinds/other.ts'
import { leafFits } from './leaf-fit.ts'
import { error, type DefinitionProblem } from './problem-contract.ts'
import { factsIn } from './progress.ts'

/** What may be looked at: the questions before this place, and the calculations before that one. */
export interface Sight {
  questions: number
  calculations: number
}

/** A condition looks only at what is known where it stands, and at options that there are. */
export function conditionProblems(
  definition: FormDefinition,
  condition: Condition | undefined,
  path: string,
  sight: Sight,
): DefinitionProblem[] {
  if (condition === undefined) return []
  return leavesOf(condition).flatMap((leaf) => {
    const problem = factProblem(definition, leaf.fact, path, sight)
    return problem ? [problem] : valueProblems(definition, leaf, path, sight)
  })
}

/** What stands on the right side: something, an option that there is, or a fact of the same sort. */
function valueProblems(definition: FormDefinition, leaf: Leaf, path: string, sight: Sight): DefinitionProblem[] {
  const { is, value } = leaf
  if (isOperand(value)) {
    const problem = factProblem(definition, value.fact, path, sight)
    return problem ? [problem] : operandProblems(definition, leaf, value, path)
  }
  const isAlone = is === 'answered' || is === 'unanswered'
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty && !isAlone ? [error(path, 'value_missing')] : leafProblem(definition, leaf, value, path)
}

/** A formula needs numbers, and its conditions what conditions need. */
export function formulaProblems(definition: FormDefinition): DefinitionProblem[] {
  return (definition.calculations ?? []).flatMap(({ formula, unread }, at) => {
    const path = `calculations.${at}.formula`
    // What was typed is meant, not the formula that stood there before it.
    if (unread !== undefined) return [error(path, 'formula_unread')]
    const sight = { questions: definition.questions.length, calculations: at }
    const unknown = [
      ...numbersIn(formula).flatMap((fact): DefinitionProblem[] => {
        const problem = factProblem(definition, fact, path, sight)
        return problem ? [problem] : []
      }),
      ...conditionsIn(formula).flatMap((when) => conditionProblems(definition, when, path, sight)),
    ]
    return unknown.length > 0 ? unknown : numbersIn(formula).flatMap((fact) => unfit(definition, fact, path))
  })
}

/** Kinds that are answered by a number. */
const numberKinds: ReadonlySet<Question['kind']> = new Set(['number', 'rating', 'nps', 'slider', 'money', 'order'])

function unfit({ questions }: FormDefinition, fact: string, path: string): DefinitionProblem[] {
  const [from, key] = fact.split('.')
  const question = questions.find((one) => one.key === key)
  if (!question || from === 'hidden' || from === 'value' || numberKinds.has(question.kind)) return []
  if (from === 'age' && question.kind === 'birthday') return []
  return from === 'score' && ('options' in question || 'columns' in question || question.kind === 'yes_no')
    ? []
    : [error(path, 'fact_unfit', question.title.ja)]
}

/** What is known of an answer. */
const factKinds: ReadonlySet<string> = new Set(['answer', 'score', 'age', 'first', 'item'])

const answerable = ({ kind }: Question) => kind !== 'statement'

/** Why a fact cannot be looked at from there; undefined: it can. */
export function factProblem(
  definition: FormDefinition,
  fact: string,
  path: string,
  sight: Sight,
): DefinitionProblem | undefined {
  const [from, key = ''] = fact.split('.')
  if (from === 'hidden') return isHidden(definition, key) ? undefined : error(path, 'fact_unknown', key)
  if (from === 'value') return valueProblem(definition, key, path, sight)
  if (from === undefined || !factKinds.has(from)) return error(path, 'fact_unknown', fact)
  const place = definition.questions.findIndex((question) => question.key === key)
  const question = definition.questions[place]
  if (!question || !answerable(question) || (from === 'first' && question.kind !== 'ranking'))
    return error(path, 'decider_unknown', key)
  if (from === 'item' && !hasItem(question, fact)) return error(path, 'option_unknown', question.title.ja)
  return place < sight.questions ? undefined : error(path, 'decider_later', question.title.ja)
}

const isHidden = ({ hidden = [] }: FormDefinition, key: string) => hidden.some((one) => one.key === key)

/** Whether an order has the thing that a fact counts (`item.<question>.<item>`). */
const hasItem = (question: Question, fact: string) =>
  question.kind === 'order' && question.options.some(({ key }) => fact === `item.${question.key}.${key}`)

/** A calculation that needs an answer from further on would be unknown; a score only grows, and may be looked at any time. */
function valueProblem(
  definition: FormDefinition,
  key: string,
  path: string,
  { questions, calculations }: Sight,
): DefinitionProblem | undefined {
  const all = definition.calculations ?? []
  const place = all.findIndex((one) => one.key === key)
  const calculation = all[place]
  if (!calculation) return error(path, 'fact_unknown', key)
  if (place >= calculations) return error(path, 'value_later', calculation.title.ja)
  for (const fact of factsIn(calculation.formula)) {
    if (fact.startsWith('score.')) continue
    const problem = factProblem(definition, fact, path, { questions, calculations: place })
    if (problem?.code === 'decider_later') return problem
  }
  return undefined
}

/** A condition that compares what cannot be compared never holds: a number with a text, an age with what is no birthday. */
function leafProblem(
  definition: FormDefinition,
  leaf: Leaf,
  value: string | number | string[] | undefined,
  path: string,
): DefinitionProblem[] {
  const { fact } = leaf
  if (fact.startsWith('age.') || fact.startsWith('score.')) return unfit(definition, fact, path)
  const question = definition.questions.find(({ key }) => fact === `answer.${key}`)
  if (question && !leafFits(question, leaf)) return [error(path, 'value_unfit', question.title.ja)]
  return optionProblem(definition, fact, value, path)
}

/** A condition that looks at an option which is gone never holds. */
function optionProblem(
  { questions }: FormDefinition,
  fact: string,
  value: string | number | string[] | undefined,
  path: string,
): DefinitionProblem[] {
  const decider = questions.find(({ key }) => fact === `answer.${key}` || fact === `first.${key}`)
  const known = decider && choosable(decider)
  if (!known || value === undefined) return []
  return [value].flat().every((one) => known.includes(String(one)))
    ? []
    : [error(path, 'option_unknown', decider.title.ja)]
}

/** What conditions may name of a question with options: their keys, of a matrix its cells (`row.column`). */
function choosable(question: Question): string[] | undefined {
  if (question.kind === 'matrix') return cellsIn(question)
  if (question.kind === 'order') return undefined
  if (!('options' in question)) return undefined
  const keys = question.options.map(({ key }) => key)
  return 'other' in question && question.other ? [...keys, otherKey] : keys
}
