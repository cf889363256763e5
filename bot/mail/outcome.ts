import type { mails } from '../../db/schema/index.ts'
import type { MailOutcome } from '../deps.ts'

type Row = typeof mails.$inferSelect
export type MailSettlement = Pick<Row, 'state' | 'reason' | 'nextAttemptAt' | 'finishedAt'> & { content?: null }

const backoffBaseMs = 2_000
const backoffMaxMs = 5 * 60_000

/** What is written of a mail after an attempt; the content of one whose fate is final is not kept. */
export function settlement(
  { attempts, deadlineAt }: Pick<Row, 'attempts' | 'deadlineAt'>,
  outcome: MailOutcome,
  now: number,
): MailSettlement {
  const final = { nextAttemptAt: null, finishedAt: now, content: null }
  if (outcome.kind === 'accepted') return { state: 'accepted', reason: null, ...final }
  const { reason } = outcome
  const nextAttemptAt = now + Math.min(backoffMaxMs, backoffBaseMs * 2 ** (attempts - 1))
  if (outcome.kind === 'again' && nextAttemptAt < deadlineAt)
    return { state: 'waiting', reason, nextAttemptAt, finishedAt: null }
  return { state: 'failed', reason, ...final }
}
