import { answerText } from './answer-text.ts'
import { mostPlaces, type AskedQuestion } from './charts.ts'
import { inLanguage, type AnswerValue, type Language, type Question } from './contract.ts'
import type { Cell } from './export-cell.ts'
import { momentIn, type MomentFormat } from './export-moment.ts'

/** One column of those that a question takes. */
export interface ExportPart {
  /** Beside the question's title; null where the title says it all. */
  label: string | null
  /** Beside the question's key. */
  part: string | null
  format?: MomentFormat
  /** The question is that of the answer's own version. */
  cell: (question: Question, value: AnswerValue) => Cell
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
  const format = formatOf(question)
  return [{ label: null, part: null, ...(format && { format }), cell: (own, value) => answerCell(own, value, setting) }]
}

/** How answers that are days or moments are shown; undefined for every other kind. */
const formatOf = ({ kind }: Question): MomentFormat | undefined =>
  kind === 'date' || kind === 'birthday' ? 'day' : kind === 'date_time' ? 'minute' : undefined

const optionCell = (question: Question, key: string, language: Language): Cell => {
  const option = 'options' in question ? question.options.find((one) => one.key === key) : undefined
  return option ? inLanguage(option.label, language) : key
}

function answerCell(question: Question, value: AnswerValue, { language, fileUrl }: Setting): Cell {
  if (typeof value === 'number') return value
  if (question.kind === 'file' && Array.isArray(value)) return value.map(fileUrl).join('\n')
  const format = formatOf(question)
  const day = typeof value === 'string' ? value : !Array.isArray(value) ? value['date'] : undefined
  if (format && typeof day === 'string') return momentIn(day, format)
  return inLanguage(answerText(question, value), language)
}
