import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { auditEntries, staff } from '../../db/schema/index.ts'
import { cursorText, type Cursor } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { AuditFilters, AuditList } from './audit-contract.ts'
import { everyAccount } from './contract.ts'

const dayMs = 24 * 60 * 60_000

/** A page of the audit log, newest first; `next` is null at its beginning. */
export async function listAudit(scope: StaffScope, { cursor, limit, ...filters }: AuditList) {
  const found = await auditPage(scope, filters, { cursor, limit: limit + 1 })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? cursorText({ at: last.at, key: last.id }) : null }
}

export type AuditRow = Awaited<ReturnType<typeof auditPage>>[number]

/**
 * Entries of the account and of what concerns every account, each read by its own index and then joined: asked for in one
 * breath, SQLite would sort a million of them. Owners read all; everybody else their own deeds. What concerns every account
 * is for those who own them all.
 */
export async function auditPage(
  scope: StaffScope,
  filters: AuditFilters,
  { cursor, limit }: { cursor: Cursor | undefined; limit: number },
) {
  const { actor, account } = scope
  const mine = actor.role === 'owner' ? undefined : actor.staffId
  const who = filters.staff ?? mine
  if (mine !== undefined && who !== mine) return []
  const everywhere = actor.ownsAll || who === actor.staffId
  const places = everywhere ? [account.id, everyAccount] : [account.id]
  const pages = await Promise.all(
    places.map((place) =>
      pageOf(scope, place, { ...filters, ...(who !== undefined && { staff: who }) }, cursor, limit),
    ),
  )
  return pages
    .flat()
    .toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1))
    .slice(0, limit)
    .map(({ detail: { words: _said, ...detail }, ...row }) => ({
      ...row,
      // What somebody wrote stands where it was written, and there alone.
      detail: actor.seesPersonal ? detail : withoutPersonal(detail),
    }))
}

function pageOf(
  { db }: StaffScope,
  accountId: string,
  { staff: staffId, action, subject, from, until }: AuditFilters,
  cursor: Cursor | undefined,
  limit: number,
) {
  const { id, at, detail } = auditEntries
  return db.reports
    .select({
      ...{ id, at, action: auditEntries.action, subject: auditEntries.subject, detail },
      staff: { id: auditEntries.staffId, name: staff.name },
    })
    .from(auditEntries)
    .leftJoin(staff, eq(staff.id, auditEntries.staffId))
    .where(
      and(
        // With a subject its own index is the short way; the plus keeps SQLite from walking the account's.
        subject === undefined ? eq(auditEntries.accountId, accountId) : sql`+${auditEntries.accountId} = ${accountId}`,
        subject === undefined ? undefined : eq(auditEntries.subject, subject),
        staffId === undefined ? undefined : eq(auditEntries.staffId, staffId),
        action === undefined ? undefined : eq(auditEntries.action, action),
        from === undefined ? undefined : gte(at, dayOfJapan(from)),
        until === undefined ? undefined : lt(at, dayOfJapan(until) + dayMs),
        cursor && sql`(${at}, ${id}) < (${cursor.at}, ${cursor.key})`,
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(limit)
}

const dayOfJapan = (day: string) => Date.parse(`${day}T00:00:00+09:00`)

/** Where a text is a word of ours or an id, and never one of a person's. */
const wordKeys = new Set(['from', 'to', 'role', 'kind', 'section', 'state', 'change'])

/** What of a deed is fit for those who see no personal data: counts, times, and words of ours. */
function withoutPersonal(detail: Record<string, unknown>): Record<string, unknown> {
  const kept = (key: string, value: unknown): unknown => {
    if (typeof value === 'string') return wordKeys.has(key) ? value : undefined
    if (Array.isArray(value)) return value.map((one) => kept(key, one)).filter((one) => one !== undefined)
    return typeof value === 'object' && value !== null ? withoutPersonal(value as Record<string, unknown>) : value
  }
  return Object.fromEntries(
    Object.entries(detail).flatMap(([key, value]) => {
      const fit = kept(key, value)
      return fit === undefined ? [] : [[key, fit]]
    }),
  )
}
