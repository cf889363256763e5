import type { OutgoingAnswer } from '../deps.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** How long to wait after each attempt that failed; after the last one it is over: eight attempts over 27.6 hours. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour]
export const attemptsMax = waits.length + 1

/** An endpoint that took nothing for so long is left alone. */
export const failingMs = 5 * 24 * hour

/** What became of one attempt, as it stands in its row. */
export type AttemptOutcome =
  | 'accepted'
  | 'status'
  | 'redirect'
  | 'gone'
  | 'timeout'
  | 'refused_address'
  | 'unreachable'
  | 'tls'

/** Only 2xx is success; a redirect is never followed, because it could lead inside. */
export function outcomeOf(answer: OutgoingAnswer): AttemptOutcome {
  if (answer.kind === 'failed') return answer.reason
  const { status } = answer
  if (status >= 200 && status < 300) return 'accepted'
  if (status >= 300 && status < 400) return 'redirect'
  return status === 410 ? 'gone' : 'status'
}

/** How it goes on with a call after an attempt. */
export type Settlement =
  | { state: 'accepted' }
  | { state: 'waiting'; reason: AttemptOutcome; nextAttemptAt: number }
  | { state: 'failed'; reason: AttemptOutcome }

/**
 * @param attempts how many were made, this one included
 * @param chance from 0 to 1; up to a tenth is added to the wait, so that what failed together does not come back together
 */
export function settlementOf(outcome: AttemptOutcome, attempts: number, now: number, chance: number): Settlement {
  if (outcome === 'accepted') return { state: 'accepted' }
  const wait = waits[attempts - 1]
  if (outcome === 'gone' || wait === undefined) return { state: 'failed', reason: outcome }
  return { state: 'waiting', reason: outcome, nextAttemptAt: now + Math.round(wait * (1 + chance / 10)) }
}
