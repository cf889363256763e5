import { and, eq, inArray } from 'drizzle-orm'
import { forms, slotBookings, slots } from '../../db/schema/index.ts'
import type { Problem } from '../forms/kinds/problem.ts'
import type { Scope } from '../scope.ts'
import type { SlotOffer } from './contract.ts'
import { fixedSince } from './may-cancel.ts'
import { slotValue } from './value.ts'

interface Changing {
  questionKey: string
  /** The finished submission that is being changed; null: nothing was sent yet. */
  replaces: { id: string } | null
}

/**
 * The slot that a change must leave as it is, because it is too late to take another one. Null: they may choose. A form
 * where nobody cancels by themselves, but answers can be changed, lets people take another slot until theirs begins.
 */
export async function fixedOffer(scope: Scope, changing: Changing): Promise<SlotOffer | null> {
  const { own, booked } = await bookedFor(scope, changing)
  if (!own) return null
  const since = fixedSince(own.cancelUntil, booked, scope.clock())
  if (since === null) return null
  const value = { ...slotValue(own.slot), ...(own.state === 'waiting' ? { waiting: 'yes' } : {}) }
  const { capacity, startsAt } = own.slot
  return { value, startsAt, capacity, left: 0, mine: own.seats, fixedSince: since }
}

/** Why a change cannot give a place up for none; null: it can, or there is none. Giving it up is cancelling. */
export async function givingUpRefused(scope: Scope, changing: Changing): Promise<Problem | null> {
  const { own, booked } = await bookedFor(scope, changing)
  if (!own) return null
  const since = fixedSince(own.cancelUntil, booked, scope.clock())
  return since === null && own.cancelUntil !== null ? null : { code: 'slot_fixed', since }
}

/** What is booked or waited for with the submission that is being changed. */
async function bookedFor(scope: Scope, { questionKey, replaces }: Changing) {
  if (!replaces) return { own: undefined, booked: [] }
  const booked = await scope.db.orm
    .select({
      questionKey: slotBookings.questionKey,
      state: slotBookings.state,
      seats: slotBookings.seats,
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
  return { own: booked.find((one) => one.questionKey === questionKey), booked }
}
