import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'

export const decisionSchema = v.strictObject({ decision: v.picklist(['kept', 'moved']) })

/** `GET` and `POST /friends/:id/linking`: a member's number as somebody typed it. */
export const linkingSchema = v.strictObject({
  memberId: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
})

/** A member whom staff are about to tie a friend to; `held` when somebody has it. */
export interface MemberShown {
  memberId: string
  name: string | null
  held: boolean
}

const limit = v.optional(
  v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
  '50',
)

export const conflictListSchema = v.strictObject({
  state: v.optional(v.picklist(['open', 'decided'])),
  /** Only those that this friend takes part in, or that are about this member; by public id. */
  friend: v.optional(v.pipe(v.string(), v.maxLength(100))),
  member: v.optional(v.pipe(v.string(), v.maxLength(100))),
  cursor: v.optional(cursorSchema),
  limit,
})
export type ConflictList = v.InferOutput<typeof conflictListSchema>

export const stepsSchema = v.strictObject({
  /** How many days back, today included. */
  days: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(366)), '30'),
})

/** How many people came how far through the member login that they opened on a day (P11). */
export interface LinkSteps {
  /** `YYYY-MM-DD` in Japan. */
  day: string
  opened: number
  /** Said which member they are. */
  claimed: number
  /** Proved it. */
  proven: number
  linked: number
  /** Were held by a conflict. */
  conflicts: number
}
