import { isQuotaReached, linesWords, reasonOf, type LineOutcome } from '../channels/line/outcome.ts'
import type { Delivery } from './record.ts'

/** What is written of a delivery after a call. */
export interface Settlement {
  state: 'accepted' | 'failed' | 'unknown' | 'waiting'
  /** A code that the dashboard words; null when accepted. */
  reason: string | null
  status: number | null
  /** LINE's own words about a failure. */
  answer: string | null
  requestId: string | null
  nextAttemptAt: number | null
  finishedAt: number | null
  isFinal: boolean
}

const backoffBaseMs = 1_000
/** A reply has a minute in all; a push has a day, and a LINE that is ill for hours is not asked every minute. */
const backoffMaxMs = { reply: 60_000, push: 10 * 60_000 }

/**
 * What follows from the outcome of a call.
 * A reply takes no retry key, but its token works once, and that is its key: one whose fate is not known may be called
 * again with the same bytes until the token is dead. When LINE then says 400, an earlier attempt may have used it:
 * `unknown`. A push keeps its retry key and body for 23 hours; after that its fate is for staff to judge.
 */
export function settlement(
  delivery: Pick<Delivery, 'method' | 'attempts' | 'deadlineAt'>,
  outcome: LineOutcome,
  now: number,
): Settlement {
  const { status, requestId } = outcome
  const answer = outcome.kind === 'accepted' ? null : linesWords(outcome)
  const final = (state: Settlement['state'], reason: string | null): Settlement => ({
    state,
    reason,
    status,
    answer,
    requestId,
    nextAttemptAt: null,
    finishedAt: now,
    isFinal: true,
  })
  if (outcome.kind === 'accepted') return final('accepted', null)
  if (outcome.kind === 'failed') {
    if (outcome.withoutToken) return final('failed', 'not_allowed')
    const mayHaveBeenSent = delivery.method === 'reply' && delivery.attempts > 1 && status === 400
    return mayHaveBeenSent ? final('unknown', 'reply_token_used') : final('failed', reasonOf(status))
  }
  // Nothing is left to send with this month. A push whose earlier attempt had no answer may still have been the last one.
  if (isQuotaReached(outcome)) return final(delivery.attempts === 1 ? 'failed' : 'unknown', 'quota_reached')
  const nextAttemptAt = now + Math.min(backoffMaxMs[delivery.method], backoffBaseMs * 2 ** (delivery.attempts - 1))
  if (nextAttemptAt < delivery.deadlineAt) {
    return {
      state: 'waiting',
      reason: reasonOf(status),
      status,
      answer,
      requestId,
      nextAttemptAt,
      finishedAt: null,
      isFinal: false,
    }
  }
  // `retry` means that this attempt was surely not carried out; an earlier one may have been.
  return outcome.kind === 'retry' && delivery.attempts === 1
    ? final('failed', reasonOf(status))
    : final('unknown', reasonOf(status))
}
