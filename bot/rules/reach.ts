import type { messagingApi } from '@line/bot-sdk'
import { eq, and, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { talks } from '../../db/schema/index.ts'
import { recordPush, recordReply, type Delivery, type Purpose } from '../deliveries/record.ts'
import type { Scope } from '../scope.ts'
import { quotaLeft } from '../talks/quota.ts'
import { pushRefusal } from '../talks/reachable.ts'
import { hasWindow, type Person } from './person.ts'
import type { Standing } from './rows.ts'

interface Said {
  purpose: Purpose
  messages: messagingApi.Message[]
}

/** The way to a person: what writes and carries what is said; or why there is none. */
export type Reached =
  | { by: 'reply' | 'push'; send: (said: Said) => Promise<{ statements: Statement[]; delivery: Delivery }> }
  | { not: Standing & { state: 'excluded' | 'failed'; reason: string } }

/**
 * The cheapest way to say something to a person now: a reply token that nobody has used costs nothing; a push, where it is
 * wanted, costs a message of the month.
 */
export async function reachPerson(scope: Scope, person: Person, { push }: { push: boolean }): Promise<Reached> {
  if (person.friendship === 'blocked') return not('excluded', 'blocked_friend')
  if (hasWindow(person, scope.clock())) return byReply(scope, person)
  if (!push) return not('excluded', 'no_reply_token')
  // What somebody gets for what they did themselves reaches also those who stopped messages.
  const refusal = pushRefusal({ ...person, messagesStoppedAt: null, wroteAt: null }, scope.clock())
  if (refusal) return not('excluded', refusal)
  const quota = await quotaLeft(scope)
  if (quota?.left === 0) return not('failed', 'quota_reached')
  return {
    by: 'push',
    async send(said) {
      const { statement: row, delivery } = await recordPush(scope, { uid: person.uid, ...said })
      return { statements: [row], delivery }
    },
  }
}

const not = (state: 'excluded' | 'failed', reason: string): Reached => ({ not: { state, reason } })

const byReply = (scope: Scope, person: Person): Reached => ({
  by: 'reply',
  async send(said) {
    const window = { token: await scope.seal.open(person.replyToken!), until: person.replyUntil! }
    const { statement: row, delivery } = await recordReply(scope, { uid: person.uid, window, ...said })
    if (!delivery) throw new Error('The reply token expired in between')
    return { statements: [useToken(scope, person), row], delivery }
  },
})

/** Once only: staff may have taken the same token a moment ago. */
const useToken = ({ account }: Scope, { seq, replyToken }: Person): Statement =>
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
