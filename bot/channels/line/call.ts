import type { Scope } from '../../scope.ts'
import { outcomeOf, type LineOutcome } from './outcome.ts'
import { channelToken, forgetChannelToken } from './token.ts'

export interface LineCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the host on, exactly as LINE documents it. */
  path: string
  /** The bytes to send, already serialised: a retry must send the same ones. */
  body?: string
  /** UUID; only where LINE takes one (push, multicast, narrowcast, broadcast). */
  retryKey?: string | null
}

/** LINE answers within seconds; after this the call's fate is unknown. */
const timeoutMs = 10_000

/**
 * One call of the Messaging API with the account's channel token. Never throws: what happened is the outcome.
 * An expired token is renewed once, with the same body and key.
 */
export async function callLine(scope: Scope, call: LineCall): Promise<LineOutcome> {
  const first = await callOnce(scope, call)
  if (first.status !== 401) return first
  forgetChannelToken(scope)
  return callOnce(scope, call)
}

async function callOnce(scope: Scope, { method, path, body, retryKey }: LineCall): Promise<LineOutcome> {
  const token = await channelToken(scope)
  if (token.kind !== 'accepted') return { ...token, body: '', withoutToken: true }
  const headers: Record<string, string> = { authorization: `Bearer ${token.token}` }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (retryKey) headers['x-line-retry-key'] = retryKey
  return outcomeOf(() =>
    scope.fetch(scope.settings.LINE_API_URL + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      timeoutMs,
    }),
  )
}
