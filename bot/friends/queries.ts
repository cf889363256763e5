import { and, count, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { customers, friends, friendSessions, submissions } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { cursorText } from '../http/cursor.ts'
import { containsText } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import type { FriendList } from './staff-contract.ts'

const finishedCount = sql<number>`(select count(*) from ${submissions} where ${and(
  eq(submissions.friendSeq, friends.seq),
  eq(submissions.state, 'finished'),
)})`

const rowColumns = {
  id: friends.id,
  uid: friends.uid,
  displayName: friends.displayName,
  pictureUrl: friends.pictureUrl,
  friendship: friends.friendship,
  followedAt: friends.followedAt,
  unfollowedAt: friends.unfollowedAt,
  createdAt: friends.createdAt,
  lastSeenAt: friends.lastSeenAt,
  memberId: customers.memberId,
  submissions: finishedCount,
}

/** One page of friends, the last seen first; `counts` by friendship come with the first page. */
export async function listFriends(scope: StaffScope, { q, friendship, cursor, limit }: FriendList) {
  const { db, account, actor } = scope
  const found = await db.reports
    .select(rowColumns)
    .from(friends)
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .where(
      and(
        eq(friends.accountId, account.id),
        friendship && eq(friends.friendship, friendship),
        q
          ? or(
              containsText(friends.uid, q),
              // What is masked is not found by either.
              actor.seesPersonal ? containsText(friends.displayName, q) : undefined,
              actor.seesPersonal ? containsText(customers.memberId, q) : undefined,
            )
          : undefined,
        cursor && sql`(${friends.lastSeenAt}, ${friends.id}) < (${cursor.at}, ${cursor.key})`,
      ),
    )
    .orderBy(desc(friends.lastSeenAt), desc(friends.id))
    .limit(limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const counts = cursor
    ? null
    : await db.reports
        .select({ friendship: friends.friendship, count: count() })
        .from(friends)
        .where(eq(friends.accountId, account.id))
        .groupBy(friends.friendship)
  return {
    rows: rows.map((row) => masked(scope, row)),
    counts,
    next: found.length > limit && last ? cursorText({ at: last.lastSeenAt, key: last.id }) : null,
  }
}

const masked = <T extends { displayName: string | null; pictureUrl: string | null; memberId: string | null }>(
  scope: StaffScope,
  row: T,
): T => ({ ...namesFor(scope, row), memberId: shown(scope, row.memberId) })

/**
 * One friend with how many mini-app sessions are open.
 * @throws not_found also for a friend of another account
 */
export async function readFriend(scope: StaffScope, id: string) {
  const { db, account } = scope
  const [friend] = await db.reports
    .select({
      ...rowColumns,
      seq: friends.seq,
      language: sql<string | null>`coalesce(${friends.chosenLanguage}, ${friends.language})`,
      profileFetchedAt: friends.profileFetchedAt,
      messagesStoppedAt: friends.messagesStoppedAt,
      menuKey: friends.menuKey,
      menuShown: friends.menuShown,
      menuReason: friends.menuReason,
    })
    .from(friends)
    .innerJoin(customers, eq(customers.seq, friends.customerSeq))
    .where(and(eq(friends.accountId, account.id), eq(friends.id, id)))
  if (!friend) throw notFound('The friend')
  const [open] = await db.reports
    .select({ count: count() })
    .from(friendSessions)
    .where(
      and(
        eq(friendSessions.accountId, account.id),
        eq(friendSessions.friendSeq, friend.seq),
        isNull(friendSessions.endedAt),
        gt(friendSessions.expiresAt, scope.clock()),
      ),
    )
  return { ...masked(scope, friend), openSessions: open?.count ?? 0 }
}
