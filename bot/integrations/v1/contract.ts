import * as v from 'valibot'
import { cursorSchema } from '../../http/cursor.ts'

const text = v.string()
const time = v.pipe(v.string(), v.isoTimestamp(), v.description('UTC, to the millisecond'))
const texts = v.pipe(
  v.strictObject({ ja: text, en: v.optional(text) }),
  v.description('In Japanese, and in English where somebody wrote it'),
)
const whole = v.pipe(v.number(), v.integer())
/** What depends on the form: its own schema says which. */
const ofForm = v.record(v.string(), v.unknown())

export const v1Form = v.strictObject({
  key: v.pipe(text, v.description('Its stable name')),
  title: texts,
  state: v.picklist(['open', 'closed']),
  version: v.pipe(whole, v.description('The version that people get now')),
  updated_at: time,
})

export const v1FormDetail = v.strictObject({
  ...v1Form.entries,
  answers_schema: v.pipe(ofForm, v.description('JSON Schema of `answers` of a submission of this version')),
  personal: v.pipe(
    v.array(text),
    v.description(
      'Keys of answers that take the scope personal:read: they name a person, or are in words of their own',
    ),
  ),
  definition: v.pipe(ofForm, v.description('The form as it was published')),
})

/** What may be asked for; drafts are nobody's business before they are sent. */
export const v1States = ['finished', 'cancelled', 'replaced'] as const

export const v1Submission = v.strictObject({
  id: text,
  form: v.pipe(text, v.description('The key of its form')),
  version: v.pipe(whole, v.description('The version of the form that was answered')),
  number: v.pipe(v.nullable(whole), v.description('The receipt number that its person was told')),
  state: v.picklist(v1States),
  uid: v.pipe(text, v.description('The LINE user ID')),
  member_id: v.pipe(v.optional(v.nullable(text)), v.description('The member number; takes personal:read')),
  replaces: v.pipe(v.nullable(text), v.description('The submission in whose place this one came')),
  place: v.pipe(
    v.nullable(v.picklist(['taken', 'waiting'])),
    v.description(
      'Whether it has a place of a form that has so many, or waits for one; null: there are as many as come',
    ),
  ),
  began_in: v.picklist(['liff', 'chat']),
  finished_in: v.nullable(v.picklist(['liff', 'chat'])),
  started_at: time,
  finished_at: v.nullable(time),
  updated_at: time,
  answers: v.pipe(ofForm, v.description('By question key, with the types of `answers_schema`')),
  calculated: v.pipe(
    v.record(v.string(), v.nullable(v.number())),
    v.description('Calculated numbers by key; those that stand on personal answers take personal:read'),
  ),
  ending: v.pipe(
    v.optional(v.nullable(text)),
    v.description(
      'The key of the ending that was shown; null: the usual one; takes personal:read where it tells something personal',
    ),
  ),
  hidden: v.pipe(v.record(v.string(), v.string()), v.description('What the link said')),
  omitted: v.pipe(v.array(text), v.description('Fields that this key may not read')),
})
export type V1Submission = v.InferOutput<typeof v1Submission>

export const v1FormList = v.strictObject({ data: v.array(v1Form) })

export const v1SubmissionList = v.strictObject({
  data: v.array(v1Submission),
  next_cursor: v.pipe(text, v.description('Where to go on, also later: whatever changes afterwards comes then')),
  has_more: v.boolean(),
})

/** RFC 9457. */
export const v1Problem = v.strictObject({
  type: v.pipe(text, v.description('Always `about:blank`')),
  title: text,
  status: whole,
  code: v.pipe(text, v.description('What programs decide by')),
  detail: v.optional(text),
  fields: v.optional(v.array(text)),
})

export const v1Query = v.strictObject({
  form: v.pipe(
    v.optional(v.pipe(v.string(), v.maxLength(60))),
    v.description('The key of a form; left out: all forms'),
  ),
  state: v.pipe(
    v.optional(v.picklist([...v1States, 'all']), 'finished'),
    v.description('`all` also tells of what was cancelled or replaced since'),
  ),
  updated_since: v.pipe(v.optional(v.pipe(v.string(), v.isoTimestamp())), v.description('Not with a cursor')),
  cursor: v.pipe(v.optional(cursorSchema), v.description('`next_cursor` of the page before')),
  limit: v.pipe(
    v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)), '50'),
    v.description('1 to 200'),
  ),
})
export type V1Query = v.InferOutput<typeof v1Query>
