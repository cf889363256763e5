import { sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { slotBookings, slots } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { slotForm } from './staff-list.ts'

/**
 * Removes slots in which nobody has a place or waits for one; old answers keep their words.
 * @throws not_found when one is not there; conflict `in_use`
 */
export async function removeSlots(scope: StaffScope, key: string, ids: string[]): Promise<void> {
  const { id: formId } = await slotForm(scope, key)
  const list = sql`(select value from json_each(${JSON.stringify(ids)}))`
  const these = sql`${slots.id} in ${list} and ${slots.formId} = ${formId} and ${slots.accountId} = ${scope.account.id}`
  const rows = await scope.db.orm
    .select({
      id: slots.id,
      used: sql<number>`exists (select 1 from slot_bookings b where b.slot_id = slots.id and b.state <> 'cancelled')`,
    })
    .from(slots)
    .where(these)
  if (rows.length < new Set(ids).size) throw notFound('The slot')
  if (rows.some(({ used }) => used === 1)) throw conflict('Somebody has a place', { reason: 'in_use' })
  await writeTogether(scope, [
    guard(sql`not exists (select 1 from slot_bookings b where b.slot_id in ${list} and b.state <> 'cancelled')`),
    statement(build.delete(slotBookings).where(sql`${slotBookings.slotId} in ${list}`)),
    statement(build.delete(slots).where(these)),
    auditStatement(scope, 'slots.removed', formId, { key, count: rows.length }),
  ])
}
