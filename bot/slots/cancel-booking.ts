import { cancelFinished } from '../forms/cancel-finished.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { planRules } from '../rules/plan.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { sentBooking } from './sent-booking.ts'
import type { Tell } from './staff-contract.ts'
import { tellStatements } from './tell-statements.ts'

/**
 * Staff cancel what somebody sent, with its place; whoever is next in the queue gets it. Its person is told, if staff want.
 * @throws not_found; conflict `held` while the person still fills in the form
 */
export async function cancelBooking(
  scope: StaffScope,
  key: string,
  { slotId, bookingId, tell }: { slotId: string; bookingId: string; tell?: Tell },
): Promise<void> {
  const { sent, slot } = await sentBooking(scope, key, { slotId, bookingId })
  const whole = await wholeScope(scope)
  const plan = await planRules(whole, sent, { on: 'cancelled', answers: sent.answers, mouth: 'liff' })
  await writeTogether(scope, [
    ...cancelFinished(whole, sent),
    ...plan.statements(null),
    ...(await tellStatements(whole, sent, { booking: bookingId, slot: null, of: slot, tell })),
    auditStatement(scope, 'slot.booking_cancelled', sent.id, {
      ...{ key, slot: slotId, number: sent.number, isTold: tell !== undefined },
    }),
  ])
  scope.kick()
}
