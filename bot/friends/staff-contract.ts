import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'

export const friendships = ['following', 'blocked', 'unknown'] as const

const limit = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
  '50',
)

export const friendListSchema = v.strictObject({
  /** Free search in name, UID and member number: text, found as it stands. */
  q: v.optional(v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(100))),
  friendship: v.optional(v.picklist(friendships)),
  cursor: v.optional(cursorSchema),
  limit,
})
export type FriendList = v.InferOutput<typeof friendListSchema>

export const timelinePageSchema = v.strictObject({ cursor: v.optional(cursorSchema), limit })
export type TimelinePage = v.InferOutput<typeof timelinePageSchema>
