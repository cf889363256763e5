import { sql, type SQL } from 'drizzle-orm'

/** States in which a booking takes a place; literal, because the partial indexes ask for it. */
export const takesPlace = sql`b.state in ('held', 'booked')`

/** Whether `slots s` can be chosen at a moment. */
export const isChoosable = (now: number): SQL =>
  sql`s.state = 'open' and coalesce(s.closes_at, s.starts_at, 9e15) > ${now}`

/** A condition on `slot_bookings b`: holds that ran out. Whoever has one is still the first to get it, until somebody else asks. */
export const hasRunOut = (now: number): SQL => sql`b.state = 'held' and b.held_until <= ${now}`
