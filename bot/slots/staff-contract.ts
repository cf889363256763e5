import * as v from 'valibot'
import { textsSchema, type Language, type Texts } from '../forms/contract.ts'

const isoDay = v.pipe(v.string(), v.isoDate())
const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const capacity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))

/** `POST /forms/:key/slots`: one or many, by days, weekdays (0: Sunday; none: every day) and times of Japan's clock. */
export const slotPlanSchema = v.strictObject({
  question: v.pipe(v.string(), v.maxLength(40)),
  from: isoDay,
  to: isoDay,
  /** Days among them without any: holidays. */
  except: v.optional(v.pipe(v.array(isoDay), v.maxLength(100)), []),
  weekdays: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))), v.maxLength(7)),
  /** None: one slot without a time, as a course. */
  times: v.pipe(v.array(clock), v.maxLength(50)),
  /** One for the whole of each day, in place of times. */
  wholeDay: v.optional(v.boolean()),
  /** None on public holidays of Japan. */
  skipHolidays: v.optional(v.boolean()),
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

/** `PUT /forms/:key/slots/states`. */
export const slotStatesSchema = v.strictObject({
  ids: slotRemovalSchema.entries.ids,
  state: v.picklist(['open', 'closed']),
})
export type SlotStates = v.InferOutput<typeof slotStatesSchema>

/** `GET /forms/:key/bookings`: who comes on a day of Japan. */
export const slotDaySchema = v.strictObject({ day: isoDay })

const telling = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000))
/** What people are told, each in their language; `{{slot}}` stands for their slot. Left out: nothing. */
const tellSchema = v.optional(v.strictObject({ text: v.strictObject({ ja: telling, en: v.optional(telling) }) }))
export type Tell = v.InferOutput<typeof tellSchema>

/** `PUT /forms/:key/slots/:id/bookings/:booking/slot`: the slot to which it goes. */
export const bookingMoveSchema = v.strictObject({
  to: v.pipe(v.string(), v.maxLength(100)),
  tell: tellSchema,
  /** Takes a move back of which its person has not heard yet. */
  undo: v.optional(v.boolean(), false),
})
export type BookingMove = v.InferOutput<typeof bookingMoveSchema>

/** `PUT /forms/:key/slots/:id/bookings/:booking/arrival`; null: nobody says any more. */
export const arrivalSchema = v.strictObject({ arrival: v.nullable(v.picklist(['came', 'missed'])) })
export type Arrival = NonNullable<v.InferOutput<typeof arrivalSchema>['arrival']>

/** `DELETE /forms/:key/slots/:id/bookings/:booking`. */
export const bookingEndSchema = v.strictObject({ tell: tellSchema })

/** `POST /forms/:key/slots/cancellation`: slots that do not take place, and what their people are told. */
export const slotsEndSchema = v.strictObject({ ids: slotRemovalSchema.entries.ids, tell: tellSchema })
export type SlotsEnd = v.InferOutput<typeof slotsEndSchema>

/** So many bookings are cancelled at once; of more, the rest with the next request. */
export const endedMax = 200

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
  /** What its places are counted in; null: each response takes one. */
  unit: string | null
  /** So many wait, each with as many as come with them. */
  waiting: number
  state: 'open' | 'closed'
}

/** The slots of a form (`GET /forms/:key/slots`). */
export interface StaffSlots {
  form: {
    key: string
    /** As whoever is not known yet reads it. */
    title: Texts
    /** Whether a rule sends its person a message when it is cancelled. */
    tellsCancelled: boolean
  }
  /** Its questions that have slots. */
  questions: {
    key: string
    title: Texts
    waiting: boolean
  }[]
  slots: StaffSlot[]
  /** There are more than were read. */
  more: boolean
}

/** Who has a place, or waits for one (`GET /forms/:key/slots/:id/bookings`), the first first. */
export interface StaffBooking {
  id: string
  slotId: string
  /** The key of the question that it answers. */
  question: string
  submissionId: string
  number: number | null
  friend: {
    id: string
    uid: string
    /** Null: unknown, or not to be seen. */
    displayName: string | null
    /** What the company calls them; null: no member, or not to be seen. */
    memberName: string | null
    pictureUrl: string | null
    friendship: 'following' | 'blocked' | 'unknown'
    /** In which they are spoken to. */
    language: Language
  }
  state: 'held' | 'booked' | 'waiting'
  /** How many places it takes. */
  seats: number
  /** Null: nobody has said whether they came. */
  arrival: Arrival | null
  /** Their own page of it in the mini-app; null: the account has none. */
  page: string | null
  /** Whether they know what staff did with it last; null: staff told them of nothing. */
  told: { state: 'waiting' | 'told' | 'failed'; reason: string | null } | null
  /** Their first answers, in words. */
  said: Texts[]
  at: number
}

/** A day (`GET /forms/:key/bookings`). */
export interface DayOfSlots {
  slots: (StaffSlot & { bookings: StaffBooking[] })[]
  /** Not all who come are read: there are too many for one page. */
  more: boolean
}
