import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { talkMessages, talks } from '../../db/schema/index.ts'
import type { LineEvent } from '../channels/line/events.ts'
import { incomingOf, type Incoming } from '../channels/line/incoming.ts'
import type { ReplyWindow } from '../deliveries/record.ts'
import { friendSeqOf } from '../friends/learn.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Scope } from '../scope.ts'
import { forgetIfUnsent } from './unsend.ts'

const insertMessage = template<
  Incoming & {
    id: string
    accountId: string
    uid: string
    lineMessageId: string | null
    webhookEventId: string
    fileState: string | null
    at: number
  } & Record<string, unknown>
>(
  build
    .insert(talkMessages)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      friendSeq: friendSeqOf,
      side: 'friend',
      kind: sql.placeholder('kind'),
      text: sql.placeholder('text'),
      detail: sql.placeholder('detail'),
      lineMessageId: sql.placeholder('lineMessageId'),
      webhookEventId: sql.placeholder('webhookEventId'),
      fileState: sql.placeholder('fileState'),
      at: sql.placeholder('at'),
    })
    .onConflictDoNothing(),
)

const openTalk = template<{
  accountId: string
  uid: string
  messageId: string
  at: number
  token: string | null
  until: number | null
  now: number
}>(
  build
    .insert(talks)
    .values({
      friendSeq: friendSeqOf,
      accountId: sql.placeholder('accountId'),
      state: 'open',
      unread: 1,
      lastMessageId: sql.placeholder('messageId'),
      lastAt: sql.placeholder('at'),
      replyToken: sql.placeholder('token'),
      replyUntil: sql.placeholder('until'),
      revision: 1,
      updatedAt: sql.placeholder('now'),
    })
    .onConflictDoUpdate({
      target: talks.friendSeq,
      set: {
        state: 'open',
        snoozedUntil: null,
        unread: sql`${talks.unread} + 1`,
        // LINE may deliver an older message after a newer one.
        lastMessageId: sql`case when excluded.last_at >= ${talks.lastAt} then excluded.last_message_id else ${talks.lastMessageId} end`,
        lastAt: sql`max(excluded.last_at, ${talks.lastAt})`,
        replyToken: sql`case when excluded.reply_until > coalesce(${talks.replyUntil}, 0) then excluded.reply_token else ${talks.replyToken} end`,
        replyUntil: sql`case when excluded.reply_until > coalesce(${talks.replyUntil}, 0) then excluded.reply_until else ${talks.replyUntil} end`,
        revision: sql`${talks.revision} + 1`,
        updatedAt: sql`excluded.updated_at`,
      },
    }),
)

export interface Received {
  uid: string
  webhookEventId: string
  /** By LINE's clock. */
  at: number
  message: NonNullable<LineEvent['message']>
  /** Where staff can answer for nothing; null when the bot has used it for its own reply. */
  window: ReplyWindow | null
}

/**
 * The statements by which something that no form took stands in the person's talk, which is open and unread then. Its bytes
 * are fetched from LINE by a job, because LINE keeps them only for a while.
 */
export async function receiveMessage(scope: Scope, received: Received): Promise<Statement[]> {
  const { uid, webhookEventId, at, message, window } = received
  const accountId = scope.account.id
  const id = scope.ids()
  const now = scope.clock()
  const lineMessageId = typeof message.id === 'string' ? message.id : null
  const incoming = incomingOf(message)
  const fileState = fileStateOf(scope, incoming, lineMessageId)
  return [
    insertMessage({ ...incoming, id, accountId, uid, lineMessageId, webhookEventId, fileState, at }),
    openTalk({
      ...{ accountId, uid, messageId: id, at, now },
      token: window && (await scope.seal.seal(window.token)),
      until: window && window.until,
    }),
    ...(fileState === 'waiting'
      ? [enqueue(scope, { kind: 'talks.fetch-content', key: id, payload: { messageId: id } })]
      : []),
    ...(lineMessageId === null ? [] : [forgetIfUnsent(scope, { id, lineMessageId })]),
  ]
}

/** What stands elsewhere is not fetched: its address is what somebody claims, and may be any. */
function fileStateOf({ files }: Scope, { bytes }: Incoming, lineMessageId: string | null): string | null {
  if (bytes === null) return null
  if (bytes === 'elsewhere' || lineMessageId === null) return 'elsewhere'
  return files ? 'waiting' : 'no_files'
}
