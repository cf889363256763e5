import type { Fact } from '../conditions/contract.ts'
import { answerFact } from './answer-fact.ts'
import { calculate, rounded } from './calculate.ts'
import type { Answers, AnswerValue, Begun, FormDefinition, Option } from './contract.ts'
import { amountOf, yenIn } from './kinds/order-sums.ts'
import { under } from './under.ts'

/**
 * Reads what conditions and formulas ask about: `answer.<question>`, `hidden.<key>`, `score.<question>`,
 * `age.<question>`, `first.<ranking>`, `item.<order>.<item>`, `value.<calculation>`. What nobody knows is undefined. The answers are those that count (`countingAnswers`).
 */
export const factAt =
  (definition: FormDefinition, answers: Answers, begun: Begun = {}) =>
  (path: string): Fact => {
    const [kind, key = '', item = ''] = path.split('.')
    switch (kind) {
      case 'item':
        return amountOf(under(answers, key), item)
      case 'answer':
        return answerFact(definition, answers, key)
      case 'first': {
        const chosen = answerFact(definition, answers, key)
        return Array.isArray(chosen) ? chosen[0] : undefined
      }
      case 'hidden':
        return under(begun.hidden, key)
      case 'score':
        return scoreOf(definition, key, under(answers, key))
      case 'age':
        return ageOn(begun.day, answerFact(definition, answers, key))
      case 'value':
        return under(calculateAll(definition, answers, begun), key)
      default:
        return undefined
    }
  }

/** Calculations by their key; null where a number cannot be had. */
export type Calculated = Record<string, number | null>

/**
 * The numbers that follow from answers, in the order in which they are defined: each sees those before it. The answers are
 * those that count (`countingAnswers`).
 */
export function calculateAll(definition: FormDefinition, answers: Answers, begun: Begun = {}): Calculated {
  const calculated: Calculated = {}
  const given = factAt(definition, answers, begun)
  // Each is worked out once, however often those after it name it.
  const fact = (path: string): Fact => (path.startsWith('value.') ? under(calculated, path.slice(6)) : given(path))
  for (const { key, formula, digits, blank } of definition.calculations ?? []) {
    const number = calculate(formula, fact, blank)
    calculated[key] = number === null ? null : rounded(number, digits)
  }
  return calculated
}

/** Years that somebody has lived on a day; a birthday counts from its morning on. Nobody's is known before both are. */
function ageOn(day: string | undefined, birthday: Fact): Fact {
  if (day === undefined || typeof birthday !== 'string' || birthday === '') return undefined
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4))
  return day.slice(5) < birthday.slice(5) ? years - 1 : years
}

/** What the chosen options count together, or the number that was given; nothing counts 0. */
function scoreOf({ questions }: FormDefinition, key: string, given: AnswerValue | null | undefined): Fact {
  if (typeof given === 'number') return given
  const question = questions.find((one) => one.key === key)
  if (!question) return undefined
  if (given === null || given === undefined) return 0
  // Each row of a matrix counts the column that was chosen in it, or all of them where it takes several (`row.column`).
  if (question.kind === 'matrix')
    return (Array.isArray(given) ? given.map(columnOf) : Object.values(given)).reduce(
      (sum, chosen) => sum + pointsOf(question.columns, new Set([chosen])),
      0,
    )
  if (question.kind === 'order') return yenIn(question, given)
  if (question.kind === 'yes_no') return (given === 'yes' ? question.yesScore : question.noScore) ?? 0
  if (!('options' in question)) return 0
  return pointsOf(question.options, new Set<unknown>(Array.isArray(given) ? given : [given]))
}

const columnOf = (cell: string): string => cell.slice(cell.indexOf('.') + 1)

const pointsOf = (options: Option[], chosen: ReadonlySet<unknown>): number =>
  options.reduce((sum, { key, score = 0 }) => (chosen.has(key) ? sum + score : sum), 0)
