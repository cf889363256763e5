import type { Leaf } from '../../../bot/conditions/contract.ts'
import type { FormDefinition, Option, Question } from '../../../bot/forms/contract.ts'
import { sortOf, type Sort } from '../../../bot/forms/kinds/compared.ts'
import { cellOf } from '../../../bot/forms/kinds/matrix.ts'
import { hasPrices } from '../../../bot/forms/kinds/order-sums.ts'
import { optionsWithOther } from '../../../bot/forms/kinds/other.ts'
import { say, type Texts } from '../language.ts'

/** What kind of thing a condition compares, which says by which words and with which field. */
type FactType = Sort | 'one' | 'several' | 'text' | 'given'

/** Something that a condition can ask about. */
export interface FactOffer {
  fact: string
  label: string
  type: FactType
  /** Where the value is one of these. */
  values: { value: string; label: string }[]
}

const yes = { ja: 'はい', en: 'Yes' }
const no = { ja: 'いいえ', en: 'No' }

function typeOf({ kind }: Question): FactType {
  const sort = sortOf(kind)
  if (sort) return sort
  switch (kind) {
    case 'single_choice':
    case 'dropdown':
    case 'yes_no':
      return 'one'
    case 'multiple_choice':
    case 'matrix':
    case 'ranking':
      return 'several'
    case 'short_text':
    case 'long_text':
    case 'email':
    case 'phone':
    case 'address':
    case 'member_id':
      return 'text'
    default:
      return 'given'
  }
}

/** What there is to choose. */
export function valuesOf(question: Question): FactOffer['values'] {
  if (question.kind === 'single_choice' || question.kind === 'multiple_choice')
    return optionsWithOther(question).map(({ key, label }) => ({ value: key, label: say(label) }))
  if (question.kind === 'order') return []
  if ('options' in question) return question.options.map(({ key, label }) => ({ value: key, label: say(label) }))
  if (question.kind === 'matrix')
    return question.rows.flatMap((row) =>
      question.columns.map((column) => ({
        value: cellOf(row.key, column.key),
        label: say({
          ja: `${row.label.ja}：${column.label.ja}`,
          en: `${row.label.en ?? row.label.ja}: ${column.label.en ?? column.label.ja}`,
        }),
      })),
    )
  if (question.kind !== 'yes_no') return []
  return [
    { value: 'yes', label: say(question.yesLabel ?? yes) },
    { value: 'no', label: say(question.noLabel ?? no) },
  ]
}

/** Whether options of a question, or the columns of a matrix, count points, or things to order cost something. */
export function hasScores(question: Question): boolean {
  if (question.kind === 'order') return hasPrices(question)
  if (question.kind === 'yes_no') return question.yesScore !== undefined || question.noScore !== undefined
  const options: Option[] = 'options' in question ? question.options : 'columns' in question ? question.columns : []
  return options.some(({ score }) => score !== undefined)
}

/** Everything that is known before a question is asked; at the end of the form (`null`) everything there is. */
export function factsBefore(definition: FormDefinition, questionKey: string | null, itself = false): FactOffer[] {
  const { questions, hidden = [], calculations = [] } = definition
  const at = questionKey === null ? -1 : questions.findIndex(({ key }) => key === questionKey)
  const earlier = at < 0 ? questions : questions.slice(0, itself ? at + 1 : at)
  const asked = earlier.filter(({ kind }) => kind !== 'statement')
  const number = (question: Question) => questions.indexOf(question) + 1
  /** What is known of an answer: 3. 生年月日 の年齢（歳）, 3. Birthday: age. */
  const of = (question: Question, what: Texts) => {
    const { ja, en = ja } = question.title
    return say({
      ja: `${number(question)}. ${ja} ${what.ja}`,
      en: `${number(question)}. ${en}: ${what.en ?? what.ja}`,
    })
  }
  return [
    ...asked.map((question) => ({
      fact: `answer.${question.key}`,
      label: `${number(question)}. ${say(question.title)}${question.kind === 'order' ? say({ ja: '（全部の数）', en: ' (all of it)' }) : ''}`,
      type: typeOf(question),
      values: valuesOf(question),
    })),
    ...asked
      .filter(({ kind }) => kind === 'ranking')
      .map((question) => ({
        fact: `first.${question.key}`,
        label: of(question, { ja: 'の1位', en: 'first place' }),
        type: 'one' as const,
        values: valuesOf(question),
      })),
    ...asked
      .filter(({ kind }) => kind === 'birthday')
      .map((question) => ({
        fact: `age.${question.key}`,
        label: of(question, { ja: 'の年齢（歳）', en: 'age' }),
        type: 'number' as const,
        values: [],
      })),
    ...asked.flatMap((question) =>
      question.kind !== 'order'
        ? []
        : question.options.map(({ key, label }) => ({
            fact: `item.${question.key}.${key}`,
            label: of(question, { ja: `の「${label.ja}」の数`, en: `how many “${label.en ?? label.ja}”` }),
            type: 'number' as const,
            values: [],
          })),
    ),
    ...asked.filter(hasScores).map((question) => ({
      fact: `score.${question.key}`,
      label:
        question.kind === 'order'
          ? of(question, { ja: 'の合計金額（円）', en: 'yen' })
          : of(question, { ja: 'の点数', en: 'points' }),
      type: 'number' as const,
      values: [],
    })),
    ...calculations.map(({ key, title }) => ({
      ...{ fact: `value.${key}`, label: say({ ja: `計算：${title.ja}`, en: `Calculated: ${title.en ?? title.ja}` }) },
      ...{ type: 'number' as const, values: [] },
    })),
    ...hidden.map(({ key, title }) => ({
      ...{ fact: `hidden.${key}`, label: say({ ja: `リンク：${title.ja}`, en: `Link: ${title.en ?? title.ja}` }) },
      ...{ type: 'text' as const, values: [] },
    })),
  ]
}

/** A way to compare: words around the value; `two` operators can be one in words, such as "is any of". */
export interface Comparison {
  is: Leaf['is']
  words: Texts
  /** What stands in the field: nothing, one value or several. */
  takes: 'nothing' | 'value' | 'values'
}

/** The way in which a leaf compares; one that was written when a single option could be chosen asks for one of several now. */
export function comparisonOf({ is }: Leaf, { type }: FactOffer): Comparison | undefined {
  const now =
    type === 'several' ? ({ equals: 'contains', not_equals: 'lacks' } as Record<string, string>)[is] : undefined
  return comparisons[type].find((one) => one.is === (now ?? is))
}

/** What else is of the same sort, so that one can be compared with the other. */
export function comparableWith({ fact, type }: FactOffer, facts: FactOffer[]): FactOffer[] {
  const isSized = type === 'number' || type === 'day' || type === 'clock' || type === 'moment'
  return isSized ? facts.filter((one) => one.type === type && one.fact !== fact) : []
}

const given: Comparison[] = [
  { is: 'answered', words: { ja: 'に答えがある', en: 'is answered' }, takes: 'nothing' },
  { is: 'unanswered', words: { ja: 'に答えがない', en: 'is not answered' }, takes: 'nothing' },
]
const another: Comparison = { is: 'not_equals', words: { ja: 'とちがう', en: 'is not' }, takes: 'value' }
const sized: Comparison[] = [
  { is: 'at_least', words: { ja: '以上', en: 'at least' }, takes: 'value' },
  { is: 'at_most', words: { ja: '以下', en: 'at most' }, takes: 'value' },
  { is: 'more_than', words: { ja: 'より大きい', en: 'more than' }, takes: 'value' },
  { is: 'less_than', words: { ja: '未満', en: 'less than' }, takes: 'value' },
  { is: 'equals', words: { ja: 'ちょうど', en: 'exactly' }, takes: 'value' },
  another,
]
const timed = (from: Texts, until: Texts): Comparison[] => [
  { is: 'at_least', words: from, takes: 'value' },
  { is: 'at_most', words: until, takes: 'value' },
  { is: 'more_than', words: { ja: 'より後', en: 'after' }, takes: 'value' },
  { is: 'less_than', words: { ja: 'より前', en: 'before' }, takes: 'value' },
  { is: 'equals', words: { ja: 'と同じ', en: 'is' }, takes: 'value' },
  another,
]
const byClock = timed({ ja: '以後', en: 'at or after' }, { ja: '以前', en: 'at or before' })
export const comparisons: Record<FactType, Comparison[]> = {
  one: [
    { is: 'equals', words: { ja: 'が次と同じ', en: 'is' }, takes: 'value' },
    { is: 'not_equals', words: { ja: 'が次とちがう', en: 'is not' }, takes: 'value' },
    { is: 'one_of', words: { ja: 'が次のどれか', en: 'is any of' }, takes: 'values' },
    ...given,
  ],
  several: [
    { is: 'contains', words: { ja: 'に次がふくまれる', en: 'includes' }, takes: 'value' },
    { is: 'lacks', words: { ja: 'に次がふくまれない', en: 'does not include' }, takes: 'value' },
    { is: 'one_of', words: { ja: 'に次のどれかがふくまれる', en: 'includes any of' }, takes: 'values' },
    ...given,
  ],
  number: [...sized, ...given],
  day: [...timed({ ja: '以後', en: 'on or after' }, { ja: '以前', en: 'on or before' }), ...given],
  clock: [...byClock, ...given],
  moment: [...byClock, ...given],
  text: [
    { is: 'equals', words: { ja: 'が次と同じ', en: 'is' }, takes: 'value' },
    { is: 'contains', words: { ja: 'に次の文字がある', en: 'contains' }, takes: 'value' },
    ...given,
  ],
  given,
}
