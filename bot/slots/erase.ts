import { sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { slotBookings, slots } from '../../db/schema/index.ts'
import { freePlaces } from './free.ts'

/**
 * The statements that remove the bookings of submissions which are about to go; their places are free again. They stand before
 * the submissions' own, because they lead there.
 * @param these ids of submissions, as a query in brackets
 */
export const removeBookings = (these: SQL, now: number): Statement[] => [
  ...freePlaces(sql`b.submission_id in ${these}`, now),
  statement(build.delete(slotBookings).where(sql`${slotBookings.submissionId} in ${these}`)),
]

/** The statement that removes the slots of a form that nobody has filled in. */
export const removeSlots = (accountId: string, formId: string): Statement =>
  statement(build.delete(slots).where(sql`${slots.formId} = ${formId} and ${slots.accountId} = ${accountId}`))
