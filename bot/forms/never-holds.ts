import type { Condition, Fact } from '../conditions/contract.ts'
import { evaluate } from '../conditions/evaluate.ts'
import { factsNamed } from '../conditions/leaves.ts'
import type { FormDefinition, Question, QuestionOf } from './contract.ts'
import { cellOf, cellsIn } from './kinds/matrix.ts'
import { sliderSteps, sliderValue } from './kinds/slider.ts'
import { placesOf } from './kinds/places.ts'
import { optionsWithOther } from './kinds/other.ts'

/** More possibilities than this are not gone through. */
const triedMax = 4096

/**
 * Whether no answers fulfil a condition. Only conditions over questions with few possible answers can be known not to hold:
 * all their answers are tried.
 */
export function neverHolds(definition: FormDefinition, condition: Condition): boolean {
  const facts = [...new Set(factsNamed(condition))]
  const possible = facts.map((fact) => possibleFacts(definition, fact))
  if (possible.some((all) => all === undefined)) return false
  const count = possible.reduce((product, all) => product * all!.length, 1)
  if (count > triedMax) return false
  return Array.from({ length: count }, (_, index) => index).every((index) => {
    let left = index
    const chosen = new Map<string, Fact>()
    for (const [at, fact] of facts.entries()) {
      const all = possible[at]!
      chosen.set(fact, all[left % all.length])
      left = Math.floor(left / all.length)
    }
    return !evaluate(condition, (path) => chosen.get(path))
  })
}

/** Everything that an answer can be, and that there is none; undefined where nobody can list it. */
function possibleFacts({ questions }: FormDefinition, fact: string): Fact[] | undefined {
  const question = questions.find(({ key }) => fact === `answer.${key}` || fact === `first.${key}`)
  const all = question && (fact.startsWith('first.') ? possibleFirst(question) : possibleAnswers(question))
  return all && [...all, null]
}

const possibleFirst = (question: Question) =>
  question.kind === 'ranking' ? question.options.map(({ key }) => key) : undefined

function possibleAnswers(question: Question): Fact[] | undefined {
  switch (question.kind) {
    case 'single_choice':
      return optionsWithOther(question).map(({ key }) => key)
    case 'dropdown':
      return question.options.map(({ key }) => key)
    case 'multiple_choice':
      return question.options.length > 8 ? undefined : subsets(optionsWithOther(question).map(({ key }) => key))
    // Who comes first is a fact of its own.
    case 'ranking':
      return subsets(question.options.map(({ key }) => key)).filter(({ length }) => length === placesOf(question))
    case 'matrix':
      return cells(question)
    case 'slider': {
      const steps = sliderSteps(question)
      return steps < triedMax ? Array.from({ length: steps + 1 }, (_, at) => sliderValue(question, at)) : undefined
    }
    case 'yes_no':
      return ['yes', 'no']
    case 'consent':
      return ['agreed']
    case 'rating':
      return Array.from({ length: question.max }, (_, index) => index + 1)
    case 'nps':
      return Array.from({ length: 11 }, (_, index) => index)
    default:
      return undefined
  }
}

/** Every way to fill a matrix in, rows that may stay open included. */
function cells({ rows, columns, required, several }: QuestionOf<'matrix'>): Fact[] | undefined {
  if (several) return rows.length * columns.length > 8 ? undefined : subsets(cellsIn({ rows, columns }))
  const perRow = columns.length + (required ? 0 : 1)
  if (perRow ** rows.length > triedMax) return undefined
  return rows.reduce<string[][]>(
    (all, row) =>
      all.flatMap((one) => [
        ...columns.map((column) => [...one, cellOf(row.key, column.key)]),
        ...(required ? [] : [one]),
      ]),
    [[]],
  )
}

const subsets = (keys: string[]): string[][] =>
  keys.reduce<string[][]>((all, key) => [...all, ...all.map((one) => [...one, key])], [[]])
