import { and, eq, ne } from 'drizzle-orm'
import { slotBookings } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import { cancelFinished } from '../forms/cancel-finished.ts'
import { draftById } from '../forms/load.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { planRules } from '../rules/plan.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { slotOf } from './staff-list.ts'

/**
 * Staff cancel what somebody sent, with its place; whoever waits longest gets it.
 * @throws not_found; conflict `held` while the person still fills in the form
 */
export async function cancelBooking(scope: StaffScope, key: string, slotId: string, bookingId: string): Promise<void> {
  await slotOf(scope, key, slotId)
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
  const whole = await wholeScope(scope)
  const sent = booking && (await draftById(whole, booking.submissionId))
  if (!sent) throw notFound('The booking')
  if (sent.state !== 'finished') throw conflict('The person still fills in the form', { reason: 'held' })
  const plan = await planRules(whole, sent, { on: 'cancelled', answers: sent.answers, mouth: 'liff' })
  await writeTogether(scope, [
    ...cancelFinished(whole, sent),
    ...plan.statements(null),
    auditStatement(scope, 'slot.booking_cancelled', sent.id, { key, slot: slotId, number: sent.number }),
  ])
  scope.kick()
}
