import { sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { customers, friends, identityLinks } from '../../db/schema/index.ts'
import { recordEvent } from '../events/record.ts'
import { isFriend } from '../friends/is-friend.ts'
import { wantMenu } from '../rich-menus/want.ts'
import type { Scope } from '../scope.ts'
import { conflictWon } from './conflict.ts'
import type { LinkMethod } from './contract.ts'
import type { Tie } from './tie.ts'

/**
 * Ties a friend to a member: the link, the friend's customer, the event `identity.linked` and the members' rich menu.
 * A conflict in which this friend claimed this member is over.
 * The whole batch is undone, as a guard failure, when there is no such friend or member, or when one of them is tied
 * by then. The member is looked for inside the statements, so that the same batch may add it.
 * @param memberId exactly as it is stored
 */
export function linkStatements(
  scope: Scope,
  { uid, memberId, method, proof }: { uid: string; memberId: string; method: LinkMethod; proof: Tie['proof'] },
): Statement[] {
  const accountId = scope.account.id
  const isThisFriend = isFriend(scope, uid)
  const ties = build.insert(identityLinks).select(sql`
    select ${scope.ids()}, ${accountId}, ${friends.seq}, ${friends.uid}, ${customers.seq}, ${customers.memberId}, ${method},
      ${proof}, ${friends.customerSeq}, ${scope.clock()}, null, null, null
    from ${friends} inner join ${customers} on ${customers.memberId} = ${memberId} where ${isThisFriend}`)
  const becomes = build
    .update(friends)
    .set({ customerSeq: sql`(select ${customers.seq} from ${customers} where ${customers.memberId} = ${memberId})` })
    .where(isThisFriend)
  return [
    must(statement(ties)),
    must(statement(becomes)),
    conflictWon(scope, { uid, memberId }),
    recordEvent(scope, { uid, name: 'identity.linked', properties: { memberId, method, proof } }),
    ...wantMenu(scope, { uid, key: 'member' }),
  ]
}
