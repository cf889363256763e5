import { eq, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { talks } from '../../db/schema/index.ts'
import { lineMessages } from '../channels/line/messages.ts'
import { openQuestion } from '../conversations/open-question.ts'
import { recordPush, recordReply, type Delivery } from '../deliveries/record.ts'
import { sendDelivery } from '../deliveries/send.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { wholeScope } from '../identity-links/staff-deeds.ts'
import { auditStatement } from '../staff/audit.ts'
import { writeTogether } from '../staff/write-deed.ts'
import type { HandBack } from './contract.ts'
import { friendOf, type TalkFriend } from './friend.ts'
import { forgetQuota } from './quota.ts'
import { demandPush, openWindow, useToken } from './say.ts'

/**
 * The bot has the word again. What the survey had asked is asked once more before a text counts as its answer: for nothing
 * when the person writes next, or at once, by a reply while a token lives, else by a push.
 * @throws conflict `not_held`; `no_survey` when there is nothing to ask; else as `sayAsStaff`
 */
export async function handBack(scope: StaffScope, friendId: string, wanted: HandBack): Promise<void> {
  const friend = await friendOf(scope, friendId)
  if (friend.heldAt === null) throw conflict('The bot has the word', { reason: 'not_held' })
  const asked = wanted.ask === 'now' ? await askNow(scope, friend, wanted.by) : null
  const { method } = asked?.delivery ?? { method: null }
  await writeTogether(scope, [
    giveBack(scope, friend),
    ...(asked?.statements ?? []),
    auditStatement(scope, 'talk.handed_back', friendId, { asked: method }),
  ])
  if (!asked) return
  if (method === 'push') forgetQuota(scope)
  const call = sendDelivery(await wholeScope(scope), asked.delivery)
  scope.background(call)
  await call
}

const giveBack = (scope: StaffScope, { seq, heldAt }: TalkFriend): Statement => {
  const now = scope.clock()
  return must(
    statement(
      build
        .update(talks)
        .set({
          ...{ heldAt: null, heldBy: null, handedBackAt: now, updatedAt: now },
          revision: sql`${talks.revision} + 1`,
        })
        .where(
          sql`${eq(talks.friendSeq, seq)} and ${eq(talks.accountId, scope.account.id)} and ${talks.heldAt} = ${heldAt}`,
        ),
    ),
  )
}

/** The open question as a delivery, with the conversation as it stands then. */
async function askNow(
  scope: StaffScope,
  friend: TalkFriend,
  by: 'reply' | 'push',
): Promise<{ statements: Statement[]; delivery: Delivery }> {
  const whole = await wholeScope(scope)
  const question = await openQuestion(whole, friend.uid)
  if (!question) throw conflict('No survey runs in the chat', { reason: 'no_survey' })
  const window = await openWindow(scope, friend)
  if (!window) await demandPush(scope, friend, by)
  const said = { uid: friend.uid, purpose: 'survey' as const, messages: lineMessages(question.speech) }
  const sent = window ? await recordReply(whole, { ...said, window }) : await recordPush(whole, said)
  if (!sent.delivery) throw conflict('The reply token has expired', { reason: 'reply_token_expired' })
  return {
    statements: [
      ...(window ? [useToken(scope, friend)] : []),
      sent.statement,
      question.statement({ askedBy: sent.id }),
    ],
    delivery: sent.delivery,
  }
}
