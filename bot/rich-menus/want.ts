import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { friends } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { MenuRef } from './contract.ts'
import { switchSoon, wakeIfWaiting } from './wake.ts'

const isFriend = sql`${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.uid} = ${sql.placeholder('uid')}`

const setWanted = template<{ accountId: string; uid: string; key: MenuRef | null }>(
  build
    .update(friends)
    .set({ menuKey: sql`${sql.placeholder('key')}`, menuReason: 'switching' })
    .where(isFriend),
)

// What LINE shows after a return is not documented, so nothing counts as shown.
const askAgain = template<{ accountId: string; uid: string }>(
  build
    .update(friends)
    .set({ menuShown: null, menuLineId: null, menuReason: 'switching' })
    .where(
      sql`${isFriend} and (${friends.menuKey} is not null or ${friends.menuShown} is not null or ${friends.menuReason} is not null)`,
    ),
)

/**
 * From now on the friend should see the menu of that key; null means the account's default one. The switch at LINE is
 * a job that is repeated until it has come true; `menuShown` and `menuReason` of the friend say how far it is.
 */
export function wantMenu(scope: Scope, { uid, key }: { uid: string; key: MenuRef | null }): Statement[] {
  return [setWanted({ accountId: scope.account.id, uid, key }), ...switchSoon(scope, uid)]
}

/** For somebody who follows (again): the menu of their own is linked once more, because a block may have undone it. */
export function wantMenuAgain(scope: Scope, { uid }: { uid: string }): Statement[] {
  return [askAgain({ accountId: scope.account.id, uid }), ...wakeIfWaiting(scope, uid)]
}
