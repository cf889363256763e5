import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { savedViews } from '../../db/schema/index.ts'
import { forbidden, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
import { viewQuery, type ViewChange } from './contract.ts'

/** @throws not_found also for one that a colleague keeps to themselves; forbidden for a shared one of a colleague, unless to an owner */
export async function changeView(scope: StaffScope, id: string, change: ViewChange): Promise<void> {
  const view = await changeable(scope, id)
  const to = {
    title: change.title ?? view.title,
    query: change.query === undefined ? view.query : viewQuery(view.page, change.query),
    shared: change.shared ?? view.shared,
  }
  const { title, query, shared } = view
  await writeDeed(scope, statement(build.update(savedViews).set(to).where(asItWas(view))), {
    action: 'view.changed',
    subject: id,
    detail: { page: view.page, before: { title, query, shared }, after: to },
  })
}

/** @throws as `changeView` */
export async function removeView(scope: StaffScope, id: string): Promise<void> {
  const view = await changeable(scope, id)
  const { page, title, query, shared } = view
  await writeDeed(scope, statement(build.delete(savedViews).where(asItWas(view))), {
    action: 'view.removed',
    subject: id,
    detail: { page, before: { title, query, shared }, after: null },
  })
}

async function changeable({ db, account, actor }: StaffScope, id: string) {
  const view = await db.orm
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.accountId, account.id), eq(savedViews.id, id)))
    .get()
  if (!view) throw notFound('The view')
  if (view.staffId === actor.staffId) return view
  if (!view.shared) throw notFound('The view')
  if (actor.role !== 'owner') throw forbidden('Only its author or an owner changes a shared view')
  return view
}

const asItWas = ({ id, title, query, shared }: typeof savedViews.$inferSelect) =>
  and(eq(savedViews.id, id), eq(savedViews.title, title), eq(savedViews.query, query), eq(savedViews.shared, shared))
