import type { FormDefinition, Question } from './contract.ts'

/**
 * How an answer is made into what is counted (`count-answers.ts` says it in SQL).
 * - `none`: only that there is one; `files`: and how many files
 * - `slot`: when it begins and what it is called, so that it can be told when it is gone
 * - `text`: the option's key; `each`: every option's; `whole`: a number as it is; `rounded`: to three digits
 * - `places`: every option's key, with its place; `first`: the one in the first place; `cells`: `row.column`
 * - `amounts`: each thing of an order, with how many; `yen`: with what these cost by the prices of the version
 * - `month`, `weekday`, `hour`: of a day or a moment; `birth_month`, `decade`: of a birthday
 */
export type How =
  | 'none'
  | 'files'
  | 'slot'
  | 'text'
  | 'each'
  | 'places'
  | 'cells'
  | 'first'
  | 'whole'
  | 'rounded'
  | 'month'
  | 'weekday'
  | 'hour'
  | 'birth_month'
  | 'decade'
  | 'amounts'
  | 'yen'

/** What is counted of a question's answers, and how; that it was answered comes first. */
export function factsOf(question: Question): [fact: string, how: How, prices?: Record<string, number>][] {
  switch (question.kind) {
    case 'single_choice':
    case 'dropdown':
    case 'yes_no':
    case 'consent':
      return [answered, ['value', 'text']]
    case 'slot':
      return [answered, ['value', 'slot']]
    case 'multiple_choice':
      return [answered, ['value', 'each']]
    case 'matrix':
      return [answered, ['value', question.several ? 'each' : 'cells']]
    case 'ranking':
      return [answered, ['value', 'places'], ['first', 'first']]
    case 'order': {
      const prices = question.options.flatMap(({ key, price }) => (price === undefined ? [] : [[key, price] as const]))
      const yen = ['yen', 'yen', Object.fromEntries(prices)] as [string, How, Record<string, number>]
      return [answered, ['value', 'amounts'], ...(prices.length > 0 ? [yen] : [])]
    }
    case 'rating':
    case 'nps':
      return [answered, ['value', 'whole']]
    case 'number':
    case 'slider':
    case 'money':
      return [answered, ['value', 'rounded']]
    case 'date':
      return [answered, ['month', 'month'], ['weekday', 'weekday']]
    case 'time':
      return [answered, ['hour', 'hour']]
    case 'date_time':
      return [answered, ['month', 'month'], ['weekday', 'weekday'], ['hour', 'hour']]
    case 'birthday':
      return [answered, ['month', 'birth_month'], ['decade', 'decade']]
    case 'file':
      return [['answered', 'files']]
    default:
      return [answered]
  }
}

const answered: [string, How] = ['answered', 'none']

const known = new WeakMap<FormDefinition, string>()

/** All facts of a form version as JSON, `[question key, fact, how, prices?]`; made once, because a definition never changes. */
export function factsJson(definition: FormDefinition): string {
  const kept = known.get(definition)
  if (kept !== undefined) return kept
  const facts = definition.questions.flatMap((question) => factsOf(question).map((fact) => [question.key, ...fact]))
  const json = JSON.stringify(facts)
  known.set(definition, json)
  return json
}
