import { sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { slots } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { freePlaces, promoteWaiting } from './free.ts'
import type { SlotStates } from './staff-contract.ts'
import { slotForm } from './staff-list.ts'

/**
 * Closes several slots, or opens them again: a day on which nobody is there. Who has a place keeps it, and so does whoever still
 * fills in the form, unless it does not take place at all.
 * @throws not_found when one is not there
 */
export async function changeStates(
  scope: StaffScope,
  key: string,
  { ids, state, freesHeld = false }: SlotStates & { freesHeld?: boolean },
): Promise<void> {
  const { id: formId } = await slotForm(scope, key)
  const list = sql`(select value from json_each(${JSON.stringify(ids)}))`
  const these = sql`${slots.id} in ${list} and ${slots.formId} = ${formId} and ${slots.accountId} = ${scope.account.id}`
  const rows = await scope.db.orm.select({ id: slots.id }).from(slots).where(these)
  if (rows.length < new Set(ids).size) throw notFound('The slot')
  const now = scope.clock()
  await writeTogether(scope, [
    statement(build.update(slots).set({ state, updatedAt: now }).where(these)),
    ...(state === 'open' ? promoteWaiting(list, now) : []),
    ...(freesHeld ? freePlaces(sql`b.slot_id in ${list} and b.state = 'held'`, now) : []),
    auditStatement(scope, 'slots.state_changed', formId, { key, count: rows.length, after: { state } }),
  ])
}
