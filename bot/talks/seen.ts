import { sql, type SQL } from 'drizzle-orm'
import { talkMessages, talks } from '../../db/schema/index.ts'

/** The newest message that somebody of the staff had on the screen; null: none at all. */
export type Seen = string | null

/** How many messages of the person stand behind what was seen. A message that is not in this talk counts as none seen. */
export function unseen(accountId: string, friendSeq: number, seen: Seen): SQL<number> {
  const { at, id, side } = talkMessages
  const own = sql`${talkMessages.friendSeq} = ${friendSeq} and ${talkMessages.accountId} = ${accountId}`
  const seenAt = sql`coalesce((select seen.at from talk_messages as seen
    where seen.id = ${seen} and seen.friend_seq = ${friendSeq} and seen.account_id = ${accountId}), -1)`
  return sql<number>`(select count(*) from ${talkMessages}
    where ${own} and ${side} = 'friend' and (${at}, ${id}) > (${seenAt}, coalesce(${seen}, '')))`
}

/** What stays unread by then; a colleague may have read more already. */
export const stillUnread = (accountId: string, friendSeq: number, seen: Seen): SQL<number> =>
  sql<number>`min(${talks.unread}, ${unseen(accountId, friendSeq, seen)})`
