import { eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { richMenus } from '../../db/schema/index.ts'
import { clearDefaultMenu, deleteMenu, listMenus } from '../channels/line/rich-menus.ts'
import type { Scope } from '../scope.ts'
import { ownMenus } from './name.ts'

/**
 * Takes our menus away from an account, at LINE first. A menu that LINE does not let go stays noted.
 * @param beside what commits with it: on whose wish it was done
 * @returns how many went
 */
export async function removeMenus(scope: Scope, beside: Statement[]): Promise<number> {
  const { menus } = await listMenus(scope)
  if (!menus) return 0
  await clearDefaultMenu(scope)
  const own = ownMenus(menus)
  const removed = await Promise.all(
    own.map(async ({ lineId }) => (await deleteMenu(scope, lineId)).kind === 'accepted'),
  )
  if (removed.every(Boolean))
    await scope.db.write([
      statement(build.delete(richMenus).where(eq(richMenus.accountId, scope.account.id))),
      ...beside,
    ])
  return removed.filter(Boolean).length
}
