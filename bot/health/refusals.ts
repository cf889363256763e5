import type { Deps } from '../deps.ts'
import { raiseAlert } from './raise-alert.ts'

/** Refused webhooks by account and reason since they were last written: a flood must not become a flood of writes. */
export type Refusals = Map<string, number>

/** Counts a refused webhook of an account that exists. */
export function noteRefusal(deps: Deps, accountId: string, reason: string): void {
  const key = `${accountId} ${reason}`
  deps.refusals.set(key, (deps.refusals.get(key) ?? 0) + 1)
}

/** Writes what was counted, so that staff see it. */
export async function flushRefusals(deps: Deps): Promise<void> {
  const counted = [...deps.refusals]
  deps.refusals.clear()
  if (counted.length === 0) return
  const now = deps.clock()
  await deps.db.write(
    counted.map(([key, count]) => {
      const [accountId = '', reason = ''] = key.split(' ')
      return raiseAlert({ accountId, kind: 'webhook_refused', subject: reason, count, now })
    }),
  )
}
