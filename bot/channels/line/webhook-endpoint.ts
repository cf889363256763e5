import { callLine } from './call.ts'
import type { LineChannel } from './channel.ts'
import { jsonIn, type LineOutcome } from './outcome.ts'

/** Where LINE sends webhooks; `active` is the console's switch "Use webhook", which no API turns. */
export interface WebhookEndpoint {
  endpoint: string
  active: boolean
}

/** What LINE got when it called the address: its own view, from outside. */
export interface WebhookTest {
  success: boolean
  statusCode: number
  reason: string
}

/** Null while none is set (404). */
export async function readEndpoint(
  scope: LineChannel,
): Promise<{ endpoint: WebhookEndpoint | null; outcome: LineOutcome }> {
  const outcome = await callLine(scope, { method: 'GET', path: '/v2/bot/channel/webhook/endpoint' })
  const { endpoint, active } = jsonIn(outcome)
  const known = outcome.kind === 'accepted' && typeof endpoint === 'string' && endpoint !== ''
  return { endpoint: known ? { endpoint, active: active === true } : null, outcome }
}

/** Takes up to a minute to have its effect. */
export const setEndpoint = (scope: LineChannel, endpoint: string): Promise<LineOutcome> =>
  callLine(scope, {
    method: 'PUT',
    path: '/v2/bot/channel/webhook/endpoint',
    body: JSON.stringify({ endpoint }),
  })

/** Has LINE call an address with an empty signed webhook, also one that is not set; 60 an hour. */
export async function testEndpoint(scope: LineChannel, endpoint: string): Promise<WebhookTest | null> {
  const outcome = await callLine(scope, {
    method: 'POST',
    path: '/v2/bot/channel/webhook/test',
    body: JSON.stringify({ endpoint }),
  })
  const { success, statusCode, reason } = jsonIn(outcome)
  if (outcome.kind !== 'accepted') return null
  return { success: success === true, statusCode: Number(statusCode ?? 0), reason: String(reason ?? '') }
}
