import { maskedText } from '../staff/masking.ts'
import type { AskedQuestion } from './charts.ts'
import type { AnswerValue, FormDefinition, Language, Texts } from './contract.ts'
import { inLanguage } from './contract.ts'
import type { Cell } from './export-cell.ts'
import { namesSomebody, type PersonColumn, type SubmissionColumn } from './export-contract.ts'
import { exportParts, type ExportPart } from './export-parts.ts'
import { headerWords, stateWords } from './export-words.ts'

/** One submission as it is written out. */
export interface ExportRow {
  submission: {
    id: string
    number: number | null
    state: string
    review: string
    startedAt: number
    finishedAt: number | null
    beganIn: string
    finishedIn: string | null
    version: number
  }
  person: { uid: string; displayName: string | null; memberId: string | null; friendship: string }
  definition: FormDefinition
  values: Map<string, AnswerValue>
}

export interface ExportColumn {
  header: string
  cell: (row: ExportRow) => Cell
}

export interface ColumnSetting {
  asked: AskedQuestion[]
  language: Language
  /** Whether the reader sees who somebody is. */
  seesPersonal: boolean
  /** The address of a file by the id of its upload; only the company's own staff get in there. */
  fileUrl: (id: string) => string
}

/** The chosen columns in their order; a header is the label with its stable key, which a program reads. */
export const columnsOf = (chosen: string[], setting: ColumnSetting): ExportColumn[] =>
  chosen.flatMap((column) => columnOf(column, setting))

function columnOf(column: string, setting: ColumnSetting): ExportColumn | ExportColumn[] {
  const [kind = '', name = ''] = column.split(':')
  const { language, seesPersonal } = setting
  if (kind === 'submission')
    return {
      header: header(headerWords[name as SubmissionColumn], name, language),
      cell: ({ submission }) => submissionCell(submission, name as SubmissionColumn, language),
    }
  if (kind === 'person') {
    const masked = namesSomebody.has(name as PersonColumn) && !seesPersonal
    return {
      header: header(headerWords[name as PersonColumn], name, language),
      cell: ({ person }) => masking(masked, personCell(person, name as PersonColumn, language)),
    }
  }
  const found = setting.asked.find(({ question }) => question.key === name)
  if (!found) return []
  const masked = found.personal && !seesPersonal
  const keys = kind === 'options'
  const cellOf =
    (read: ExportPart['cell']) =>
    ({ definition, values }: ExportRow) => {
      const question = definition.questions.find(({ key }) => key === name)
      const value = values.get(name)
      return question && value !== undefined ? masking(masked, read(question, value)) : null
    }
  const title = inLanguage(found.question.title, language)
  if (!keys) {
    const parts = exportParts(found, setting)
    return parts.map(({ label, part, cell }) => ({
      header: `${title}${label === null ? '' : ` ${label}`} [${[name, ...(part === null ? [] : [part])].join('.')}]`,
      cell: cellOf(cell),
    }))
  }
  return { header: `${title} [${name}:key]`, cell: cellOf((_, value) => keysIn(value)) }
}

const header = (label: Texts, key: string, language: Language) => `${inLanguage(label, language)} [${key}]`

/** That there is an answer may be told, not which. */
const masking = (masked: boolean, cell: Cell): Cell => (masked && cell !== null && cell !== '' ? maskedText : cell)

const keysIn = (value: AnswerValue): Cell => (Array.isArray(value) ? value.join(',') : String(value))

function submissionCell(row: ExportRow['submission'], name: SubmissionColumn, language: Language): Cell {
  switch (name) {
    case 'number':
      return row.number
    case 'state':
      return worded(row.state, language)
    case 'review':
      return row.state === 'finished' ? worded(row.review, language) : null
    case 'started_at':
      return timeInJapan(row.startedAt)
    case 'finished_at':
      return row.finishedAt === null ? null : timeInJapan(row.finishedAt)
    case 'began_in':
      return worded(row.beganIn, language)
    case 'finished_in':
      return row.finishedIn === null ? null : worded(row.finishedIn, language)
    case 'version':
      return row.version
    case 'submission_id':
      return row.id
  }
}

function personCell(row: ExportRow['person'], name: PersonColumn, language: Language): Cell {
  switch (name) {
    case 'uid':
      return row.uid
    case 'display_name':
      return row.displayName
    case 'member_id':
      return row.memberId
    case 'friendship':
      return worded(row.friendship, language)
  }
}

const worded = (state: string, language: Language) => {
  const words = stateWords[state]
  return words ? inLanguage(words, language) : state
}

/** `2026/11/21 14:05:09` by Japan's clock. */
export const timeInJapan = (at: number): string =>
  new Date(at + 9 * 60 * 60_000).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
