import type { Deps } from '../deps.ts'
import { raiseAlert } from './raise-alert.ts'

/** Refused webhooks and API requests, counted in memory first: a flood of them must not become a flood of writes. */
export interface Refusals {
  /** By account, reason and kind, since they were last written. */
  counts: Map<string, number>
  writtenAt: number
}

const writeEveryMs = 10_000

export const noRefusals = (): Refusals => ({ counts: new Map(), writtenAt: 0 })

type Refused = 'webhook_refused' | 'api_refused'

/** Counts what was refused of an account that exists, and writes what was counted now and then. */
export function noteRefusal(deps: Deps, accountId: string, reason: string, kind: Refused = 'webhook_refused'): void {
  const { counts, writtenAt } = deps.refusals
  const key = `${accountId} ${reason} ${kind}`
  counts.set(key, (counts.get(key) ?? 0) + 1)
  // On Workers nobody else can: the next round runs in another isolate.
  if (deps.clock() - writtenAt >= writeEveryMs) deps.background(writeRefusals(deps))
}

/** Writes what was counted, so that staff see it; what could not be written counts on. */
export async function writeRefusals(deps: Deps): Promise<void> {
  const { refusals, db, clock } = deps
  const counted = [...refusals.counts]
  refusals.counts = new Map()
  refusals.writtenAt = clock()
  if (counted.length === 0) return
  const statements = counted.map(([key, count]) => {
    const [accountId = '', reason = '', kind = ''] = key.split(' ')
    return raiseAlert({ accountId, kind: kind as Refused, subject: reason, count, now: clock() })
  })
  try {
    await db.write(statements)
  } catch (error) {
    for (const [key, count] of counted) refusals.counts.set(key, (refusals.counts.get(key) ?? 0) + count)
    throw error
  }
}
