import { and, count, eq, isNotNull } from 'drizzle-orm'
import * as v from 'valibot'
import { friends, richMenus } from '../../db/schema/index.ts'
import { openScope } from '../accounts/open.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { listMenus, type MenuAtLine } from '../channels/line/rich-menus.ts'
import { waitingMenus } from '../health/waiting-menus.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { MenuKey } from './contract.ts'
import { newest, ownMenus } from './name.ts'

const whole = v.pipe(v.number(), v.integer(), v.minValue(0))

/** As much of LINE's own menu object as is shown; actions of kinds that are not ours are named, not understood. */
const looksSchema = v.object({
  size: v.object({ width: whole, height: whole }),
  chatBarText: v.string(),
  areas: v.array(
    v.object({
      bounds: v.object({ x: whole, y: whole, width: whole, height: whole }),
      action: v.object({
        type: v.string(),
        label: v.optional(v.string()),
        text: v.optional(v.string()),
        uri: v.optional(v.string()),
      }),
    }),
  ),
})

/**
 * The menus of the account as they stand at LINE now, since when, how many people see the members' one, and who waits for
 * theirs and why. LINE not answering is told, and takes nothing else away.
 */
export async function readRichMenus(scope: StaffScope) {
  const opened = await openScope(scope)
  const { menus, outcome } = await listMenus(opened)
  const own = ownMenus(menus ?? [])
  const known = await scope.db.orm.select().from(richMenus).where(eq(richMenus.accountId, scope.account.id))
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
        looks: atLine ? looksOf(atLine) : null,
        people: shown.find((row) => row.key === key)?.count ?? 0,
      }
    }),
    waiting: await waitingMenus(scope),
  }
}

function looksOf({ looks }: MenuAtLine) {
  const { success, output } = v.safeParse(looksSchema, looks)
  return success ? output : null
}
