import { sql, type SQL } from 'drizzle-orm'
import { isChoosable } from './places.ts'

/**
 * Walks the queues of slots as recursive SQL: whoever has waited longest gets a place if there is room for all who come with
 * them, and the next one who fits gets what is left. A large party keeps its turn, but no chair stays empty for it: whoever
 * came later and fits is not made to wait for nothing. Nobody gets a place of a form, or of a slot, that takes no answers any
 * more. Its rows are `slot_id`, `booking_id` (empty at the beginning) and how many places are `free` then.
 * @param affected ids of slots, as a list or a query in brackets
 * @param others a condition on `slot_bookings b`: those that queue
 */
export const queueWalk = (affected: SQL, now: number, others: SQL = sql`true`): SQL => sql`
  with recursive walk(slot_id, booking_id, at, free) as (
    select s.id, '', -1, s.capacity - s.taken from slots s join forms f on f.id = s.form_id
      where s.id in ${affected} and ${isChoosable(now)} and coalesce(s.starts_at, 9e15) > ${now}
        and f.state = 'open' and coalesce(f.closes_at, 9e15) > ${now}
    union all
    select w.slot_id, n.id, n.created_at, w.free - n.seats from walk w join slot_bookings n on n.id = (
      select b.id from slot_bookings b where b.slot_id = w.slot_id and b.state = 'waiting' and b.seats <= w.free
        and (b.created_at, b.id) > (w.at, w.booking_id) and ${others} order by b.created_at, b.id limit 1)
    where w.free > 0)`

/** Ids of the bookings that get a place by such a walk, as a query in brackets. */
export const nextInQueue = (affected: SQL, now: number, others?: SQL): SQL =>
  sql`(${queueWalk(affected, now, others)} select w.booking_id from walk w where w.booking_id <> '')`
