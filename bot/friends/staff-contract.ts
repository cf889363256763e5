import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'

export const friendships = ['following', 'blocked', 'unknown'] as const
export const friendshipKinds = ['followed', 'blocked', 'returned'] as const

const limit = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
  '50',
)

/** A name, UID, member number, e-mail address or telephone number as somebody typed it. */
export const searchSchema = v.pipe(v.string(), v.normalize('NFC'), v.trim(), v.maxLength(100))

/** A day of Japan's calendar. */
const daySchema = v.pipe(v.string(), v.isoDate())

export const friendListSchema = v.strictObject({
  q: v.optional(searchSchema),
  friendship: v.optional(v.picklist(friendships)),
  /** Whether the friend is linked to a member now. */
  link: v.optional(v.picklist(['linked', 'unlinked'])),
  /** Who followed, blocked or returned on these days of Japan's calendar; `from` and `to` without it mean any change. */
  change: v.optional(v.picklist(friendshipKinds)),
  from: v.optional(daySchema),
  to: v.optional(daySchema),
  /** Who has this tag now, by its id. */
  tag: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  cursor: v.optional(cursorSchema),
  limit,
})
export type FriendList = v.InferOutput<typeof friendListSchema>

/** What a timeline can be narrowed to. */
export const timelineParts = [
  'friendship',
  'link',
  'answers',
  'messages',
  'menu',
  'consents',
  'tags',
  'staff',
  'notes',
  'sessions',
] as const
export type TimelinePart = (typeof timelineParts)[number]

export const timelinePageSchema = v.strictObject({
  /** Several with commas; everything when left out. */
  only: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(200),
      v.transform((text) => text.split(',')),
      v.array(v.picklist(timelineParts)),
    ),
  ),
  cursor: v.optional(cursorSchema),
  limit,
})
export type TimelinePage = v.InferOutput<typeof timelinePageSchema>

export const peopleSearchSchema = v.strictObject({ q: v.pipe(searchSchema, v.minLength(1)) })

export const testMarkSchema = v.strictObject({ isTest: v.boolean() })
