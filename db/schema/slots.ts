import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, uniqueIndex, index } from 'drizzle-orm/sqlite-core'
import type { Texts } from '../../bot/forms/in-language.ts'
import { forms, submissions } from './forms.ts'
import { friends } from './friends.ts'

/** A time or a course with so many places, to choose in a question of the kind `slot`. Not part of a form version: places come and go daily. */
export const slots = sqliteTable(
  'slots',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    formId: text()
      .notNull()
      .references(() => forms.id),
    questionKey: text().notNull(),
    /** Null: something without a time, as a course. */
    startsAt: integer(),
    endsAt: integer(),
    /** What is said beside the time, or instead of it. */
    title: text({ mode: 'json' }).$type<Texts>(),
    capacity: integer().notNull(),
    /** Places that are held or booked, by as many people as their bookings say; never more than `capacity` when one is given. */
    taken: integer().notNull(),
    /** Nobody chooses it after this moment; null: until it starts. */
    closesAt: integer(),
    state: text({ enum: ['open', 'closed'] }).notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [
    index('slots_question').on(t.formId, t.questionKey, t.startsAt, t.id),
    // A day of an account, whichever form it belongs to.
    index('slots_day').on(t.accountId, t.startsAt),
  ],
)

/** Who has a place, or waits for one. */
export const slotBookings = sqliteTable(
  'slot_bookings',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    slotId: text()
      .notNull()
      .references(() => slots.id),
    submissionId: text()
      .notNull()
      .references(() => submissions.id),
    questionKey: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    uid: text().notNull(),
    /** `held`: while its person still fills in the form; `waiting`: for somebody to cancel. */
    state: text({ enum: ['held', 'booked', 'waiting', 'cancelled'] }).notNull(),
    /** Until then nobody else gets a held place; null unless `held`. */
    heldUntil: integer(),
    /** When it got the place that it waited for; null: it did not wait, or waits still. */
    promotedAt: integer(),
    /** When its person was told of that, or staff who tell them. */
    toldAt: integer(),
    /** How many places it takes, or waits for: people, where its question counts them. */
    seats: integer().notNull().default(1),
    /** Whether its people came, as staff saw it; null: nobody has said. */
    arrival: text({ enum: ['came', 'missed'] }),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('slot_bookings_submission')
      .on(t.submissionId, t.questionKey)
      .where(sql`state <> 'cancelled'`),
    // Also those that were cancelled: a submission that goes asks for all that lead to it.
    index('slot_bookings_of').on(t.submissionId),
    index('slot_bookings_slot').on(t.slotId, t.state, t.createdAt),
    index('slot_bookings_friend').on(t.friendSeq, t.createdAt),
    // Who waits anywhere in an account: what a list of submissions is narrowed to.
    index('slot_bookings_waiting')
      .on(t.accountId, t.submissionId)
      .where(sql`state = 'waiting'`),
    index('slot_bookings_held')
      .on(t.heldUntil)
      .where(sql`state = 'held'`),
    index('slot_bookings_untold')
      .on(t.promotedAt)
      .where(sql`promoted_at is not null and told_at is null`),
  ],
)
