import * as v from 'valibot'
import { searchSchema } from '../friends/staff-contract.ts'
import { cursorSchema } from '../http/cursor.ts'

export const customerListSchema = v.strictObject({
  q: v.optional(searchSchema),
  /** Whether the member is linked to a friend of this account now. */
  friend: v.optional(v.picklist(['with', 'without'])),
  /** Whether somebody else claims the member, and staff have not decided yet. */
  conflict: v.optional(v.picklist(['open'])),
  cursor: v.optional(cursorSchema),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
    '50',
  ),
})
export type CustomerList = v.InferOutput<typeof customerListSchema>
