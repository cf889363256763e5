import { slotText } from '../slots/slot-text.ts'
import { binsOf } from './bins.ts'
import type { Option, Question, QuestionOf, Texts } from './contract.ts'
import { hasPrices } from './kinds/order-sums.ts'
import { otherKey, otherLabel } from './kinds/other.ts'
import { placesOf } from './kinds/places.ts'
import { quantile, type Weighted } from './quantile.ts'
import type { Chart, Choice } from './summary-contract.ts'
import type { Tally } from './tally.ts'

/** A question with what earlier versions of the form offered under the same key. */
export interface AskedQuestion {
  question: Question
  /** Only in versions before the present one. */
  old: boolean
  /** Answers name a person, in whichever version. */
  personal: boolean
  /** Options that are not offered any more, with their last labels. */
  goneOptions: Option[]
  /** The question as earlier versions asked it, the newest first. */
  earlier: Question[]
}

/** Kinds whose answers are never put side by side: each is somebody's own. */
const ownKinds: ReadonlySet<Question['kind']> = new Set([
  'name',
  'email',
  'phone',
  'address',
  'member_id',
  'signature',
  'statement',
])

/**
 * What the answers to a question look like.
 * @param masked what was answered is not this reader's business, so that only how many did is told
 */
export function chartOf(asked: AskedQuestion, tally: Tally, masked: boolean): Chart {
  const { question, goneOptions } = asked
  const { key } = question
  if (ownKinds.has(question.kind) || masked) return { type: 'count' }
  switch (question.kind) {
    case 'single_choice':
    case 'dropdown':
    case 'multiple_choice':
      return {
        type: 'choices',
        several: question.kind === 'multiple_choice',
        choices: choicesOf(withOther(question), goneOptions, tally.values(key, 'value')),
      }
    case 'yes_no': {
      const { yesLabel = { ja: 'はい', en: 'Yes' }, noLabel = { ja: 'いいえ', en: 'No' } } = question
      const options = [
        { key: 'yes', label: yesLabel },
        { key: 'no', label: noLabel },
      ]
      return { type: 'choices', several: false, choices: choicesOf(options, [], tally.values(key, 'value')) }
    }
    case 'slot':
      return { type: 'choices', several: false, choices: slotChoices(tally.values(key, 'value')) }
    case 'consent': {
      const agreed = tally.count(['finished'], key, 'answered')
      const declined = tally.count(['finished'], key, 'skipped')
      return {
        type: 'choices',
        several: false,
        choices: [choice('agreed', consentWords.agreed, agreed), choice('declined', consentWords.declined, declined)],
      }
    }
    case 'ranking':
      return rankingChart(asked, tally)
    case 'matrix':
      return matrixChart(asked, tally)
    case 'order':
      return orderChart(asked, question, tally)
    case 'rating':
      return ratingChart(question.max, numbersOf(tally, key))
    case 'nps':
      return npsChart(numbersOf(tally, key))
    case 'number':
      return numberChart(key, tally, { whole: question.decimals !== true, unit: question.unit ?? null })
    case 'slider':
      return numberChart(key, tally, { whole: isWhole(question), unit: question.unit ?? null })
    case 'money':
      return numberChart(key, tally, { whole: true, unit: yen })
    case 'date':
      return { type: 'days', months: partsOf(tally, key, 'month'), weekdays: countsOf(tally, key, 'weekday', 0, 7) }
    case 'time':
      return { type: 'hours', hours: countsOf(tally, key, 'hour', 0, 24) }
    case 'date_time':
      return {
        type: 'moments',
        months: partsOf(tally, key, 'month'),
        weekdays: countsOf(tally, key, 'weekday', 0, 7),
        hours: countsOf(tally, key, 'hour', 0, 24),
      }
    case 'birthday':
      return { type: 'birthdays', months: countsOf(tally, key, 'month', 1, 12), decades: partsOf(tally, key, 'decade') }
    case 'file':
      return { type: 'files', files: tally.total(key, 'answered') }
    // Places are read one by one, by whoever may: no map is drawn, because maps come from elsewhere.
    default:
      return { type: 'texts' }
  }
}

/** In the order of their times; the counts say themselves what a slot was called (`facts.ts`). */
const slotChoices = (values: { value: string; count: number }[]): Choice[] =>
  values
    .toSorted((a, b) => (a.value < b.value ? -1 : 1))
    .map(({ value, count }) => {
      const [start = '', title = ''] = value.split(/\|(.*)/s)
      return choice(value, slotText({ ...(start && { start }), ...(title && { title }) }), count)
    })

const withOther = (question: Question & { options: Option[] }): Option[] =>
  'other' in question && question.other
    ? [...question.options, { key: otherKey, label: otherLabel(question) }]
    : question.options

const consentWords = {
  agreed: { ja: '同意した', en: 'Agreed' },
  declined: { ja: '同意しなかった', en: 'Did not agree' },
}

const choice = (key: string, label: Texts, count: number, gone = false): Choice => ({ key, label, count, gone })

/** All options that are offered, in their order; then those that were once chosen, and at last what nobody knows any more by its key. */
function choicesOf(options: Option[], goneOptions: Option[], values: { value: string; count: number }[]): Choice[] {
  const counts = new Map(values.map(({ value, count }) => [value, count]))
  const now = options.map(({ key, label }) => choice(key, label, counts.get(key) ?? 0))
  const before = goneOptions.flatMap(({ key, label }) => {
    const count = counts.get(key) ?? 0
    return count > 0 ? [choice(key, label, count, true)] : []
  })
  const named = new Set([...options, ...goneOptions].map(({ key }) => key))
  const unnamed = values
    .filter(({ value }) => !named.has(value))
    .map(({ value, count }) => choice(value, { ja: value }, count, true))
  return [...now, ...before, ...unnamed]
}

const numbersOf = (tally: Tally, key: string): Weighted[] =>
  tally
    .values(key, 'value')
    .map(({ value, count }) => ({ value: Number(value), count }))
    .toSorted((a, b) => a.value - b.value)

const countIn = (numbers: Weighted[], from: number, to: number) =>
  numbers.reduce((sum, { value, count }) => sum + (value >= from && value <= to ? count : 0), 0)

function meanOf(numbers: Weighted[]): number | null {
  const all = countIn(numbers, -Infinity, Infinity)
  return all === 0 ? null : numbers.reduce((sum, { value, count }) => sum + value * count, 0) / all
}

const ratingChart = (max: number, numbers: Weighted[]): Chart => ({
  type: 'rating',
  counts: Array.from({ length: max }, (_, place) => countIn(numbers, place + 1, place + 1)),
  mean: meanOf(numbers),
})

/** Those that came out best first: by the places above all that were not named, so that being named by few does not help. */
function rankingChart({ question, goneOptions, earlier }: AskedQuestion, tally: Tally): Chart {
  const { key } = question
  const options = 'options' in question ? question.options : []
  const values = tally.values(key, 'value')
  const firsts = new Map(tally.values(key, 'first').map(({ value, count }) => [value, count]))
  const totals = new Map(values.map(({ value, total }) => [value, total]))
  const places = mostPlaces([question, ...earlier])
  const totalOf = (one: Choice) => totals.get(one.key) ?? 0
  const points = (one: Choice) => one.count * (places + 1) - totalOf(one)
  const ranked = choicesOf(options, goneOptions, values).toSorted((a, b) => points(b) - points(a))
  return {
    type: 'ranking',
    places,
    options: ranked.map((one) => ({
      ...one,
      first: firsts.get(one.key) ?? 0,
      mean: one.count === 0 ? null : totalOf(one) / one.count,
    })),
  }
}

/** In the order of the list, as it is cooked and packed; what it costs is counted by the prices that people saw. */
function orderChart({ goneOptions, earlier }: AskedQuestion, question: QuestionOf<'order'>, tally: Tally): Chart {
  const values = tally.values(question.key, 'value')
  const quantities = new Map(values.map(({ value, total }) => [value, total]))
  const yen = new Map(tally.values(question.key, 'yen').map(({ value, total }) => [value, total]))
  const isPriced = [question, ...earlier].some((one) => one.kind === 'order' && hasPrices(one))
  return {
    type: 'order',
    unit: question.unit ?? null,
    quantity: tally.total(question.key, 'value'),
    yen: isPriced ? tally.total(question.key, 'yen') : null,
    options: choicesOf(question.options, goneOptions, values).map((one) => ({
      ...{ ...one, quantity: quantities.get(one.key) ?? 0, yen: yen.get(one.key) ?? 0 },
    })),
  }
}

/** Rows and columns of the present version, then those of earlier ones that somebody chose in. */
function matrixChart({ question, earlier }: AskedQuestion, tally: Tally): Chart {
  const cells = tally.values(question.key, 'value').map(({ value, count }) => {
    const [row = '', column = ''] = value.split('.')
    return { row, column, count }
  })
  const side = (name: 'rows' | 'columns', chosen: (cell: (typeof cells)[number]) => string) =>
    linesEver([question, ...earlier], name).filter(
      ({ key, gone }) => !gone || cells.some((cell) => chosen(cell) === key),
    )
  const columns = side('columns', ({ column }) => column)
  return {
    type: 'matrix',
    several: question.kind === 'matrix' && question.several === true,
    columns,
    rows: side('rows', ({ row }) => row).map((line) => ({
      ...line,
      counts: columns.map(({ key }) => cells.find(({ row, column }) => row === line.key && column === key)?.count ?? 0),
    })),
  }
}

/** The rows, or the columns, that a matrix has or had, with their last labels; or the things of an order. */
export function linesEver(
  versions: Question[],
  name: 'rows' | 'columns' | 'options',
): { key: string; label: Texts; gone: boolean }[] {
  const lines = new Map<string, { key: string; label: Texts; gone: boolean }>()
  for (const [age, version] of versions.entries())
    for (const { key, label } of listIn(version, name))
      if (!lines.has(key)) lines.set(key, { key, label, gone: age > 0 })
  return [...lines.values()]
}

function listIn(version: Question, name: 'rows' | 'columns' | 'options'): Pick<Option, 'key' | 'label'>[] {
  if (version.kind === 'order') return name === 'options' ? version.options : []
  return version.kind === 'matrix' && name !== 'options' ? version[name] : []
}

/** The most places that any version of a question gave. */
export const mostPlaces = (versions: Question[]): number =>
  Math.max(0, ...versions.map((one) => (one.kind === 'ranking' ? placesOf(one) : 0)))

/** 9 and 10 promote, 0 to 6 detract; the score is the difference of their shares in points. */
function npsChart(numbers: Weighted[]): Chart {
  const [promoters, passives, detractors] = [countIn(numbers, 9, 10), countIn(numbers, 7, 8), countIn(numbers, 0, 6)]
  const all = promoters + passives + detractors
  return {
    type: 'nps',
    counts: Array.from({ length: 11 }, (_, score) => countIn(numbers, score, score)),
    ...{ promoters, passives, detractors },
    score: all === 0 ? null : Math.round(((promoters - detractors) / all) * 100),
  }
}

const yen = { ja: '円', en: ' yen' }
const isWhole = ({ min, step }: Extract<Question, { kind: 'slider' }>) =>
  Number.isInteger(min) && Number.isInteger(step)

/** How numbers spread: those of a question, or those that were calculated (`value.<key>`). */
export function numberChart(key: string, tally: Tally, { whole, unit }: { whole: boolean; unit: Texts | null }): Chart {
  const numbers = numbersOf(tally, key)
  const all = countIn(numbers, -Infinity, Infinity)
  return {
    type: 'number',
    bins: binsOf(numbers, whole),
    whole,
    mean: all === 0 ? null : tally.total(key, 'value') / all,
    median: quantile(numbers, 0.5),
    unit,
  }
}

const partsOf = (tally: Tally, key: string, fact: string) =>
  tally
    .values(key, fact)
    .map(({ value, count }) => ({ value, count }))
    .toSorted((a, b) => a.value.localeCompare(b.value))

function countsOf(tally: Tally, key: string, fact: string, first: number, length: number): number[] {
  const counts = new Map(tally.values(key, fact).map(({ value, count }) => [Number(value), count]))
  return Array.from({ length }, (_, place) => counts.get(first + place) ?? 0)
}
