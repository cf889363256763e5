import { and, eq } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { friends, friendSessions, friendshipChanges } from '../../db/schema/index.ts'
import { forgetFriendNames } from './search-index.ts'

/** The statement that ends and forgets a friend's mini-app sessions. */
export const eraseSessions = (accountId: string, friendSeq: number): Statement =>
  statement(
    build
      .delete(friendSessions)
      .where(and(eq(friendSessions.accountId, accountId), eq(friendSessions.friendSeq, friendSeq))),
  )

/** The statements that erase the friend itself; they stand behind those of everything that names it. */
export const eraseFriendRow = (accountId: string, friendSeq: number): Statement[] => [
  statement(
    build
      .delete(friendshipChanges)
      .where(and(eq(friendshipChanges.accountId, accountId), eq(friendshipChanges.friendSeq, friendSeq))),
  ),
  forgetFriendNames([friendSeq]),
  must(statement(build.delete(friends).where(and(eq(friends.accountId, accountId), eq(friends.seq, friendSeq))))),
]
