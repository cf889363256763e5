import { sql } from 'drizzle-orm'
import { slots } from '../../db/schema/index.ts'
import { conflict, invalid } from '../errors.ts'
import type { Texts } from '../forms/contract.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { slotStatements } from './plan-statements.ts'
import { addedMax, repeatedSlots, type SlotTimes } from './repeat.ts'
import type { SlotPlan } from './staff-contract.ts'
import { slotForm } from './staff-list.ts'

/** What is there already is not added a second time: nobody could tell them apart. A course without a time is told by its name. */
async function withoutSame(
  { db, account }: StaffScope,
  { formId, question, title }: { formId: string; question: string; title: Texts | null },
  planned: SlotTimes[],
): Promise<SlotTimes[]> {
  const begins = JSON.stringify(planned.map(({ startsAt }) => startsAt))
  const same = await db.orm
    .select({ startsAt: slots.startsAt })
    .from(slots)
    .where(
      sql`${slots.formId} = ${formId} and ${slots.questionKey} = ${question} and ${slots.accountId} = ${account.id}
        and coalesce(${slots.startsAt}, -1) in (select coalesce(value, -1) from json_each(${begins}))
        and coalesce(${slots.title} ->> 'ja', '') = ${title?.ja ?? ''}`,
    )
  const known = new Set(same.map(({ startsAt }) => startsAt))
  return planned.filter(({ startsAt }) => !known.has(startsAt))
}

/**
 * Adds slots to a question of a form, one or many.
 * @returns their ids, by which it is undone
 * @throws invalid when the question has none, when the plan makes none or too many; conflict `same_slots` when all of them are there
 */
export async function addSlots(scope: StaffScope, key: string, plan: SlotPlan): Promise<string[]> {
  const { id: formId, definition } = await slotForm(scope, key)
  const { question, title } = plan
  if (!definition.questions.some((one) => one.kind === 'slot' && one.key === question))
    throw invalid('The question has no slots', { fields: ['question'] })
  const planned = repeatedSlots(plan)
  const made = await withoutSame(scope, { formId, question, title }, planned)
  if (planned.length > 0 && made.length === 0) throw conflict('There are such slots already', { reason: 'same_slots' })
  if (made.length === 0) throw invalid('There is no such day', { fields: ['to'], reason: 'no_such_day' })
  if (planned.length > addedMax)
    throw invalid('These are too many at once', { fields: ['to'], reason: 'too_many_at_once' })
  const { ids, statements } = slotStatements(scope, formId, plan, made)
  await writeTogether(scope, [
    ...statements,
    auditStatement(scope, 'slots.added', formId, { key, count: ids.length, after: plan }),
  ])
  return ids
}
