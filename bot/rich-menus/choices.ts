import { eq } from 'drizzle-orm'
import { richMenus } from '../../db/schema/index.ts'
import { openScope } from '../accounts/open.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { listMenus } from '../channels/line/rich-menus.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { MenuRef } from './contract.ts'
import { looksOf } from './looks.ts'
import { foreignMenus, newest, ownMenus } from './name.ts'

/** A menu that somebody can be shown. */
export interface MenuChoice {
  menu: MenuRef
  /** What staff call it, where another tool made it; null: it is one of ours, or LINE did not say. */
  name: string | null
}

/**
 * The menus that can be shown to one person: everything that stands at LINE now. Those of LINE's own manager are not among
 * them, because LINE lets nobody else show them. When LINE does not answer, what we knew last.
 */
export async function menuChoices(scope: StaffScope): Promise<{ choices: MenuChoice[]; problem: string | null }> {
  const { menus, outcome } = await listMenus(await openScope(scope))
  if (!menus) {
    const known = await scope.db.orm
      .select({ menu: richMenus.key })
      .from(richMenus)
      .where(eq(richMenus.accountId, scope.account.id))
    return { choices: known.map(({ menu }) => ({ menu, name: null })), problem: reasonOf(outcome.status) }
  }
  const own = ownMenus(menus)
  return {
    choices: [
      ...(['guest', 'member'] as const).flatMap((menu) => (newest(own, menu) ? [{ menu, name: null }] : [])),
      ...foreignMenus(menus).map(({ lineId, name, looks }) => ({
        menu: lineId,
        name: name || looksOf(looks)?.chatBarText || null,
      })),
    ],
    problem: null,
  }
}
