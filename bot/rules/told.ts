import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { deliveries, ruleDeeds } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { comesTooLate } from './night.ts'
import { toldAfterMs } from './tell-person.ts'

/** How far somebody is with what staff wanted them to know. */
export interface Told {
  state: 'waiting' | 'told' | 'failed'
  /** Why they could not be told, as a code that the dashboard words. */
  reason: string | null
}

/**
 * What the people of bookings were told last of what staff did with them, by the ids of the bookings; nothing of those that
 * were moved again without a word.
 */
export async function toldOf(
  { db, account }: StaffScope,
  bookings: { id: string; submissionId: string; slotId: string }[],
): Promise<Map<string, Told>> {
  const ids = [...new Set(bookings.map(({ submissionId }) => submissionId))]
  if (ids.length === 0) return new Map()
  const placeOf = new Map(bookings.map(({ id, slotId }) => [id, slotId]))
  const rows = await db.reports
    .select({
      booking: sql<string>`${ruleDeeds.deed} ->> 'booking'`,
      slot: sql<string | null>`${ruleDeeds.deed} ->> 'slot'`,
      until: sql<number | null>`${ruleDeeds.deed} ->> 'until'`,
      state: ruleDeeds.state,
      reason: ruleDeeds.reason,
      createdAt: ruleDeeds.createdAt,
      outcome: deliveries.state,
      why: deliveries.reason,
    })
    .from(ruleDeeds)
    .leftJoin(deliveries, eq(deliveries.id, ruleDeeds.sentAs))
    .where(and(inArray(ruleDeeds.submissionId, ids), eq(ruleDeeds.accountId, account.id), eq(ruleDeeds.on, 'staff')))
    .orderBy(asc(ruleDeeds.createdAt), asc(ruleDeeds.id))
  return new Map(
    rows.flatMap(({ booking, slot, ...row }): [string, Told][] => {
      const told = slot === placeOf.get(booking) ? standing(row) : null
      return told ? [[booking, told]] : []
    }),
  )
}

/** Null: it was taken back, or something newer was said instead. What waits for a morning that is too late for it has failed. */
function standing(row: {
  until: number | null
  state: string
  reason: string | null
  createdAt: number
  outcome: string | null
  why: string | null
}): Told | null {
  if (row.state === 'excluded') return null
  if (row.state === 'failed') return { state: 'failed', reason: row.reason }
  if (row.state === 'waiting' && comesTooLate(row.until, row.createdAt + toldAfterMs))
    return { state: 'failed', reason: 'too_late' }
  if (row.state === 'waiting' || row.outcome === 'calling' || row.outcome === 'waiting')
    return { state: 'waiting', reason: null }
  return row.outcome === 'accepted' ? { state: 'told', reason: null } : { state: 'failed', reason: row.why }
}
