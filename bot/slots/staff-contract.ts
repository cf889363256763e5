import * as v from 'valibot'
import { textsSchema, type Texts } from '../forms/contract.ts'

const isoDay = v.pipe(v.string(), v.isoDate())
const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const capacity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))

/** `POST /forms/:key/slots`: one or many, by days, weekdays (0: Sunday; none: every day) and times of Japan's clock. */
export const slotPlanSchema = v.strictObject({
  question: v.pipe(v.string(), v.maxLength(40)),
  from: isoDay,
  to: isoDay,
  weekdays: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))), v.maxLength(7)),
  /** None: one slot without a time, as a course. */
  times: v.pipe(v.array(clock), v.maxLength(50)),
  /** How long each lasts; null: nobody says. */
  minutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(24 * 60))),
  capacity,
  title: v.nullable(textsSchema),
})
export type SlotPlan = v.InferOutput<typeof slotPlanSchema>

/** `PUT /forms/:key/slots/:id`: what is left out stays. */
export const slotChangeSchema = v.strictObject({
  capacity: v.optional(capacity),
  state: v.optional(v.picklist(['open', 'closed'])),
})
export type SlotChange = v.InferOutput<typeof slotChangeSchema>

/** `POST /forms/:key/slots/removal`: those that nobody has chosen. */
export const slotRemovalSchema = v.strictObject({
  ids: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.minLength(1), v.maxLength(500)),
})

/** Slots that begin between two moments (milliseconds UTC), and those without a time. */
export const slotRangeSchema = v.strictObject({
  from: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))),
  to: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/))),
})

/** `DELETE /forms/:key/slots/:id/bookings/:booking` takes nothing. */
export const bookingEndSchema = v.strictObject({})

/** A slot as staff see it. */
export interface StaffSlot {
  id: string
  question: string
  startsAt: number | null
  endsAt: number | null
  title: Texts | null
  capacity: number
  /** Held or booked. */
  taken: number
  waiting: number
  state: 'open' | 'closed'
}

/** The slots of a form (`GET /forms/:key/slots`). */
export interface StaffSlots {
  form: { key: string; title: Texts }
  /** Its questions that have slots. */
  questions: { key: string; title: Texts; waiting: boolean }[]
  slots: StaffSlot[]
  /** There are more than were read. */
  more: boolean
}

/** Who has a place, or waits for one (`GET /forms/:key/slots/:id/bookings`), the first first. */
export interface StaffBooking {
  id: string
  submissionId: string
  number: number | null
  friendId: string
  uid: string
  /** Null: unknown, or not to be seen. */
  displayName: string | null
  state: 'held' | 'booked' | 'waiting'
  at: number
}
