import * as v from 'valibot'
import { submissionChangesSchema } from './staff-contract.ts'

/** Columns about a submission itself, in the order in which they are offered. */
export const submissionColumns = [
  'number',
  'state',
  'review',
  'started_at',
  'finished_at',
  'began_in',
  'finished_in',
  'version',
  'submission_id',
] as const
/** Columns about its person. */
export const personColumns = ['uid', 'display_name', 'member_id', 'friendship'] as const

export type SubmissionColumn = (typeof submissionColumns)[number]
export type PersonColumn = (typeof personColumns)[number]

/** A column that tells who somebody is: masked for whoever may not see that. The UID stays, so that rows can be told apart. */
export const namesSomebody: ReadonlySet<PersonColumn> = new Set(['display_name', 'member_id'])

/** `submission:number`, `person:uid`, `question:<key>`, or `options:<key>` for the keys of what was chosen. */
const columnSchema = v.pipe(
  v.string(),
  v.check(
    (column) =>
      /^(question|options):[a-z][a-z0-9_]{0,39}$/.test(column) ||
      submissionColumns.some((name) => column === `submission:${name}`) ||
      personColumns.some((name) => column === `person:${name}`),
    'There is no such column',
  ),
)

/** `utf8`: with the mark by which Excel knows it. */
export const exportFormats = ['xlsx', 'csv_utf8', 'csv_sjis'] as const
export type ExportFormat = (typeof exportFormats)[number]

const { after: _cursor, form: _form, ...filters } = submissionChangesSchema.entries

export const exportRequestSchema = v.strictObject({
  form: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/)),
  format: v.picklist(exportFormats),
  /** Of headers and labels. */
  language: v.picklist(['ja', 'en']),
  columns: v.pipe(
    v.array(columnSchema),
    v.minLength(1),
    v.maxLength(500),
    v.check((columns) => new Set(columns).size === columns.length, 'A column stands once'),
  ),
  /** Those of the list. */
  filters: v.strictObject(filters),
})
export type ExportRequest = v.InferOutput<typeof exportRequestSchema>
