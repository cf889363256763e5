import { and, inArray } from 'drizzle-orm'
import { slotBookings } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** What stands beside a slot that somebody chose: whether they have the place, and whether they came. */
export interface Booked {
  state: 'booked' | 'waiting' | 'cancelled'
  arrival: 'came' | 'missed' | null
}

/** The bookings of submissions, by submission and question; of several the one that holds, or was the last. */
export async function bookedIn(
  { db, account }: StaffScope,
  submissionIds: string[],
): Promise<Map<string, Map<string, Booked>>> {
  const rows = await db.reports
    .select({
      submissionId: slotBookings.submissionId,
      questionKey: slotBookings.questionKey,
      state: slotBookings.state,
      arrival: slotBookings.arrival,
    })
    .from(slotBookings)
    .where(and(belongsTo(slotBookings.accountId, account.id), inArray(slotBookings.submissionId, submissionIds)))
    .orderBy(slotBookings.createdAt)
  const found = new Map<string, Map<string, Booked>>()
  for (const { submissionId, questionKey, state, arrival } of rows) {
    if (state === 'held') continue
    const own = found.get(submissionId) ?? new Map<string, Booked>()
    const known = own.get(questionKey)
    if (!known || known.state === 'cancelled') own.set(questionKey, { state, arrival })
    found.set(submissionId, own)
  }
  return found
}
