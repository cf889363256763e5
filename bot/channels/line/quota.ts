import { callLine } from './call.ts'
import type { LineChannel } from './channel.ts'
import { jsonIn } from './outcome.ts'

/** How many messages that count the account may send this month, and has sent; `limit` is null where there is none. */
export interface Quota {
  limit: number | null
  used: number
}

/** Asks LINE; null when it does not say. The used ones are approximate, and count what was sent by other tools too. */
export async function fetchQuota(scope: LineChannel): Promise<Quota | null> {
  const [quota, consumption] = await Promise.all([
    callLine(scope, { method: 'GET', path: '/v2/bot/message/quota' }),
    callLine(scope, { method: 'GET', path: '/v2/bot/message/quota/consumption' }),
  ])
  if (quota.kind !== 'accepted' || consumption.kind !== 'accepted') return null
  const { type, value } = jsonIn(quota)
  const { totalUsage: used } = jsonIn(consumption)
  if (typeof used !== 'number') return null
  if (type === 'none') return { limit: null, used }
  return type === 'limited' && typeof value === 'number' ? { limit: value, used } : null
}
