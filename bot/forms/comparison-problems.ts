import type { Leaf, Operand } from '../conditions/contract.ts'
import type { FormDefinition, Question, Texts } from './contract.ts'
import { canBeCompared, sortOf, type Sort } from './kinds/compared.ts'
import { error, type DefinitionProblem } from './problem-contract.ts'

const comparing: ReadonlySet<Leaf['is']> = new Set([
  ...(['equals', 'not_equals', 'at_least', 'at_most', 'more_than', 'less_than'] as const),
])

/** Two facts are compared only when they are of one sort: days with days, numbers with numbers. */
export function operandProblems(
  definition: FormDefinition,
  { fact, is }: Leaf,
  other: Operand,
  path: string,
): DefinitionProblem[] {
  const sort = factSort(definition, fact)
  const fits = comparing.has(is) && sort !== undefined && sort === factSort(definition, other.fact)
  return fits ? [] : [error(path, 'other_unfit', titleOf(definition, other.fact))]
}

function factSort({ questions }: FormDefinition, fact: string): Sort | undefined {
  const [from = '', key] = fact.split('.')
  if (['value', 'score', 'age', 'item'].includes(from)) return 'number'
  const question = from === 'answer' ? questions.find((one) => one.key === key) : undefined
  return question && sortOf(question.kind)
}

function titleOf({ questions, calculations = [], hidden = [] }: FormDefinition, fact: string): string {
  const [from, key] = fact.split('.')
  const list: { key: string; title: Texts }[] = from === 'value' ? calculations : from === 'hidden' ? hidden : questions
  return list.find((one) => one.key === key)?.title.ja ?? fact
}

/** An answer has to stand only to one of the same sort that is known before it. */
export function comparedProblems({ questions }: FormDefinition, question: Question, at: number): DefinitionProblem[] {
  if (!('compared' in question)) return []
  return (question.compared ?? []).flatMap(({ than }, index) => {
    const path = `questions.${at}.compared.${index}.than`
    const place = questions.findIndex(({ key }) => key === than)
    const other = questions[place]
    if (!other) return [error(path, 'other_gone')]
    if (!canBeCompared(question, other)) return [error(path, 'other_unfit', other.title.ja)]
    return place < at ? [] : [error(path, 'other_later', other.title.ja)]
  })
}
