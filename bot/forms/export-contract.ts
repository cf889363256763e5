import * as v from 'valibot'
import { formKeySchema } from './form-key.ts'
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
  'ending',
  'place',
  'version',
  'submission_id',
] as const
/** Columns about its person. */
export const personColumns = ['uid', 'display_name', 'member_id', 'friendship'] as const

export type SubmissionColumn = (typeof submissionColumns)[number]
export type PersonColumn = (typeof personColumns)[number]

/** A column that tells who somebody is: masked for whoever may not see that. The UID stays, so that rows can be told apart. */
export const namesSomebody: ReadonlySet<PersonColumn> = new Set(['display_name', 'member_id'])

/**
 * `submission:number`, `person:uid`, `question:<key>`, `options:<key>` for the keys of what was chosen, `value:<key>` for a number that
 * was calculated, `hidden:<key>` for what the link said.
 */
const columnSchema = v.pipe(
  v.string(),
  v.check(
    (column) =>
      /^(question|options|value|hidden):[a-z][a-z0-9_]{0,39}$/.test(column) ||
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
  form: formKeySchema,
  format: v.picklist(exportFormats),
  /** Of headers and labels. */
  language: v.picklist(['ja', 'en']),
  columns: v.pipe(
    v.array(columnSchema),
    v.minLength(1),
    v.maxLength(500),
    v.check((columns) => new Set(columns).size === columns.length, 'A column stands once'),
  ),
  /** A second row of headings: the stable keys of the columns, which a program reads. */
  keyRow: v.optional(v.boolean(), false),
  /** What it is for, in the words of whoever asks; kept in the audit log. */
  purpose: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  /** As those of the list. */
  filters: v.strictObject(filters),
})
export type ExportRequest = v.InferOutput<typeof exportRequestSchema>
