import { sql } from 'drizzle-orm'
import type { messagingApi } from '@line/bot-sdk'
import { build, template, type Statement } from '../../db/database.ts'
import { deliveries } from '../../db/schema/index.ts'
import { friendSeqOf } from '../friends/learn.ts'
import type { Scope } from '../scope.ts'

/** A row that was written and is to be called now. */
export interface Delivery {
  id: string
  method: 'reply' | 'push'
  /** The frozen bytes of the request: every attempt sends the same. */
  body: string
  retryKey: string | null
  attempts: number
  deadlineAt: number
}

export type Purpose = 'greeting' | 'survey' | 'talk' | 'confirmation' | 'follow_up' | 'rule' | 'slot'

/** Where a reply can go: LINE's token, and until when it can be used. */
export interface ReplyWindow {
  token: string
  /** Milliseconds UTC. */
  until: number
}

/**
 * A process that has not settled a call by then is taken for dead, and the call may be made again. Longer than a token
 * and a call can take together, twice: a refused token is renewed once.
 */
export const leaseMs = 45_000

/** LINE forgets a retry key after 24 hours, and would then send a second time: no attempt is made in the last of them. */
const pushMs = 23 * 60 * 60_000

type Planned = Pick<typeof deliveries.$inferInsert, 'id' | 'accountId' | 'uid' | 'method' | 'purpose' | 'state'> & {
  retryKey: string | null
  body: string | null
  reason: string | null
  attempts: number
  firstCalledAt: number | null
  deadlineAt: number
  nextAttemptAt: number | null
  now: number
  finishedAt: number | null
}

const insertDelivery = template<Planned>(
  build.insert(deliveries).values({
    id: sql.placeholder('id'),
    accountId: sql.placeholder('accountId'),
    friendSeq: friendSeqOf,
    uid: sql.placeholder('uid'),
    method: sql.placeholder('method'),
    purpose: sql.placeholder('purpose'),
    retryKey: sql.placeholder('retryKey'),
    body: sql.placeholder('body'),
    state: sql.placeholder('state'),
    reason: sql.placeholder('reason'),
    attempts: sql.placeholder('attempts'),
    firstCalledAt: sql.placeholder('firstCalledAt'),
    deadlineAt: sql.placeholder('deadlineAt'),
    nextAttemptAt: sql.placeholder('nextAttemptAt'),
    createdAt: sql.placeholder('now'),
    finishedAt: sql.placeholder('finishedAt'),
  }),
)

/**
 * The row of a reply, to be committed before the call is made. Where no reply is possible any more the row says so
 * (`excluded`), because what was not sent must be seen, and `delivery` is null: a push would cost the account money,
 * and nobody asked for one.
 */
export async function recordReply(
  scope: Scope,
  {
    uid,
    purpose,
    window,
    messages,
  }: { uid: string; purpose: Purpose; window: ReplyWindow | null; messages: messagingApi.Message[] },
): Promise<{ statement: Statement; delivery: Delivery | null; id: string }> {
  const now = scope.clock()
  const id = scope.ids()
  const row = { id, accountId: scope.account.id, uid, method: 'reply' as const, purpose, retryKey: null, now }
  if (!window || window.until <= now) {
    const reason = window ? 'reply_token_expired' : 'no_reply_token'
    const excluded = {
      state: 'excluded' as const,
      reason,
      body: null,
      attempts: 0,
      firstCalledAt: null,
      nextAttemptAt: null,
      finishedAt: now,
    }
    return { statement: insertDelivery({ ...row, ...excluded, deadlineAt: window?.until ?? now }), delivery: null, id }
  }
  const body = JSON.stringify({ replyToken: window.token, messages })
  const calling = {
    state: 'calling' as const,
    reason: null,
    body: await scope.seal.seal(body),
    attempts: 1,
    firstCalledAt: now,
    nextAttemptAt: now + leaseMs,
    finishedAt: null,
  }
  return {
    statement: insertDelivery({ ...row, ...calling, deadlineAt: window.until }),
    delivery: { id, method: 'reply', body, retryKey: null, attempts: 1, deadlineAt: window.until },
    id,
  }
}

/**
 * The row of a push, which counts and may cost, to be committed before the call is made. Its id is the retry key: every
 * attempt within 23 hours sends the same bytes under it, so that LINE carries it out once at most.
 */
export async function recordPush(
  scope: Scope,
  { uid, purpose, messages }: { uid: string; purpose: Purpose; messages: messagingApi.Message[] },
): Promise<{ statement: Statement; delivery: Delivery; id: string }> {
  const now = scope.clock()
  const id = scope.ids()
  const body = JSON.stringify({ to: uid, messages })
  const delivery: Delivery = { id, method: 'push', body, retryKey: id, attempts: 1, deadlineAt: now + pushMs }
  const statement = insertDelivery({
    ...{ id, accountId: scope.account.id, uid, method: 'push', purpose, retryKey: id, now },
    ...{ state: 'calling', reason: null, body: await scope.seal.seal(body), attempts: 1, firstCalledAt: now },
    ...{ deadlineAt: delivery.deadlineAt, nextAttemptAt: now + leaseMs, finishedAt: null },
  })
  return { statement, delivery, id }
}
