import { and, eq, inArray } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { richMenus } from '../../db/schema/index.ts'
import { clearDefaultMenu, deleteMenu, listMenus } from '../channels/line/rich-menus.ts'
import type { Scope } from '../scope.ts'
import { newest, ownMenus } from './name.ts'

/**
 * Takes our menus away from an account, at LINE first; those that staff made stay. A menu that LINE does not let go stays noted.
 * @param beside what commits with it: on whose wish it was done
 * @returns how many went, and how many are the staff's
 */
export async function removeMenus(scope: Scope, beside: Statement[]): Promise<{ removed: number; byStaff: number }> {
  const { menus } = await listMenus(scope)
  if (!menus) return { removed: 0, byStaff: 0 }
  const own = ownMenus(menus)
  if (!newest(own, 'guest')?.byStaff) await clearDefaultMenu(scope)
  const ours = own.filter(({ byStaff }) => !byStaff).map(({ lineId }) => lineId)
  const removed = await Promise.all(ours.map(async (lineId) => (await deleteMenu(scope, lineId)).kind === 'accepted'))
  const gone = and(eq(richMenus.accountId, scope.account.id), inArray(richMenus.lineId, ours))
  if (removed.every(Boolean)) await scope.db.write([statement(build.delete(richMenus).where(gone)), ...beside])
  return { removed: removed.filter(Boolean).length, byStaff: own.length - ours.length }
}
