import { and, eq, ne } from 'drizzle-orm'
import { slotBookings, slots } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { OwnBooking } from './contract.ts'
import { slotValue } from './value.ts'

/** The places of a submission. */
export async function bookingsOf(scope: Scope, submissionId: string): Promise<OwnBooking[]> {
  const rows = await scope.db.orm
    .select({
      questionKey: slotBookings.questionKey,
      state: slotBookings.state,
      seats: slotBookings.seats,
      slot: slots,
    })
    .from(slotBookings)
    .innerJoin(slots, eq(slots.id, slotBookings.slotId))
    .where(
      and(
        eq(slotBookings.submissionId, submissionId),
        eq(slotBookings.accountId, scope.account.id),
        ne(slotBookings.state, 'cancelled'),
      ),
    )
  return rows.flatMap(({ state, slot, ...row }) =>
    state === 'cancelled' ? [] : [{ ...row, state, value: slotValue(slot), startsAt: slot.startsAt }],
  )
}
