import { maskedText } from '../staff/masking.ts'
import type { AskedQuestion } from './charts.ts'
import type { AnswerValue, FormDefinition, Language, Question } from './contract.ts'
import { inLanguage } from './contract.ts'
import type { Cell } from './export-cell.ts'
import { momentAt, type MomentFormat } from './export-moment.ts'
import { namesSomebody, type PersonColumn, type SubmissionColumn } from './export-contract.ts'
import { exportParts, type ExportPart } from './export-parts.ts'
import { headerWords, stateWords } from './export-words.ts'
import { filledPart } from './fill-texts.ts'
import { chosenKey } from './kinds/other.ts'
import { staysMasked } from './personal.ts'
import { beginningOf, type KeptBeside } from './kept-beside.ts'
import { todayInJapan } from './today.ts'
import { under } from './under.ts'
import type { Booked } from '../slots/export-cells.ts'

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
    endingKey: string | null
    place: string | null
    hidden: Record<string, string>
    known: string[]
    calculated: Record<string, number | null> | null
  }
  person: { uid: string; displayName: string | null; memberId: string | null; friendship: string }
  definition: FormDefinition
  values: Map<string, AnswerValue>
  /** What became of the slots that were chosen, by question. */
  booked: Map<string, Booked>
}

export interface ExportColumn {
  label: string
  /** Stable, whatever labels say. */
  key: string
  cell: (row: ExportRow) => Cell
  /** How it shows moments; left out: it holds none. */
  format?: MomentFormat
}

export interface ColumnSetting {
  asked: AskedQuestion[]
  beside: KeptBeside
  language: Language
  /** Whether the reader sees who somebody is. */
  seesPersonal: boolean
  /** The address of a file by the id of its upload; only the company's own staff get in there. */
  fileUrl: (id: string) => string
}

/** The chosen columns in their order. */
export const columnsOf = (chosen: string[], setting: ColumnSetting): ExportColumn[] =>
  chosen.flatMap((column) => columnOf(column, setting))

function columnOf(column: string, setting: ColumnSetting): ExportColumn | ExportColumn[] {
  const [kind = '', name = ''] = column.split(':')
  const { language, seesPersonal } = setting
  if (kind === 'submission') return submissionColumn(name as SubmissionColumn, setting)
  if (kind === 'person') {
    const masked = namesSomebody.has(name as PersonColumn) && !seesPersonal
    return {
      label: inLanguage(headerWords[name as PersonColumn], language),
      key: name,
      cell: ({ person }) => masking(masked, personCell(person, name as PersonColumn, language)),
    }
  }
  if (kind === 'value' || kind === 'hidden') return besideColumn(kind, name, setting) ?? []
  const found = setting.asked.find(({ question }) => question.key === name)
  if (!found) return []
  const keys = kind === 'options'
  if (keys && keyless.has(found.question.kind)) return []
  const cellOf =
    (read: ExportPart['cell']) =>
    ({ definition, values, booked }: ExportRow) => {
      const question = definition.questions.find(({ key }) => key === name)
      const value = values.get(name)
      if (!question || value === undefined) return null
      // Personal in any version is masked in all of them.
      const masked = !seesPersonal && (found.personal || staysMasked(question, value))
      return masking(masked, read(question, value, booked.get(name) ?? null))
    }
  const title = inLanguage(found.question.title, language)
  if (keys)
    return {
      label: `${title} ${inLanguage(keyWords, language)}`,
      key: `${name}:key`,
      cell: cellOf((_, value) => keysIn(value)),
    }
  return exportParts(found, setting).map(({ label, part, format, cell }) => ({
    label: label === null ? title : `${title} ${label}`,
    key: part === null ? name : `${name}.${part}`,
    ...(format && { format }),
    cell: cellOf(cell),
  }))
}

/** Rows and things to order have keys of their own, a place has none, and slots come and go: none of them is one option of many. */
const keyless: ReadonlySet<Question['kind']> = new Set(['matrix', 'location', 'slot', 'order'])

const keyWords = { ja: '（キー）', en: '(key)' }

const moments: ReadonlySet<SubmissionColumn> = new Set(['started_at', 'finished_at'])

const submissionColumn = (name: SubmissionColumn, setting: ColumnSetting): ExportColumn => ({
  label: inLanguage(headerWords[name], setting.language),
  key: name,
  ...(moments.has(name) && { format: 'second' }),
  cell: (row) =>
    name === 'ending' ? endingCell(row, setting) : submissionCell(row.submission, name, setting.language),
})

/** How the ending began as its person read it; what is filled in may name somebody, and is then left out. */
function endingCell(
  { submission, person, definition, values }: ExportRow,
  { language, beside, seesPersonal }: ColumnSetting,
): Cell {
  const { endingKey: key, hidden, known, startedAt, finishedAt } = submission
  // Also where there is none, which tells as much.
  if (!seesPersonal && finishedAt !== null && beside.endingTells(key)) return maskedText
  if (key === null) return null
  const own = definition.endings?.find((one) => one.key === key)
  if (own && seesPersonal) {
    // Ages are those of the day on which it was begun, whenever it is written out.
    const begun = { hidden, known, day: todayInJapan(startedAt) }
    const filling = { answers: Object.fromEntries(values), ...begun, name: person.displayName }
    return inLanguage(beginningOf(filledPart(definition, own.thanks, filling), key), language)
  }
  const ending = beside.endings.find((one) => one.key === key)
  return ending ? inLanguage(ending.label, language) : key
}

/** A number that was calculated, or what the link said. */
function besideColumn(
  kind: 'value' | 'hidden',
  name: string,
  { language, seesPersonal, beside }: ColumnSetting,
): ExportColumn | undefined {
  const found = (kind === 'value' ? beside.calculations : beside.hidden).find(({ key }) => key === name)
  if (!found) return undefined
  const masked = !seesPersonal && found.personal
  return {
    label: inLanguage(found.title, language),
    key: `${kind}:${name}`,
    cell: ({ submission }) =>
      masking(masked, (kind === 'value' ? under(submission.calculated, name) : under(submission.hidden, name)) ?? null),
  }
}

/** That there is an answer may be told, not which. */
const masking = (masked: boolean, cell: Cell): Cell => (masked && cell !== null && cell !== '' ? maskedText : cell)

const keysIn = (value: AnswerValue): Cell =>
  [value]
    .flat()
    .map((one) => chosenKey(String(one)))
    .join(',')

function submissionCell(
  row: ExportRow['submission'],
  name: Exclude<SubmissionColumn, 'ending'>,
  language: Language,
): Cell {
  switch (name) {
    case 'number':
      return row.number
    case 'state':
      return worded(row.state, language)
    case 'review':
      return row.state === 'finished' ? worded(row.review, language) : null
    case 'started_at':
      return momentAt(row.startedAt)
    case 'finished_at':
      return row.finishedAt === null ? null : momentAt(row.finishedAt)
    case 'began_in':
      return worded(row.beganIn, language)
    case 'finished_in':
      return row.finishedIn === null ? null : worded(row.finishedIn, language)
    case 'place':
      return row.place === null ? null : worded(row.place, language)
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
