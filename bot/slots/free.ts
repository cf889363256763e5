import { inArray, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { touchSubmissions } from '../forms/touch.ts'
import { answers, slotBookings, slots } from '../../db/schema/index.ts'
import { takesPlace } from './places.ts'
import { nextInQueue } from './queue.ts'

/**
 * The statements that end bookings: their places are free, and who waits gets them, all in the same batch.
 * `taken` is counted from the bookings each time, so it cannot drift.
 * @param which a condition on `slot_bookings b` that nothing of what is written here changes
 */
export function freePlaces(which: SQL, now: number): Statement[] {
  const affected = sql`(select b.slot_id from slot_bookings b where b.state <> 'cancelled' and (${which}))`
  const others = sql`not (${which})`
  const ended = sql`(select b.id from slot_bookings b where b.state <> 'cancelled' and (${which}))`
  return [
    ...promoteWaiting(affected, now, others),
    // A hold leaves no trace: nobody ever came.
    statement(build.delete(slotBookings).where(sql`${slotBookings.id} in ${ended} and ${slotBookings.state} = 'held'`)),
    statement(
      build
        .update(slotBookings)
        .set({ state: 'cancelled', heldUntil: null, updatedAt: now })
        .where(sql`${slotBookings.id} in ${ended}`),
    ),
  ]
}

/**
 * Counts the places of slots anew, and gives those that are free to who waits, in the order of the queue.
 * @param affected ids of slots, as a list or a query in brackets
 * @param others a condition on `slot_bookings b`: those that go on
 */
export function promoteWaiting(affected: SQL, now: number, others: SQL = sql`true`): Statement[] {
  const promoted = nextInQueue(affected, now, others)
  return [
    countTaken(affected, others),
    // What they answered says no longer that they wait.
    statement(
      build
        .update(answers)
        .set({ valueJson: sql`json_remove(${answers.valueJson}, '$.waiting')` })
        .where(
          sql`(${answers.submissionId}, ${answers.questionKey}) in
            (select b.submission_id, b.question_key from slot_bookings b where b.id in ${promoted})`,
        ),
    ),
    touchSubmissions(sql`(select b.submission_id from slot_bookings b where b.id in ${promoted})`, now),
    statement(
      build
        .update(slotBookings)
        .set({ state: 'booked', promotedAt: now, updatedAt: now })
        .where(inArray(slotBookings.id, promoted)),
    ),
    countTaken(affected, others),
  ]
}

/** Counts the places of slots anew, by what the bookings say. */
const countTaken = (affected: SQL, others: SQL): Statement =>
  statement(
    build
      .update(slots)
      .set({
        taken: sql`(select coalesce(sum(b.seats), 0) from slot_bookings b where b.slot_id = slots.id and ${takesPlace} and ${others})`,
      })
      .where(sql`${slots.id} in ${affected}`),
  )
