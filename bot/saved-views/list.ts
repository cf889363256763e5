import { and, asc, eq, or } from 'drizzle-orm'
import { savedViews, staff } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { ViewPage } from './contract.ts'

/** The views of a page that somebody may use: their own, and what colleagues share. */
export async function listViews({ db, account, actor }: StaffScope, page: ViewPage) {
  const { id, title, query, shared, staffId } = savedViews
  const rows = await db.reports
    .select({ id, title, query, shared, staffId, by: staff.name })
    .from(savedViews)
    .leftJoin(staff, eq(staff.id, staffId))
    .where(
      and(
        eq(savedViews.accountId, account.id),
        eq(savedViews.page, page),
        or(eq(staffId, actor.staffId), eq(shared, true)),
      ),
    )
    .orderBy(asc(savedViews.createdAt), asc(id))
  return rows.map(({ staffId: whose, ...view }) => {
    const own = whose === actor.staffId
    return { ...view, own, mayChange: own || actor.role === 'owner' }
  })
}
