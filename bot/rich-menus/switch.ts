import { and, eq, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { events, friends, richMenus } from '../../db/schema/index.ts'
import { callLine } from '../channels/line/call.ts'
import { reasonOf, type LineOutcome } from '../channels/line/outcome.ts'
import { linkMenu, unlinkMenu } from '../channels/line/rich-menus.ts'
import { menuShownEvent } from '../events/names.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import { isForeign, type MenuRef } from './contract.ts'
import { findMenusSoon } from './find.ts'
import { switchSoon } from './wake.ts'

/** FT53: nobody looks at a wrong menu for more than ten minutes after LINE is well again. */
const withinMs = 5 * 60_000

/**
 * Makes LINE show a friend the menu that is wanted, and writes down that it does, or why not yet. Repeated without end
 * while LINE does not take it; whoever blocks the account is switched when they come back (`wantMenuAgain`).
 */
export async function switchMenu(scope: Scope, { uid }: { uid: string }): Promise<JobResult> {
  const friend = await scope.db.orm
    .select({ key: friends.menuKey, friendship: friends.friendship })
    .from(friends)
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.uid, uid)))
    .get()
  if (!friend) return 'done'
  const key = friend.key as MenuRef | null
  if (friend.friendship === 'blocked') return noted(scope, { uid, key }, { menuReason: 'blocked' }, 'done')
  if (key === null) return judged(scope, { uid, key }, await unlinkMenu(scope, uid))
  const menu = await scope.db.orm
    .select({ lineId: richMenus.lineId })
    .from(richMenus)
    .where(and(eq(richMenus.accountId, scope.account.id), eq(richMenus.key, key)))
    .get()
  if (!menu) {
    // One of ours is brought sooner or later; nobody but the other tool could bring back what it took away.
    if (isForeign(key)) return noted(scope, { uid, key }, { menuReason: 'menu_gone' }, 'done')
    const result = await noted(scope, { uid, key }, { menuReason: 'menu_not_published' }, 'done')
    await scope.db.write([findMenusSoon(scope)])
    return result
  }
  const wish = { uid, key, lineId: menu.lineId }
  const linked = await linkMenu(scope, uid, menu.lineId)
  if (linked.kind === 'accepted' && friend.friendship === 'unknown' && !(await isLinked(scope, uid)))
    return noted(scope, wish, { menuReason: 'not_following' }, 'done')
  // Somebody removed it from LINE: there may be another one by now.
  if (linked.status === 404) await scope.db.write([findMenusSoon(scope)])
  return judged(scope, wish, linked)
}

/** What is being made true: who sees which menu, and which one at LINE that was when it began. */
interface Wish {
  uid: string
  key: MenuRef | null
  lineId?: string
}

/** Statuses that mean something else here than for a message. */
const reasons: Record<number, string> = { 400: 'menu_refused', 404: 'menu_gone' }

/** LINE accepts a link for people who are no friends, and does nothing. */
async function isLinked(scope: Scope, uid: string): Promise<boolean> {
  return (await callLine(scope, { method: 'GET', path: `/v2/bot/user/${uid}/richmenu` })).status !== 404
}

function judged(scope: Scope, wish: Wish, outcome: LineOutcome): Promise<JobResult> {
  if (outcome.kind === 'accepted') {
    const { key, lineId = null } = wish
    return noted(scope, wish, { menuShown: key, menuLineId: lineId, menuReason: null }, 'done')
  }
  const reason = reasons[outcome.status ?? 0] ?? reasonOf(outcome.status)
  return noted(scope, wish, { menuReason: reason }, { again: reason, within: withinMs })
}

/**
 * Writes down how far it is, unless something else is wanted meanwhile, or another menu has that key: then LINE may show
 * either, and it begins anew.
 */
async function noted(
  scope: Scope,
  { uid, key, lineId }: Wish,
  set: { menuShown?: MenuRef | null; menuLineId?: string | null; menuReason: string | null },
  result: JobResult,
): Promise<JobResult> {
  const accountId = scope.account.id
  const holds = sql`exists (select 1 from ${richMenus}
    where ${richMenus.accountId} = ${accountId} and ${richMenus.key} = ${key} and ${richMenus.lineId} = ${lineId})`
  const isWanted = and(
    eq(friends.accountId, accountId),
    eq(friends.uid, uid),
    sql`${friends.menuKey} is ${key}`,
    lineId === undefined ? undefined : holds,
  )
  const written = await scope.db.write([
    ...(set.menuShown === undefined ? [] : [menuChanged(scope, set.menuShown, isWanted)]),
    statement(build.update(friends).set(set).where(isWanted)),
  ])
  if (written.at(-1)?.changes) return result
  await scope.db.write(switchSoon(scope, uid))
  return 'done'
}

/** The event of the person's timeline; it stands before the change, and only for another menu than the one that was shown. */
const menuChanged = (scope: Scope, menu: MenuRef | null, isWanted: SQL | undefined): Statement =>
  statement(
    build.insert(events).select(
      sql`select null, ${scope.ids()}, ${scope.account.id}, ${menuShownEvent}, ${friends.seq}, ${scope.clock()},
        ${JSON.stringify({ menu })}, null from ${friends} where ${isWanted} and ${friends.menuShown} is not ${menu}`,
    ),
  )
