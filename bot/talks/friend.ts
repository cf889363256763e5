import { and, eq } from 'drizzle-orm'
import { friends, talks } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

/**
 * A friend with their talk, as verbs of the staff need it; the talk's columns are null while there is none.
 * @throws not_found also for a friend of another account
 */
export async function friendOf({ db, account }: Pick<StaffScope, 'db' | 'account'>, friendId: string) {
  const found = await db.orm
    .select({
      seq: friends.seq,
      id: friends.id,
      uid: friends.uid,
      friendship: friends.friendship,
      messagesStoppedAt: friends.messagesStoppedAt,
      state: talks.state,
      assigneeId: talks.assigneeId,
      snoozedUntil: talks.snoozedUntil,
      unread: talks.unread,
      lastAt: talks.lastAt,
      heldAt: talks.heldAt,
      handedBackAt: talks.handedBackAt,
      replyToken: talks.replyToken,
      replyUntil: talks.replyUntil,
      revision: talks.revision,
    })
    .from(friends)
    .leftJoin(talks, eq(talks.friendSeq, friends.seq))
    .where(and(eq(friends.accountId, account.id), eq(friends.id, friendId)))
    .get()
  if (!found) throw notFound('The friend')
  return found
}
export type TalkFriend = Awaited<ReturnType<typeof friendOf>>
