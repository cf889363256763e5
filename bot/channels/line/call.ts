import type { LineChannel } from './channel.ts'
import { outcomeOf, type LineOutcome } from './outcome.ts'
import { channelToken, forgetChannelToken } from './token.ts'

export interface LineCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the host on, exactly as LINE documents it. */
  path: string
  /** The bytes to send, already serialised: a retry must send the same ones. */
  body?: string | Uint8Array<ArrayBuffer>
  /** What the body is; JSON when left out. */
  contentType?: string
  /** `data` for what LINE keeps at its host for large things (pictures of rich menus); the API's own when left out. */
  host?: 'api' | 'data'
  /** UUID; only where LINE takes one (push, multicast, narrowcast, broadcast). */
  retryKey?: string | null
}

/** LINE answers within seconds; after this the call's fate is unknown. */
const timeoutMs = 10_000

/**
 * One call of the Messaging API with the account's channel token. Never throws: what happened is the outcome.
 * An expired token is renewed once, with the same body and key.
 */
export async function callLine(scope: LineChannel, call: LineCall): Promise<LineOutcome> {
  const first = await callOnce(scope, call)
  if (first.status !== 401) return first
  forgetChannelToken(scope)
  return callOnce(scope, call)
}

async function callOnce(scope: LineChannel, call: LineCall): Promise<LineOutcome> {
  const { method, path, body, retryKey, host = 'api', contentType = 'application/json' } = call
  const { LINE_API_URL, LINE_DATA_API_URL } = scope.settings
  const token = await channelToken(scope)
  if (token.kind !== 'accepted') return { ...token, body: '', withoutToken: true }
  const headers: Record<string, string> = { authorization: `Bearer ${token.token}` }
  if (body !== undefined) headers['content-type'] = contentType
  if (retryKey) headers['x-line-retry-key'] = retryKey
  return outcomeOf(() =>
    scope.fetch((host === 'data' ? LINE_DATA_API_URL : LINE_API_URL) + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      timeoutMs,
    }),
  )
}
