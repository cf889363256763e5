import type { Leaf } from '../conditions/contract.ts'
import type { Option, Question } from './contract.ts'
import type { FormDraft } from './edit-contract.ts'
import { cellOf } from './kinds/matrix.ts'
import { mapParts } from './map-parts.ts'

/** The lists of a question whose parts have keys. */
export type OptionList = 'options' | 'rows' | 'columns'

/**
 * The same form with another key for an option, a row or a column, in its question and in every condition on it. Only for those
 * that were never published, because answers name them.
 */
export function renameOption(
  draft: FormDraft,
  { question: asked, list, from, to }: { question: string; list: OptionList; from: string; to: string },
): FormDraft {
  const question = draft.definition.questions.find(({ key }) => key === asked)
  const names = question ? namesIn(question, list, from, to) : new Map<string, string>()
  const valued = (value: Leaf['value']) =>
    Array.isArray(value)
      ? value.map((one) => names.get(one) ?? one)
      : typeof value === 'string'
        ? (names.get(value) ?? value)
        : value
  const looksAtIt = (part: object | string): part is Leaf =>
    typeof part === 'object' &&
    'fact' in part &&
    'is' in part &&
    /^(answer|first)\./.test(String(part.fact)) &&
    String(part.fact).split('.')[1] === asked
  const { definition, ...rest } = mapParts(draft, (part) => {
    // Of a thing to order it is counted how many.
    if (list === 'options' && part === `item.${asked}.${from}`) return `item.${asked}.${to}`
    return looksAtIt(part) && part.value !== undefined ? { ...part, value: valued(part.value) } : undefined
  })
  const renamed = (one: Question): Question =>
    ({
      ...one,
      [list]: optionsIn(one, list).map((option) => (option.key === from ? { ...option, key: to } : option)),
    }) as Question
  const questions = definition.questions.map((one) => (one.key === asked ? renamed(one) : one))
  return { ...rest, definition: { ...definition, questions } }
}

const optionsIn = (question: Question, list: OptionList): Pick<Option, 'key'>[] =>
  (question as Partial<Record<OptionList, Option[]>>)[list] ?? []

/** What conditions call it before and after: an option by its key, a row and a column by all their cells. */
function namesIn(question: Question, list: OptionList, from: string, to: string): Map<string, string> {
  if (list === 'options') return new Map([[from, to]])
  const others = optionsIn(question, list === 'rows' ? 'columns' : 'rows').map(({ key }) => key)
  const cell = (own: string, other: string) => (list === 'rows' ? cellOf(own, other) : cellOf(other, own))
  return new Map(others.map((other) => [cell(from, other), cell(to, other)]))
}
