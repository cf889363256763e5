import { build, statement } from '../../db/database.ts'
import { slots } from '../../db/schema/index.ts'
import { invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { addedMax, repeatedSlots } from './repeat.ts'
import type { SlotPlan } from './staff-contract.ts'
import { slotForm } from './staff-list.ts'

/** A statement holds so many rows: SQLite counts its values. */
const rowsAtOnce = 100

/**
 * Adds slots to a question of a form, one or many.
 * @returns their ids, by which it is undone
 * @throws invalid when the question has none, when the plan makes none or too many
 */
export async function addSlots(scope: StaffScope, key: string, plan: SlotPlan): Promise<string[]> {
  const { id: formId, definition } = await slotForm(scope, key)
  const { question, capacity, title } = plan
  if (!definition.questions.some((one) => one.kind === 'slot' && one.key === question))
    throw invalid('The question has no slots', { fields: ['question'] })
  const made = repeatedSlots(plan)
  if (made.length === 0) throw invalid('There is no such day', { fields: ['to'], reason: 'no_such_day' })
  if (made.length > addedMax)
    throw invalid('These are too many at once', { fields: ['to'], reason: 'too_many_at_once' })
  const now = scope.clock()
  const rows = made.map((times) => ({
    ...{ id: scope.ids(), accountId: scope.account.id, formId, questionKey: question, ...times, title, capacity },
    ...{ taken: 0, state: 'open' as const, createdAt: now, updatedAt: now },
  }))
  const parts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  )
  await writeTogether(scope, [
    ...parts.map((part) => statement(build.insert(slots).values(part))),
    auditStatement(scope, 'slots.added', formId, { key, count: rows.length, after: plan }),
  ])
  return rows.map(({ id }) => id)
}
