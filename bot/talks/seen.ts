import { sql, type SQL } from 'drizzle-orm'
import { talkMessages, talks } from '../../db/schema/index.ts'

/** The message that arrived last of those that somebody of the staff had on the screen; null: none at all. */
export type Seen = string | null

/**
 * In which order messages came to us. LINE may deliver one late, with an older time than what is on the screen already, so
 * that neither its time nor its place in the talk says whether it was seen.
 */
export const arrival = sql<number>`${talkMessages}.rowid`

/** How many messages of the person arrived after what was seen. A message that is not in this talk counts as none seen. */
export function unseen(accountId: string, friendSeq: number, seen: Seen): SQL<number> {
  const { side } = talkMessages
  const own = sql`${talkMessages.friendSeq} = ${friendSeq} and ${talkMessages.accountId} = ${accountId}`
  const last = sql`coalesce((select seen.rowid from talk_messages as seen
    where seen.id = ${seen} and seen.friend_seq = ${friendSeq} and seen.account_id = ${accountId}), -1)`
  return sql<number>`(select count(*) from ${talkMessages}
    where ${own} and ${side} = 'friend' and ${arrival} > ${last})`
}

/** What stays unread by then; a colleague may have read more already. */
export const stillUnread = (accountId: string, friendSeq: number, seen: Seen): SQL<number> =>
  sql<number>`min(${talks.unread}, ${unseen(accountId, friendSeq, seen)})`
