import { and, desc, eq } from 'drizzle-orm'
import { auditEntries, staff } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { shown } from '../staff/masking.ts'
import type { Review } from './staff-contract.ts'

const shownMax = 100

/** Somebody's own words before and after; they may name a person. */
interface Words {
  from: string | null
  to: string | null
}

type Change =
  | { kind: 'review'; from: Review; to: Review; words: Words }
  | { kind: 'assignee'; from: string | null; to: string | null }
  | { kind: 'note'; act: 'written' | 'edited' | 'removed' | 'restored'; words: Words }

/** What staff did to a submission, newest first: who, when, before and after; assignees by name. */
export async function historyOf(scope: StaffScope, submissionId: string) {
  const rows = await scope.db.reports
    .select({
      id: auditEntries.id,
      action: auditEntries.action,
      detail: auditEntries.detail,
      at: auditEntries.at,
      by: staff.name,
    })
    .from(auditEntries)
    .leftJoin(staff, eq(staff.id, auditEntries.staffId))
    .where(and(eq(auditEntries.subject, submissionId), belongsTo(auditEntries.accountId, scope.account.id)))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(shownMax)
  const names = new Map(rows.some(({ action }) => action === 'submission.assigned') ? await everybody(scope) : [])
  return rows.flatMap(({ id, action, detail, at, by }) => {
    const change = changeIn(scope, action, detail, names)
    return change ? [{ id, at, by, change }] : []
  })
}

/** Also those who work here no more: the past keeps its names. */
async function everybody({ db }: StaffScope): Promise<[string, string][]> {
  const rows = await db.reports.select({ id: staff.id, name: staff.name }).from(staff)
  return rows.map(({ id, name }) => [id, name])
}

function changeIn(
  scope: StaffScope,
  action: string,
  detail: Record<string, unknown>,
  names: Map<string, string>,
): Change | null {
  const { from = null, to = null } = detail
  const words = wordsIn(scope, detail)
  if (action === 'submission.reviewed') return { kind: 'review', from: from as Review, to: to as Review, words }
  const nameOf = (id: unknown) => (typeof id === 'string' ? (names.get(id) ?? id) : null)
  if (action === 'submission.assigned') return { kind: 'assignee', from: nameOf(from), to: nameOf(to) }
  const act = /^note\.(written|edited|removed|restored)$/.exec(action)?.[1]
  return act ? { kind: 'note', act: act as 'written' | 'edited' | 'removed' | 'restored', words } : null
}

function wordsIn(scope: StaffScope, { words }: Record<string, unknown>): Words {
  const { from = null, to = null } = (words ?? {}) as Partial<Words>
  return { from: shown(scope, from), to: shown(scope, to) }
}
