import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { friends, friendshipChanges } from '../../db/schema/index.ts'
import { staleSince } from '../insights/stale.ts'
import type { Scope } from '../scope.ts'
import { friendSeqOf } from './learn.ts'

interface Change {
  id: string
  accountId: string
  uid: string
  kind: 'followed' | 'blocked' | 'returned'
  at: number
  webhookEventId: string
}

const insertChange = template<Change & Record<string, unknown>>(
  build
    .insert(friendshipChanges)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      friendSeq: friendSeqOf,
      kind: sql.placeholder('kind'),
      at: sql.placeholder('at'),
      webhookEventId: sql.placeholder('webhookEventId'),
    })
    .onConflictDoNothing(),
)

const isNewest = sql`${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.uid} = ${sql.placeholder('uid')}
  and coalesce(${friends.friendshipAt}, 0) <= ${sql.placeholder('at')}`

const applyFollow = template<{ accountId: string; uid: string; at: number }>(
  build
    .update(friends)
    .set({
      friendship: 'following',
      friendshipAt: sql`${sql.placeholder('at')}`,
      followedAt: sql`${sql.placeholder('at')}`,
    })
    .where(isNewest),
)

const applyBlock = template<{ accountId: string; uid: string; at: number }>(
  build
    .update(friends)
    .set({
      friendship: 'blocked',
      friendshipAt: sql`${sql.placeholder('at')}`,
      unfollowedAt: sql`${sql.placeholder('at')}`,
    })
    .where(isNewest),
)

/**
 * A follow, block or return as it happened at LINE. The history keeps every one; the friend's state follows the newest
 * by LINE's clock, so that an older one that arrives late changes nothing but the history.
 */
export function changeFriendship(
  scope: Scope,
  { uid, kind, at, webhookEventId }: { uid: string; kind: Change['kind']; at: number; webhookEventId: string },
): Statement[] {
  const accountId = scope.account.id
  return [
    insertChange({ id: scope.ids(), accountId, uid, kind, at, webhookEventId }),
    kind === 'blocked' ? applyBlock({ accountId, uid, at }) : applyFollow({ accountId, uid, at }),
    staleSince(scope, at),
  ]
}
