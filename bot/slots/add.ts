import { build, statement } from '../../db/database.ts'
import { slots } from '../../db/schema/index.ts'
import { sql } from 'drizzle-orm'
import { conflict, invalid } from '../errors.ts'
import type { Texts } from '../forms/contract.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import { addedMax, repeatedSlots, type SlotTimes } from './repeat.ts'
import type { SlotPlan } from './staff-contract.ts'
import { slotForm } from './staff-list.ts'

/** A statement holds so many rows: SQLite counts its values. */
const rowsAtOnce = 100

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
  const { question, capacity, title } = plan
  if (!definition.questions.some((one) => one.kind === 'slot' && one.key === question))
    throw invalid('The question has no slots', { fields: ['question'] })
  const planned = repeatedSlots(plan)
  const made = await withoutSame(scope, { formId, question, title }, planned)
  if (planned.length > 0 && made.length === 0) throw conflict('There are such slots already', { reason: 'same_slots' })
  if (made.length === 0) throw invalid('There is no such day', { fields: ['to'], reason: 'no_such_day' })
  if (planned.length > addedMax)
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
