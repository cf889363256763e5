import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { slotBookings, submissions } from '../../db/schema/index.ts'
import { MusubiError } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { cancelBooking } from './cancel-booking.ts'
import { changeStates } from './change-states.ts'
import { endedMax, type SlotsEnd } from './staff-contract.ts'

/**
 * Slots that do not take place: closed first, so that nobody chooses them, is moved up or sends what holds a place there; then
 * every booking in them is cancelled, each in a batch of its own with what its person is told. Whoever took theirs back meanwhile
 * is passed over. When the process dies in between, what is left still stands there, and is done by doing it again.
 * @returns how many were cancelled, and whether there are more than are cancelled at once: then it is asked for again
 * @throws not_found
 */
export async function cancelSlots(
  scope: StaffScope,
  key: string,
  { ids, tell }: SlotsEnd,
): Promise<{ cancelled: number; more: boolean }> {
  await changeStates(scope, key, { ids, state: 'closed', freesHeld: true })
  const rows = await scope.db.orm
    .select({ id: slotBookings.id, slotId: slotBookings.slotId })
    .from(slotBookings)
    .innerJoin(submissions, eq(submissions.id, slotBookings.submissionId))
    .where(
      and(
        sql`${slotBookings.slotId} in (select value from json_each(${JSON.stringify(ids)}))`,
        eq(slotBookings.accountId, scope.account.id),
        inArray(slotBookings.state, ['booked', 'waiting']),
        eq(submissions.state, 'finished'),
      ),
    )
    .orderBy(asc(slotBookings.createdAt))
    .limit(endedMax + 1)
  let cancelled = 0
  for (const { id, slotId } of rows.slice(0, endedMax)) {
    try {
      await cancelBooking(scope, key, { slotId, bookingId: id, tell })
      cancelled++
    } catch (error) {
      if (!(error instanceof MusubiError) || (error.code !== 'not_found' && error.code !== 'conflict')) throw error
    }
  }
  return { cancelled, more: rows.length > endedMax }
}
