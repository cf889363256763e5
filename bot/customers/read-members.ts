import { streamCsvRows } from 'hucre/csv'
import type { AttributeDefinition } from '../attributes/definitions.ts'
import { namesIn, valueFromCell } from '../attributes/from-cell.ts'
import type { AttributeValue } from '../attributes/value.ts'
import { memberKey, tidyMemberId } from '../identity-links/key.ts'
import { comparable } from '../forms/kinds/comparable.ts'
import { onOneLine } from '../forms/kinds/plain.ts'
import { tagNameMax } from '../tags/contract.ts'
import type { Contact } from './contacts.ts'
import { importBytesMax, importColumnsMax, importLinesMax, importPasswordsMax } from './import-contract.ts'
import type { FileProblemCode, ImportColumn, LineProblem, LineProblemCode } from './import-contract.ts'
import { columnNames } from './import-words.ts'
import { normaliseContact } from './normalise.ts'
import { isHash, tidyPin } from './secret.ts'

/** A member as a line of the file has them. */
export interface MemberLine {
  line: number
  /** As it is stored if the member is new. */
  memberId: string
  /** By which the member is found. */
  key: string
  contacts: Contact[]
  /** Names of tags. */
  tags: string[]
  facts: { definition: AttributeDefinition; value: AttributeValue }[]
  pin: string | null
  /** Exactly as the file has it, for it is compared with exactly what is typed. */
  password: string | null
  hash: string | null
}

/** What a members file says, before it is compared with what is known. */
export interface MembersFile {
  encoding: 'utf-8' | 'shift_jis' | null
  fileProblem: FileProblemCode | null
  ignoredColumns: string[]
  /** Those that columns are about. */
  attributes: AttributeDefinition[]
  members: MemberLine[]
  problems: LineProblem[]
}

/** What a column is about: something that every member has, or an attribute of the account; null: nothing that we know. */
type Column = ImportColumn | AttributeDefinition | null

const memberIdMax = 64
const cellMax = 500
const pinMin = 4
/** bcrypt looks at no more. */
const pinMax = 72
/** As long as `claimSchema` takes a secret. */
const passwordMax = 200
/** So many lines are read in one go; then others have their turn. */
const linesAtOnce = 500

const contactColumns = ['name', 'kana', 'email', 'phone', 'birthday', 'postcode', 'address'] as const
const problemOf: Partial<Record<Contact['kind'], LineProblemCode>> = {
  email: 'not_an_email',
  phone: 'not_a_phone',
  birthday: 'not_a_birthday',
  postcode: 'not_a_postcode',
}

/**
 * Reads a CSV of members. Every cell is text: formulas are kept as they stand and never run. A member who stands in it
 * twice is a problem of the second line.
 * @param today `YYYY-MM-DD`
 * @param attributes of the account: a column that is called like one is about it
 * @param pause lets others have their turn
 */
export async function readMembers(
  bytes: Uint8Array,
  { today, attributes, pause }: { today: string; attributes: AttributeDefinition[]; pause: () => Promise<void> },
): Promise<MembersFile> {
  const nothing = { ignoredColumns: [], attributes: [], members: [], problems: [] }
  const file: MembersFile = { encoding: null, fileProblem: null, ...nothing }
  if (bytes.byteLength > importBytesMax) return { ...file, fileProblem: 'too_large' }
  const decoded = decode(bytes)
  if (!decoded) return { ...file, fileProblem: 'encoding' }
  file.encoding = decoded.encoding
  if (hasTooManyLines(decoded.text)) return { ...file, fileProblem: 'too_many_lines' }
  const rows = streamCsvRows(decoded.text, { typeInference: false })
  const header = columnsOf((rows.next().value as unknown[] | undefined) ?? [], attributes)
  file.ignoredColumns = header.ignored
  file.attributes = header.columns.filter(isAttribute)
  if (header.problem) return { ...file, fileProblem: header.problem }
  const seen = new Set<string>()
  let line = 1
  for (const cells of rows) {
    line++
    if (line % linesAtOnce === 0) await pause()
    if (cells.every((cell) => String(cell ?? '').trim() === '')) continue
    const { member, problems } = readLine(
      cells.map((cell) => String(cell ?? '')),
      header.columns,
      line,
      today,
    )
    if (seen.has(member.key) && member.key !== '') problems.push({ line, column: 'member_id', code: 'member_id_twice' })
    seen.add(member.key)
    file.problems.push(...problems)
    file.members.push(member)
  }
  if (file.members.length === 0) return { ...file, fileProblem: 'empty' }
  const passwords = file.members.filter(({ password }) => password !== null).length
  return passwords > importPasswordsMax ? { ...file, fileProblem: 'too_many_passwords' } : file
}

/** Asked before anything is read, so that a file that is refused costs little; a cell may hold line breaks of its own. */
function hasTooManyLines(text: string): boolean {
  let breaks = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++
  if (breaks <= importLinesMax) return false
  let rows = 0
  for (const _ of streamCsvRows(text, { typeInference: false })) if (++rows > importLinesMax + 1) return true
  return false
}

/** UTF-8 when it is valid UTF-8, else Shift_JIS as Japanese spreadsheets save it. */
function decode(bytes: Uint8Array): { encoding: 'utf-8' | 'shift_jis'; text: string } | null {
  for (const encoding of ['utf-8', 'shift_jis'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes)
      // UTF-16 and other binary content passes for text, but for its zeros.
      return text.includes('\0') ? null : { encoding, text }
    } catch {
      continue
    }
  }
  return null
}

const isAttribute = (column: Column): column is AttributeDefinition => typeof column === 'object' && column !== null

function columnsOf(cells: unknown[], attributes: AttributeDefinition[]) {
  const columns = cells.map((cell) => columnOf(String(cell ?? '')) ?? attributeOf(String(cell ?? ''), attributes))
  const known = columns.filter((column) => column !== null)
  const ignored = cells
    .filter((_, at) => columns[at] === null)
    .map((cell) => onOneLine(String(cell ?? '')).slice(0, 50))
    .filter((name) => name !== '')
  return { columns, ignored: ignored.slice(0, importColumnsMax), problem: problemIn(cells.length, known) }
}

function problemIn(count: number, known: Column[]): FileProblemCode | null {
  if (count > importColumnsMax) return 'too_many_columns'
  if (new Set(known).size < known.length) return 'column_twice'
  return known.includes('member_id') ? null : 'no_member_id_column'
}

function columnOf(name: string): ImportColumn | null {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\p{Cf}-]/gu, '')
  const found = Object.entries(columnNames).find(([, names]) => names.some((one) => one.normalize('NFKC') === plain))
  return (found?.[0] as ImportColumn | undefined) ?? null
}

/** By its title in either language, or by its key. */
const attributeOf = (name: string, attributes: AttributeDefinition[]): AttributeDefinition | null =>
  attributes.find(({ key, title }) => key === name.trim() || isCalled(title.ja, name) || isCalled(title.en, name)) ??
  null

const isCalled = (title: string | undefined, name: string) =>
  title !== undefined && comparable(title) === comparable(name)

function readLine(
  cells: string[],
  columns: Column[],
  line: number,
  today: string,
): { member: MemberLine; problems: LineProblem[] } {
  const problems: LineProblem[] = []
  const wrong = (column: ImportColumn | null, code: LineProblemCode) => void problems.push({ line, column, code })
  const raw = (column: ImportColumn): string => cells[columns.indexOf(column)] ?? ''
  const cell = (column: ImportColumn): string => onOneLine(raw(column))
  if (cells.slice(columns.length).some((extra) => extra.trim() !== '')) wrong(null, 'too_many_cells')
  const memberId = tidyMemberId(cell('member_id'))
  const key = memberKey(memberId)
  if (key === '') wrong('member_id', 'member_id_missing')
  if (memberId.length > memberIdMax) wrong('member_id', 'too_long')
  const contacts = contactColumns.flatMap((kind) => {
    const text = cell(kind)
    if (text === '') return []
    const contact = text.length > cellMax ? null : normaliseContact(kind, text, today)
    if (!contact) wrong(kind, text.length > cellMax ? 'too_long' : (problemOf[kind] ?? 'too_long'))
    return contact ?? []
  })
  const tags = namesIn(raw('tags')).map(onOneLine)
  if (tags.some((tag) => tag.length > tagNameMax || comparable(tag) === '')) wrong('tags', 'too_long')
  const facts = columns.filter(isAttribute).flatMap((definition) => {
    const text = (cells[columns.indexOf(definition)] ?? '').trim()
    if (text === '') return []
    const value = text.length > cellMax ? null : valueFromCell(definition, text, today)
    if (value !== null) return { definition, value }
    const code = text.length > cellMax ? 'too_long' : 'not_fitting'
    problems.push({ line, column: null, attribute: definition.title, code })
    return []
  })
  const pin = tidyPin(raw('pin'))
  const password = raw('password')
  const hash = cell('pin_hash')
  if (pin !== '' && (pin.length < pinMin || pin.length > pinMax)) wrong('pin', 'pin_length')
  if (password !== '' && (password.length < pinMin || password.length > passwordMax))
    wrong('password', 'password_length')
  if (hash !== '' && !isHash(hash)) wrong('pin_hash', 'not_a_hash')
  const [, second] = (['pin', 'password', 'pin_hash'] as const).filter((column) => raw(column).trim() !== '')
  if (second) wrong(second, 'secret_twice')
  const secrets = { pin: pin || null, password: password || null, hash: hash || null }
  return { member: { line, memberId, key, contacts, tags, facts, ...secrets }, problems }
}
