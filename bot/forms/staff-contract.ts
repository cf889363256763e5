import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'
import { formKeySchema } from './form-key.ts'

/** Where the company stands with a finished submission. */
export const reviews = ['new', 'checking', 'done', 'returned'] as const
export type Review = (typeof reviews)[number]

const submissionStates = ['finished', 'draft', 'cancelled', 'all'] as const
export const ways = ['liff', 'chat'] as const

const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/))
/** A day of Japan that exists. */
const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true),
)
/** Several values behind one name, with commas between them. */
const severalOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  v.pipe(
    v.string(),
    v.maxLength(100),
    v.transform((text) => text.split(',')),
    v.array(v.picklist(values)),
  )

const filters = {
  form: v.optional(formKeySchema),
  state: v.optional(v.picklist(submissionStates), 'all'),
  review: v.optional(severalOf(reviews)),
  /** `me`, `nobody`, or the id of a member of staff. */
  assignee: v.optional(id),
  /** In which mouth of the form it was finished. */
  way: v.optional(v.picklist(ways)),
  /** Finished on this day of Japan or later. */
  from: v.optional(day),
  /** Finished on this day of Japan or before. */
  to: v.optional(day),
  /** Only who waits: for a place of the form, or in a slot. */
  place: v.optional(v.literal('waiting')),
  /** Booked, or waited for, on this day of Japan. */
  visit: v.optional(day),
  /** The id of a slot. */
  slot: v.optional(id),
  /** Free search: each of its words is found as it stands. */
  q: v.optional(v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(100))),
}

/** Keys of questions whose answers stand in columns of their own. */
const columns = v.optional(
  v.pipe(
    v.string(),
    v.maxLength(600),
    v.transform((text) => text.split(',')),
    v.array(formKeySchema),
    v.maxLength(12),
  ),
)

export const submissionListSchema = v.strictObject({
  ...filters,
  columns,
  /** By what its person did last. */
  sort: v.optional(v.picklist(['newest', 'oldest']), 'newest'),
  cursor: v.optional(cursorSchema),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
    '50',
  ),
})
export type SubmissionList = v.InferOutput<typeof submissionListSchema>

export const submissionChangesSchema = v.strictObject({ ...filters, columns, after: cursorSchema })
export type SubmissionChanges = v.InferOutput<typeof submissionChangesSchema>
export type SubmissionFilters = Omit<SubmissionChanges, 'after' | 'columns'>

/** What staff may change of finished submissions, one thing at a time. */
const change = {
  review: v.optional(v.picklist(reviews)),
  /** Why it is sent back, for colleagues; with `returned` only. */
  reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
  /** Who looks after it from now on; null: nobody. */
  assignee: v.optional(v.nullable(id)),
}
/** A change of one submission; with `revision` only as long as nobody has changed it since it was read. */
export const submissionChangeSchema = v.pipe(
  v.strictObject({ ...change, revision: v.optional(v.pipe(v.number(), v.safeInteger())) }),
  v.check(({ review, assignee }) => (review === undefined) !== (assignee === undefined)),
  v.check(({ review, reason }) => reason === undefined || review === 'returned'),
)
export type SubmissionChange = v.InferOutput<typeof submissionChangeSchema>

/** So many rows are changed by one press; the next press takes the rest. */
export const bulkMax = 10_000
const tickedMax = 500

/** The same change of many: of those that were ticked, as they were seen, or of all that the filters find. */
export const bulkChangeSchema = v.pipe(
  v.strictObject({
    ...change,
    ticked: v.optional(
      v.pipe(
        v.array(v.strictObject({ id, revision: v.pipe(v.number(), v.safeInteger()) })),
        v.minLength(1),
        v.maxLength(tickedMax),
      ),
    ),
    /** With the place of the list as it was read: what arrived afterwards was not seen and is not changed. */
    matching: v.optional(v.strictObject({ ...filters, until: cursorSchema })),
  }),
  v.check(({ review, assignee }) => (review === undefined) !== (assignee === undefined)),
  v.check(({ review, reason }) => reason === undefined || review === 'returned'),
  v.check(({ ticked, matching }) => (ticked === undefined) !== (matching === undefined)),
)
export type BulkChange = v.InferOutput<typeof bulkChangeSchema>
