import { sql } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { slots } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { promoteWaiting } from './free.ts'
import type { SlotChange } from './staff-contract.ts'
import { slotOf } from './staff-list.ts'

/**
 * Changes how many places a slot has, or whether it can be chosen. More places go to who waits, in the same batch.
 * @throws not_found; conflict `below_taken` with `detail.taken`: nobody loses a place by a number; cancelling says who
 */
export async function changeSlot(scope: StaffScope, key: string, id: string, change: SlotChange): Promise<void> {
  const slot = await slotOf(scope, key, id)
  const before = { capacity: slot.capacity, state: slot.state }
  const after = { ...before, ...change }
  if (after.capacity < slot.taken)
    throw conflict('More people have a place', { reason: 'below_taken', taken: slot.taken })
  if (after.capacity === before.capacity && after.state === before.state) return
  const now = scope.clock()
  const update = build
    .update(slots)
    .set({ ...after, updatedAt: now })
    .where(
      sql`${slots.id} = ${id} and ${slots.capacity} = ${before.capacity} and ${slots.state} = ${before.state}
        and ${slots.taken} <= ${after.capacity}`,
    )
  await writeTogether(scope, [
    must(statement(update)),
    ...promoteWaiting(sql`(select ${id})`, now),
    auditStatement(scope, 'slot.changed', id, { key, before, after }),
  ])
}
