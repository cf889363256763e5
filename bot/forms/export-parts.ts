import { answerText } from './answer-text.ts'
import { linesEver, mostPlaces, type AskedQuestion } from './charts.ts'
import { inLanguage, type AnswerParts, type AnswerValue, type Language, type Question } from './contract.ts'
import type { Cell } from './export-cell.ts'
import { momentIn, type MomentFormat } from './export-moment.ts'
import { hasFiles } from './has-files.ts'
import { addressLine } from './kinds/address-line.ts'
import { columnsChosen } from './kinds/matrix.ts'
import { amountIn, amountOf, hasPrices, yenIn } from './kinds/order-sums.ts'
import { phoneText } from './kinds/phone-text.ts'
import { otherKey, otherLabel, otherText } from './kinds/other.ts'
import { textAt } from './kinds/plain.ts'
import type { Booked } from '../slots/export-cells.ts'
import { labelOf } from './plain-answer-text.ts'

/** One column of those that a question takes. */
export interface ExportPart {
  /** Beside the question's title; null where the title says it all. */
  label: string | null
  /** Beside the question's key. */
  part: string | null
  format?: MomentFormat
  /** The question is that of the answer's own version; `booked` stands beside a slot. */
  cell: (question: Question, value: AnswerValue, booked: Booked | null) => Cell
}

interface Setting {
  language: Language
  fileUrl: (id: string) => string
}

/** The columns of a question: one, or one for each of what stands in its answer side by side. */
export function exportParts({ question, earlier }: AskedQuestion, setting: Setting): ExportPart[] {
  const { language } = setting
  if (question.kind === 'ranking')
    return Array.from({ length: mostPlaces([question, ...earlier]) }, (_, at) => ({
      label: language === 'ja' ? `${at + 1}位` : `place ${at + 1}`,
      part: String(at + 1),
      cell: (own, value) =>
        Array.isArray(value) && value[at] !== undefined ? optionCell(own, value[at], language) : null,
    }))
  if (question.kind === 'matrix')
    return linesEver([question, ...earlier], 'rows').map(({ key, label }) => ({
      label: inLanguage(label, language),
      part: key,
      cell: (own, value) => matrixCell(own, value, key, language),
    }))
  if (question.kind === 'order') return orderParts({ question, earlier }, language)
  if (question.kind === 'location') return locationParts(language)
  if (question.kind === 'phone') return phoneParts(language)
  if (question.kind === 'address') return addressParts(language)
  if ([question, ...earlier].some((one) => one.kind === 'name' && one.kana)) return nameParts(language)
  if (question.kind === 'slot') return slotParts(language)
  const format = formatOf(question)
  const hasOther = [question, ...earlier].some((one) => 'other' in one && one.other)
  return [
    { label: null, part: null, ...(format && { format }), cell: (own, value) => answerCell(own, value, setting) },
    ...(hasOther ? [otherPart(question, language)] : []),
  ]
}

/** How answers that are days or moments are shown; undefined for every other kind. */
const formatOf = ({ kind }: Question): MomentFormat | undefined =>
  kind === 'date' || kind === 'birthday' ? 'day' : kind === 'date_time' ? 'minute' : undefined

const optionCell = (question: Question, key: string, language: Language): Cell => {
  const option = 'options' in question ? question.options.find((one) => one.key === key) : undefined
  return option ? inLanguage(option.label, language) : key
}

/** As people write and dial it, which is no formula to a spreadsheet either; and as machines compare and call it. */
const phoneParts = (language: Language): ExportPart[] => [
  {
    ...{ label: null, part: null },
    cell: (_, value) => phoneText(inParts(value)) || null,
  },
  {
    label: language === 'ja' ? '国際形式' : 'international',
    part: 'e164',
    cell: (_, value) => (typeof value === 'object' ? (textAt(value, 'e164') ?? null) : null),
  },
]

const inParts = (value: AnswerValue): AnswerParts => (typeof value === 'object' && !Array.isArray(value) ? value : {})

/** A name and how it is read stand apart, so that a list sorts by one and greets by the other. */
const nameParts = (language: Language): ExportPart[] => [
  {
    ...{ label: null, part: null },
    cell: (_, value) => {
      const { whole, family = '', given = '' } = inParts(value)
      return whole ?? (`${family} ${given}`.trim() || null)
    },
  },
  {
    ...{ label: language === 'ja' ? 'ふりがな' : 'reading', part: 'kana' },
    cell: (_, value) => {
      const { wholeKana, familyKana = '', givenKana = '' } = inParts(value)
      return wholeKana ?? (`${familyKana} ${givenKana}`.trim() || null)
    },
  },
]

/** As labels for parcels are printed: the postcode apart from the rest. */
const addressParts = (language: Language): ExportPart[] => [
  {
    ...{ label: language === 'ja' ? '郵便番号' : 'postcode', part: 'postcode' },
    cell: (_, value) => {
      const { postcode } = inParts(value)
      return postcode ? postcode.replace(/^(\d{3})(\d{4})$/, '$1-$2') : null
    },
  },
  { label: null, part: null, cell: (_, value) => addressLine(inParts(value)) || null },
]

const locationParts = (language: Language): ExportPart[] =>
  [
    { part: 'place', label: { ja: '場所', en: 'place' } },
    { part: 'latitude', label: { ja: '緯度', en: 'latitude' } },
    { part: 'longitude', label: { ja: '経度', en: 'longitude' } },
  ].map(({ part, label }) => ({
    label: label[language],
    part,
    cell: (_, value) => {
      const text = partIn(value, part)
      return text === undefined ? null : part === 'place' ? text : Number(text)
    },
  }))

const slotWords = {
  start: { ja: '開始', en: 'start' },
  end: { ja: '終了', en: 'end' },
  title: { ja: '枠の名前', en: 'name' },
  state: { ja: '状態', en: 'state' },
  arrival: { ja: '来たか', en: 'came' },
} as const
const bookedWords = {
  booked: { ja: '予約済み', en: 'Booked' },
  waiting: { ja: 'キャンセル待ち', en: 'Waiting list' },
  cancelled: { ja: '取り消し', en: 'Cancelled' },
  came: { ja: '来た', en: 'Came' },
  missed: { ja: '来なかった', en: 'Did not come' },
} as const

/** A slot in columns that can be sorted and counted by. */
function slotParts(language: Language): ExportPart[] {
  const moment = (part: 'start' | 'end'): ExportPart => ({
    ...{ label: slotWords[part][language], part, format: 'minute' },
    cell: (_, value) => {
      const text = partIn(value, part)
      // A whole day has no time.
      return text === undefined ? null : momentIn(text, text.length === 10 ? 'day' : 'minute')
    },
  })
  const words = (part: 'state' | 'arrival'): ExportPart => ({
    ...{ label: slotWords[part][language], part },
    cell: (_, __, booked) => {
      const said = booked?.[part]
      return said ? bookedWords[said][language] : null
    },
  })
  const title: ExportPart = {
    ...{ label: slotWords.title[language], part: 'title' },
    cell: (_, value) => (language === 'en' ? partIn(value, 'titleEn') : undefined) ?? partIn(value, 'title') ?? null,
  }
  return [moment('start'), moment('end'), title, words('state'), words('arrival')]
}

const partIn = (value: AnswerValue, part: string): string | undefined =>
  typeof value === 'object' && !Array.isArray(value) ? value[part] : undefined

/** What somebody wrote beside the last option. */
const otherPart = (question: Question, language: Language): ExportPart => ({
  label: inLanguage(otherLabel('other' in question ? question : {}), language),
  part: otherKey,
  cell: (_, value) =>
    [value].flat().flatMap((one) => (typeof one === 'string' ? (otherText(one) ?? []) : []))[0] ?? null,
})

const orderWords = {
  quantity: { ja: '合計数', en: 'quantity' },
  yen: { ja: '合計金額', en: 'yen' },
} as const

/**
 * A column of numbers for each thing that was ever offered, so that a pivot table needs nothing but to sum them: 0 where it was
 * not ordered, empty where it was not offered. Then all of it, by the prices of the version that was answered.
 */
function orderParts(
  { question, earlier }: Pick<AskedQuestion, 'question' | 'earlier'>,
  language: Language,
): ExportPart[] {
  const versions = [question, ...earlier].filter((one) => one.kind === 'order')
  const sums: ExportPart[] = [
    { label: orderWords.quantity[language], part: 'quantity', cell: (_, value) => amountIn(value) },
    {
      label: orderWords.yen[language],
      part: 'yen',
      cell: (own, value) => (own.kind === 'order' ? yenIn(own, value) : null),
    },
  ]
  return [
    ...linesEver(versions, 'options').map(({ key, label }): ExportPart => ({
      ...{ label: inLanguage(label, language), part: key },
      cell: (own, value) =>
        own.kind === 'order' && own.options.some((one) => one.key === key) ? amountOf(value, key) : null,
    })),
    ...(versions.some(hasPrices) ? sums : sums.slice(0, 1)),
  ]
}

function matrixCell(question: Question, value: AnswerValue, row: string, language: Language): Cell {
  const columns = columnsChosen(value, row)
  if (question.kind !== 'matrix' || columns.length === 0) return columns.join(' ') || null
  return columns
    .map((column) => inLanguage(labelOf(question.columns, column), language))
    .join(language === 'ja' ? '、' : ', ')
}

function answerCell(question: Question, value: AnswerValue, { language, fileUrl }: Setting): Cell {
  if (typeof value === 'number') return value
  if (hasFiles(question) && Array.isArray(value)) return value.map(fileUrl).join('\n')
  const parts = typeof value === 'object' && !Array.isArray(value) ? value : {}
  // As it is sent to, however it was typed: a list of them can be compared with another one.
  if (parts['email'] !== undefined) return parts['email']
  const format = formatOf(question)
  const day = typeof value === 'string' ? value : parts['date']
  if (format && typeof day === 'string') return momentIn(day, format)
  return inLanguage(answerText(question, value), language)
}
