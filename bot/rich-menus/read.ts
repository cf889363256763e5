import { and, count, eq, isNotNull } from 'drizzle-orm'
import { friends, richMenuDrafts, richMenus } from '../../db/schema/index.ts'
import { liffUrlOf } from '../accounts/liff-url.ts'
import { openScope } from '../accounts/open.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { listMenus } from '../channels/line/rich-menus.ts'
import { waitingMenus } from '../health/waiting-menus.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { MenuKey } from './contract.ts'
import { deedOf } from './deed.ts'
import { looksOf } from './looks.ts'
import { newest, ownMenus, type OwnMenu } from './name.ts'

/**
 * The menus of the account as they stand at LINE now, since when, how many people see the members' one, and who waits for
 * theirs and why. LINE not answering is told, and takes nothing else away.
 */
export async function readRichMenus(scope: StaffScope) {
  const opened = await openScope(scope)
  const { menus, outcome } = await listMenus(opened)
  const own = ownMenus(menus ?? [])
  const known = await scope.db.orm.select().from(richMenus).where(eq(richMenus.accountId, scope.account.id))
  const drafts = await scope.db.orm
    .select({ key: richMenuDrafts.key, updatedAt: richMenuDrafts.updatedAt })
    .from(richMenuDrafts)
    .where(eq(richMenuDrafts.accountId, scope.account.id))
  const shown = await scope.db.reports
    .select({ key: friends.menuShown, count: count() })
    .from(friends)
    .where(and(eq(friends.accountId, scope.account.id), isNotNull(friends.menuShown)))
    .groupBy(friends.menuShown)
  return {
    problem: menus ? null : reasonOf(outcome.status),
    menus: (['guest', 'member'] as const).map((key: MenuKey) => {
      const atLine = newest(own, key)
      return {
        key,
        lineId: atLine?.lineId ?? known.find((row) => row.key === key)?.lineId ?? null,
        since: atLine?.madeAt ?? known.find((row) => row.key === key)?.createdAt ?? null,
        looks: atLine ? shownLooks(atLine, liffUrlOf(opened)) : null,
        byStaff: atLine?.byStaff ?? false,
        draftAt: drafts.find((row) => row.key === key)?.updatedAt ?? null,
        people: shown.find((row) => row.key === key)?.count ?? 0,
      }
    }),
    waiting: await waitingMenus(scope),
  }
}

/** What it looks like, with what each area does in our own words. */
function shownLooks({ looks }: OwnMenu, liffUrl: string | null) {
  const known = looksOf(looks)
  return known && { ...known, areas: known.areas.map((area) => ({ ...area, deed: deedOf(area.action, liffUrl) })) }
}
