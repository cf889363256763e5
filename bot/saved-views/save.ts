import { and, count, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { savedViews } from '../../db/schema/index.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { viewQuery, viewsMax, type NewView } from './contract.ts'

/**
 * Keeps a list as somebody sees it, for themselves or for everybody in the account.
 * @returns its id
 * @throws conflict `too_many_views`
 */
export async function saveView(scope: StaffScope, { page, title, query, shared }: NewView): Promise<string> {
  const { db, account, actor } = scope
  const own = { accountId: account.id, staffId: actor.staffId, page }
  const [held] = await db.orm
    .select({ count: count() })
    .from(savedViews)
    .where(and(eq(savedViews.accountId, account.id), eq(savedViews.page, page), eq(savedViews.staffId, actor.staffId)))
  if ((held?.count ?? 0) >= viewsMax) throw conflict('There are enough views', { reason: 'too_many_views' })
  const id = scope.ids()
  const view = { id, ...own, title, query: viewQuery(page, query), shared, createdAt: scope.clock() }
  await writeDeed(scope, statement(build.insert(savedViews).values(view)), {
    action: 'view.saved',
    subject: id,
    detail: { page, title, shared },
  })
  return id
}
