import type { Texts } from '../forms/in-language.ts'

/** What a column of a members file is about. */
export const importColumns = [
  'member_id',
  'name',
  'kana',
  'email',
  'phone',
  'birthday',
  'postcode',
  'address',
  'tags',
  'pin',
  'password',
  'pin_hash',
] as const
export type ImportColumn = (typeof importColumns)[number]

/** What is wrong with a line. */
export type LineProblemCode =
  | 'member_id_missing'
  | 'member_id_twice'
  | 'too_long'
  | 'not_an_email'
  | 'not_a_phone'
  | 'not_a_birthday'
  | 'not_a_postcode'
  | 'pin_length'
  | 'password_length'
  | 'not_a_hash'
  | 'secret_twice'
  | 'too_many_cells'
  | 'not_fitting'

/** What is wrong with the file as a whole. */
export type FileProblemCode =
  | 'empty'
  | 'encoding'
  | 'no_member_id_column'
  | 'column_twice'
  | 'too_many_columns'
  | 'too_many_lines'
  | 'too_many_passwords'
  | 'too_many_tags'
  | 'too_large'

export interface LineProblem {
  /** As a spreadsheet counts: the header is 1. */
  line: number
  column: ImportColumn | null
  /** What the account calls what the column is about, where that is one of its attributes. */
  attribute?: Texts
  code: LineProblemCode
}

/**
 * What an import did, or would do. With any problem nothing is written: the file is put right and imported again.
 * An empty cell leaves what is known as it is.
 */
export interface ImportReport {
  fileName: string
  dry: boolean
  /** Whether the members are written: not in a dry run, and not with a problem. */
  written: boolean
  encoding: 'utf-8' | 'shift_jis' | null
  /** Members in the file. */
  lines: number
  added: number
  changed: number
  unchanged: number
  fileProblem: FileProblemCode | null
  /** The first ones; `problemCount` counts them all. */
  problems: LineProblem[]
  problemCount: number
  /** Tags that nobody had made before. */
  newTags: string[]
  /** Attributes of the account that columns are about. */
  attributes: Texts[]
  /** Columns that mean nothing to us, as the file calls them. */
  ignoredColumns: string[]
}

export const importBytesMax = 20 * 1024 * 1024
export const importLinesMax = 200_000
export const importColumnsMax = 50
/** Each is hashed slowly, so that it takes a thief of the database long: a file of these takes a minute or two. */
export const importPasswordsMax = 5_000
