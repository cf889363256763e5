import { build, statement, type Statement } from '../../db/database.ts'
import { slots } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { repeatedSlots, type SlotTimes } from './repeat.ts'
import type { SlotPlan } from './staff-contract.ts'

/** A statement holds so many rows: SQLite counts its values. */
const rowsAtOnce = 100

/** The slots that a plan makes for a form: their ids, and the statements that write them. */
export function slotStatements(
  { account, ids, clock }: Pick<Scope, 'ids' | 'clock'> & { account: { id: string } },
  formId: string,
  plan: SlotPlan,
  times: SlotTimes[] = repeatedSlots(plan),
): { ids: string[]; statements: Statement[] } {
  const now = clock()
  const { question, capacity, title } = plan
  const rows = times.map((one) => ({
    ...{ id: ids(), accountId: account.id, formId, questionKey: question, ...one, title, capacity },
    ...{ taken: 0, state: 'open' as const, createdAt: now, updatedAt: now },
  }))
  const parts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  )
  return {
    ids: rows.map(({ id }) => id),
    statements: parts.map((part) => statement(build.insert(slots).values(part))),
  }
}
