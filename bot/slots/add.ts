import { invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { slotStatements } from './plan-statements.ts'
import { addedMax, repeatedSlots } from './repeat.ts'
import type { SlotPlan } from './staff-contract.ts'
import { slotForm } from './staff-list.ts'

/**
 * Adds slots to a question of a form, one or many.
 * @returns their ids, by which it is undone
 * @throws invalid when the question has none, when the plan makes none or too many
 */
export async function addSlots(scope: StaffScope, key: string, plan: SlotPlan): Promise<string[]> {
  const { id: formId, definition } = await slotForm(scope, key)
  const { question } = plan
  if (!definition.questions.some((one) => one.kind === 'slot' && one.key === question))
    throw invalid('The question has no slots', { fields: ['question'] })
  const made = repeatedSlots(plan)
  if (made.length === 0) throw invalid('There is no such day', { fields: ['to'], reason: 'no_such_day' })
  if (made.length > addedMax)
    throw invalid('These are too many at once', { fields: ['to'], reason: 'too_many_at_once' })
  const { ids, statements } = slotStatements(scope, formId, plan)
  await writeTogether(scope, [
    ...statements,
    auditStatement(scope, 'slots.added', formId, { key, count: ids.length, after: plan }),
  ])
  return ids
}
