import { and, eq, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { friends, friendSessions } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'

/**
 * Ends all mini-app sessions of a friend at once, for a lost phone or a doubtful token.
 * @returns how many were open
 */
export async function endFriendSessions(scope: StaffScope, friendId: string): Promise<number> {
  const [friend] = await scope.db.orm
    .select({ seq: friends.seq })
    .from(friends)
    .where(and(eq(friends.accountId, scope.account.id), eq(friends.id, friendId)))
  if (!friend) throw notFound('The friend')
  const [ended] = await scope.db.write([
    statement(
      build
        .update(friendSessions)
        .set({ endedAt: scope.clock() })
        .where(
          and(
            eq(friendSessions.accountId, scope.account.id),
            eq(friendSessions.friendSeq, friend.seq),
            isNull(friendSessions.endedAt),
          ),
        )
        .returning({ createdAt: friendSessions.createdAt }),
    ),
    auditStatement(scope, 'friend.sessions_ended', friendId),
  ])
  return ended?.rows.length ?? 0
}
