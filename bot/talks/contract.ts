import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'
import { talkViews, textUnitsMax } from './limits.ts'

const limit = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
  '50',
)
const view = v.optional(v.picklist(talkViews), 'open')

/** Who looks after the talks; in every view. */
const assignee = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(100)))

export const talkListSchema = v.strictObject({ view, assignee, cursor: v.optional(cursorSchema), limit })
export type TalkList = v.InferOutput<typeof talkListSchema>

export const talkChangesSchema = v.strictObject({ view, assignee, after: cursorSchema })
export type TalkChanges = v.InferOutput<typeof talkChangesSchema>

export const messagePageSchema = v.strictObject({ cursor: v.optional(cursorSchema), limit })
export type MessagePage = v.InferOutput<typeof messagePageSchema>

export const messageChangesSchema = v.strictObject({ after: cursorSchema })
export type MessageChanges = v.InferOutput<typeof messageChangesSchema>

const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))

/** The message that arrived last (`arrival`) of those on the screen of who does something; null: there was none. What came after it nobody has seen. */
const seen = v.nullable(v.pipe(v.string(), v.maxLength(100)))

/**
 * What staff say. `id` is made by the browser, so that a request that is made twice says it once. `by` is what the page
 * had told them that it would cost: a push is never made in the place of a reply without their knowing.
 */
export const saySchema = v.strictObject({
  id: uuid,
  text: v.pipe(v.string(), v.regex(/\S/), v.maxLength(textUnitsMax)),
  by: v.picklist(['reply', 'push']),
  seen,
})
export type Say = v.InferOutput<typeof saySchema>

export const readingSchema = v.strictObject({ seen })
export type Reading = v.InferOutput<typeof readingSchema>

export const talkChangeSchema = v.pipe(
  v.strictObject({
    state: v.optional(v.picklist(['open', 'done'])),
    assigneeId: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(100)))),
    /** Put off until then (milliseconds UTC); null: not any more. */
    snoozedUntil: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
    seen: v.optional(seen),
  }),
  v.check(({ state, seen: last }) => state !== 'done' || last !== undefined, 'Done needs the last message seen'),
)
export type TalkChange = v.InferOutput<typeof talkChangeSchema>

/** `later`: with the free reply to the person's next message; `now`: at once, `by` as in `saySchema`. */
export const handBackSchema = v.variant('ask', [
  v.strictObject({ ask: v.literal('later') }),
  v.strictObject({ ask: v.literal('now'), by: v.picklist(['reply', 'push']) }),
])
export type HandBack = v.InferOutput<typeof handBackSchema>
