import { and, eq, ne } from 'drizzle-orm'
import { slotBookings } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import { draftById } from '../forms/load.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { slotOf } from './staff-list.ts'

/**
 * A booking that staff may do something about, with its slot and the submission that it belongs to.
 * @throws not_found; conflict `held` while the person still fills in the form
 */
export async function sentBooking(
  scope: StaffScope,
  key: string,
  { slotId, bookingId }: Record<'slotId' | 'bookingId', string>,
) {
  const slot = await slotOf(scope, key, slotId)
  const booking = await scope.db.orm
    .select()
    .from(slotBookings)
    .where(
      and(
        eq(slotBookings.id, bookingId),
        eq(slotBookings.slotId, slotId),
        eq(slotBookings.accountId, scope.account.id),
        ne(slotBookings.state, 'cancelled'),
      ),
    )
    .get()
  const sent = booking && (await draftById(await wholeScope(scope), booking.submissionId))
  if (!sent) throw notFound('The booking')
  if (sent.state !== 'finished') throw conflict('The person still fills in the form', { reason: 'held' })
  return { booking, sent, slot }
}
