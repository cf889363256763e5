import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'

/** Where the company stands with a finished submission. */
const reviews = ['new', 'checking', 'done', 'returned'] as const
export type Review = (typeof reviews)[number]

const submissionStates = ['finished', 'draft', 'cancelled', 'all'] as const

const filters = {
  form: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/))),
  state: v.optional(v.picklist(submissionStates), 'all'),
  review: v.optional(v.picklist(reviews)),
  /** Free search: text, found as it stands. */
  q: v.optional(v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(100))),
}

export const submissionListSchema = v.strictObject({
  ...filters,
  cursor: v.optional(cursorSchema),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
    '50',
  ),
})
export type SubmissionList = v.InferOutput<typeof submissionListSchema>

export const submissionChangesSchema = v.strictObject({ ...filters, after: cursorSchema })
export type SubmissionChanges = v.InferOutput<typeof submissionChangesSchema>
export type SubmissionFilters = Omit<SubmissionChanges, 'after'>

export const reviewSchema = v.strictObject({ review: v.picklist(reviews) })
