import { and, eq, inArray } from 'drizzle-orm'
import { forms, slotBookings, slots } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { SlotOffer } from './contract.ts'
import { cancelRefusal } from './may-cancel.ts'
import { slotValue } from './value.ts'

/**
 * The slot that a change must leave as it is: whoever cannot cancel by themselves (any more) cannot give their place up by
 * choosing another one either. Null: they may choose.
 * @param replaces the finished submission that is being changed; null: nothing was sent yet
 */
export async function fixedOffer(
  scope: Scope,
  { questionKey, replaces }: { questionKey: string; replaces: { id: string } | null },
): Promise<SlotOffer | null> {
  if (!replaces) return null
  const booked = await scope.db.orm
    .select({
      questionKey: slotBookings.questionKey,
      state: slotBookings.state,
      slot: slots,
      startsAt: slots.startsAt,
      cancelUntil: forms.cancelUntil,
    })
    .from(slotBookings)
    .innerJoin(slots, eq(slots.id, slotBookings.slotId))
    .innerJoin(forms, eq(forms.id, slots.formId))
    .where(
      and(
        eq(slotBookings.submissionId, replaces.id),
        eq(slotBookings.accountId, scope.account.id),
        inArray(slotBookings.state, ['booked', 'waiting']),
      ),
    )
  const own = booked.find((one) => one.questionKey === questionKey)
  if (!own || cancelRefusal(own.cancelUntil, booked, scope.clock()) === null) return null
  const value = { ...slotValue(own.slot), ...(own.state === 'waiting' ? { waiting: 'yes' } : {}) }
  return { value, startsAt: own.startsAt, left: 0, isMine: true, isFixed: true }
}
