import { and, asc, eq, sql } from 'drizzle-orm'
import { forms, slotBookings, slots } from '../../db/schema/index.ts'
import { readable } from '../friends/readable.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { slotText } from './slot-text.ts'
import { slotValue } from './value.ts'

/** Every place that a friend has, had or waits for: the slot in words, and who of those that wait is before them. */
export async function exportedBookings({ db, account }: StaffScope, friendSeq: number) {
  const before = sql<number | null>`case ${slotBookings.state} when 'waiting' then (select count(*) from slot_bookings w
    where w.slot_id = ${slotBookings.slotId} and w.state = 'waiting'
      and (w.created_at, w.id) < (${slotBookings.createdAt}, ${slotBookings.id})) end`
  const rows = await db.reports
    .select({ booking: slotBookings, before, slot: slots, form: forms.key })
    .from(slotBookings)
    .innerJoin(slots, eq(slots.id, slotBookings.slotId))
    .innerJoin(forms, eq(forms.id, slots.formId))
    .where(and(belongsTo(slotBookings.accountId, account.id), eq(slotBookings.friendSeq, friendSeq)))
    .orderBy(asc(slotBookings.createdAt))
  return rows.map(({ booking, before: waitingBefore, slot, form }) => ({
    ...{ form, slot: slotText(slotValue(slot)) },
    ...readable({ ...booking, startsAt: slot.startsAt, endsAt: slot.endsAt }),
    waitingBefore,
  }))
}
