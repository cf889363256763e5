import { and, eq } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { slotBookings } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { sentBooking } from './sent-booking.ts'
import type { Arrival } from './staff-contract.ts'

/**
 * Staff note that somebody came, or did not; null takes it back.
 * @throws not_found; conflict `held` while the person still fills in the form, `waits` where they have no place
 */
export async function noteArrival(
  scope: StaffScope,
  key: string,
  { slotId, bookingId, arrival }: { slotId: string; bookingId: string; arrival: Arrival | null },
): Promise<void> {
  const { booking, sent } = await sentBooking(scope, key, { slotId, bookingId })
  if (booking.state !== 'booked') throw conflict('They have no place', { reason: 'waits' })
  if (booking.arrival === arrival) return
  const note = build
    .update(slotBookings)
    .set({ arrival, updatedAt: scope.clock() })
    .where(and(eq(slotBookings.id, bookingId), eq(slotBookings.slotId, slotId), eq(slotBookings.state, 'booked')))
  await writeTogether(scope, [
    must(statement(note)),
    auditStatement(scope, 'slot.arrival_noted', sent.id, {
      ...{ key, number: sent.number },
      before: { arrival: booking.arrival },
      after: { arrival },
    }),
  ])
}
