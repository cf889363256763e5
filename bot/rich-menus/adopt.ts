import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { friends, richMenus } from '../../db/schema/index.ts'
import type { MenuAtLine } from '../channels/line/rich-menus.ts'
import type { Scope } from '../scope.ts'
import { isForeign, type MenuKey, type MenuRef } from './contract.ts'
import { foreignMenus, newest, ownMenus, type OwnMenu } from './name.ts'
import { wakeWaiting } from './wake.ts'

/**
 * Takes over what stands at LINE: which menu is which is told by their names. Whoever waits for a menu that is there
 * now is switched, and so is everybody who was last shown another one: they may have been linked to it after LINE was
 * asked to move all of its people, or it may be gone.
 * @param menus everything that LINE's list has
 * @param deed what of staff led to it, to be written in the same batch
 * @returns which keys are published
 */
export async function adoptMenus(scope: Scope, menus: MenuAtLine[], deed: Statement[] = []): Promise<MenuKey[]> {
  const own = ownMenus(menus)
  const known = await scope.db.orm.select().from(richMenus).where(eq(richMenus.accountId, scope.account.id))
  const statements = (['guest', 'member'] as const).flatMap((key) => {
    const before = known.find((row) => row.key === key)
    const now = newest(own, key)
    if (before?.lineId === now?.lineId) return []
    return [rowStatement(scope, key, now), forgetShown(scope, key, now)]
  })
  const others = foreignMenus(menus).map(({ lineId }) => lineId)
  const foreign = known.map(({ key }) => key).filter(isForeign)
  statements.push(
    ...others.filter((lineId) => !foreign.includes(lineId)).map((lineId) => foreignRow(scope, lineId)),
    ...foreign
      .filter((key) => !others.includes(key))
      .flatMap((key) => [rowStatement(scope, key, undefined), forgetShown(scope, key, undefined)]),
  )
  const waking = statements.length > 0 ? wakeWaiting(scope) : []
  if (statements.length + deed.length > 0) await scope.db.write([...statements, ...waking, ...deed])
  return own.map(({ key }) => key)
}

/** A menu of another tool: nothing but that it is there, so that a rule may show it to somebody. */
const foreignRow = (scope: Scope, lineId: MenuRef): Statement =>
  statement(
    build
      .insert(richMenus)
      .values({ accountId: scope.account.id, key: lineId, fingerprint: '', lineId, createdAt: scope.clock() })
      .onConflictDoNothing(),
  )

function rowStatement(scope: Scope, key: MenuRef, menu: OwnMenu | undefined): Statement {
  const accountId = scope.account.id
  if (!menu)
    return statement(build.delete(richMenus).where(and(eq(richMenus.accountId, accountId), eq(richMenus.key, key))))
  const { fingerprint, lineId, madeAt } = menu
  const row = { accountId, key, fingerprint, lineId, createdAt: madeAt }
  return statement(
    build
      .insert(richMenus)
      .values(row)
      .onConflictDoUpdate({ target: [richMenus.accountId, richMenus.key], set: row }),
  )
}

/** What they see is not what they should see any more: nothing counts as shown until LINE has confirmed the other menu. */
const forgetShown = (scope: Scope, key: MenuRef, now: OwnMenu | undefined): Statement =>
  statement(
    build
      .update(friends)
      .set({ menuShown: null, menuLineId: null, menuReason: 'switching' })
      .where(
        and(
          eq(friends.accountId, scope.account.id),
          eq(friends.menuShown, key),
          now && sql`${friends.menuLineId} is not ${now.lineId}`,
        ),
      ),
  )
