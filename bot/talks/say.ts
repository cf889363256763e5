import { and, desc, eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { talkMessages, talks } from '../../db/schema/index.ts'
import { recordPush, recordReply, type ReplyWindow } from '../deliveries/record.ts'
import { sendDelivery } from '../deliveries/send.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import type { Say } from './contract.ts'
import { friendOf, type TalkFriend } from './friend.ts'
import { hold, isAsking } from './hold.ts'
import { forgetQuota } from './quota.ts'
import { pushRefusal } from './reachable.ts'
import { stillUnread, type Seen } from './seen.ts'

/**
 * Says something to a friend: by the reply token of their last message while it lives, which costs nothing, else by a push.
 * The row of the delivery, the message and what follows are committed before LINE is called. While a survey runs it is
 * paused by this. Asked twice with one id, it is said once.
 * @throws conflict `reply_token_expired` when it was to cost nothing and now would cost something, `changed` when a
 *   colleague used the token at the same moment, or why a push would not arrive (`pushRefusal`)
 */
export async function sayAsStaff(scope: StaffScope, friendId: string, { id, text, by, seen }: Say): Promise<void> {
  const friend = await friendOf(scope, friendId)
  if (await wasSaid(scope, id)) return
  const whole = await wholeScope(scope)
  const window = await openWindow(whole, friend)
  if (!window) await demandPush(scope, friend, by)
  const messages = [{ type: 'text' as const, text }]
  const sent = window
    ? await recordReply(whole, { uid: friend.uid, purpose: 'talk', window, messages })
    : await recordPush(whole, { uid: friend.uid, purpose: 'talk', messages })
  if (!sent.delivery) throw conflict('The reply token has expired', { reason: 'reply_token_expired' })
  // LINE's clock may be ahead of ours: an answer stands behind what it answers.
  const at = Math.max(scope.clock(), (friend.lastAt ?? 0) + 1)
  const pauses = await isAsking(scope, friend.seq)
  const statements = [
    ...(window ? [useToken(scope, friend)] : []),
    sent.statement,
    insertSaid(scope, friend, { id, text, deliveryId: sent.id, at }),
    noteSaid(scope, friend, { seen, lastMessageId: id, lastAt: at }),
    ...(pauses ? [hold(scope, friend.seq)] : []),
    auditStatement(scope, 'talk.said', friendId, { message: id, method: sent.delivery.method }),
  ]
  if (!(await writeOnce(scope, id, statements))) return
  if (!window) forgetQuota(scope)
  const call = sendDelivery(whole, sent.delivery)
  // On Workers the call goes on also when the browser does not wait for the answer.
  scope.background(call)
  await call
}

async function wasSaid({ db, account, actor }: StaffScope, id: string): Promise<boolean> {
  const said = await db.orm
    .select({ accountId: talkMessages.accountId, staffId: talkMessages.staffId })
    .from(talkMessages)
    .where(eq(talkMessages.id, id))
    .get()
  if (said && (said.accountId !== account.id || said.staffId !== actor.staffId))
    throw conflict('This id is taken', { reason: 'changed' })
  return said !== undefined
}

/** The reply token that nobody has used, opened; null when there is none, or when its time is over. */
export async function openWindow(
  scope: Pick<StaffScope, 'clock' | 'seal'>,
  { replyToken, replyUntil }: Pick<TalkFriend, 'replyToken' | 'replyUntil'>,
): Promise<ReplyWindow | null> {
  if (replyToken === null || replyUntil === null || replyUntil <= scope.clock()) return null
  return { token: await scope.seal.open(replyToken), until: replyUntil }
}

/** A push is made only when its cost was on the page, and only to somebody whom LINE would bring it to. */
export async function demandPush(scope: StaffScope, friend: TalkFriend, by: Say['by']): Promise<void> {
  const refusal = pushRefusal({ ...friend, wroteAt: await lastWroteAt(scope, friend.seq) }, scope.clock())
  if (refusal) throw conflict('A push would not arrive, or is not wanted', { reason: refusal })
  if (by === 'reply') throw conflict('The reply token has expired', { reason: 'reply_token_expired' })
}

/** When the person last wrote something that stands in the talk. */
export async function lastWroteAt({ db }: Pick<StaffScope, 'db'>, friendSeq: number): Promise<number | null> {
  const last = await db.orm
    .select({ at: talkMessages.at })
    .from(talkMessages)
    .where(and(eq(talkMessages.friendSeq, friendSeq), eq(talkMessages.side, 'friend')))
    .orderBy(desc(talkMessages.at))
    .limit(1)
    .get()
  return last?.at ?? null
}

/** Once only: a colleague may have taken the same token a moment ago. */
export const useToken = ({ account }: StaffScope, { seq, replyToken }: TalkFriend): Statement =>
  must(
    statement(
      build
        .update(talks)
        .set({ replyToken: null, replyUntil: null })
        .where(
          and(eq(talks.friendSeq, seq), eq(talks.accountId, account.id), eq(talks.replyToken, sql.param(replyToken))),
        ),
    ),
  )

const insertSaid = (
  scope: StaffScope,
  { seq }: TalkFriend,
  said: { id: string; text: string; deliveryId: string; at: number },
): Statement =>
  statement(
    build.insert(talkMessages).values({
      ...{ ...said, accountId: scope.account.id, friendSeq: seq, side: 'staff', kind: 'text' },
      staffId: scope.actor.staffId,
    }),
  )

/** Who answers has read what was on the screen. A talk that staff begin waits for nobody. */
function noteSaid(
  scope: StaffScope,
  { seq }: TalkFriend,
  { seen, ...last }: { seen: Seen; lastMessageId: string; lastAt: number },
): Statement {
  const updatedAt = scope.clock()
  const first = { friendSeq: seq, accountId: scope.account.id, state: 'done' as const, unread: 0, revision: 1 }
  return statement(
    build
      .insert(talks)
      .values({ ...first, ...last, updatedAt })
      .onConflictDoUpdate({
        target: talks.friendSeq,
        set: {
          unread: stillUnread(scope.account.id, seq, seen),
          // What the person wrote in the same moment may be newer.
          lastMessageId: sql`case when excluded.last_at >= ${talks.lastAt} then excluded.last_message_id else ${talks.lastMessageId} end`,
          lastAt: sql`max(excluded.last_at, ${talks.lastAt})`,
          revision: sql`${talks.revision} + 1`,
          updatedAt,
        },
      }),
  )
}

/** @returns false when the same request, made twice at once, has said it already */
async function writeOnce(scope: StaffScope, id: string, statements: Statement[]): Promise<boolean> {
  try {
    await writeTogether(scope, statements)
    return true
  } catch (error) {
    if (await wasSaid(scope, id)) return false
    throw error
  }
}
