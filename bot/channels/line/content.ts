import type { LineAnswer } from '../../deps.ts'
import type { LineChannel } from './channel.ts'
import { reasonOf } from './outcome.ts'
import { channelToken, forgetChannelToken } from './token.ts'

/** A large file over a slow line; shorter than a job's lease. */
const timeoutMs = 45_000

/** What became of asking LINE for the bytes of a message. */
export type Content =
  | { kind: 'here'; bytes: Uint8Array<ArrayBuffer>; contentType: string }
  /** LINE does not have it, or not any more. */
  | { kind: 'gone' }
  | { kind: 'too_large' }
  /** LINE still prepares it, or did not answer: to be asked again. `reason` is a code that the dashboard words. */
  | { kind: 'again'; reason: string }

/** Asks LINE's content host for what a person sent. Never throws, and never reads more than it may keep. */
export const fetchContent = (
  scope: LineChannel,
  { messageId, bytesMax }: { messageId: string; bytesMax: number },
): Promise<Content> => fetchBytes(scope, { path: `/v2/bot/message/${encodeURIComponent(messageId)}/content`, bytesMax })

/** The same for anything that LINE keeps at its host for large things. */
export async function fetchBytes(
  scope: LineChannel,
  { path, bytesMax }: { path: string; bytesMax: number },
): Promise<Content> {
  const token = await channelToken(scope)
  if (token.kind !== 'accepted') return { kind: 'again', reason: 'not_allowed' }
  try {
    const answer = await scope.fetch(scope.settings.LINE_DATA_API_URL + path, {
      method: 'GET',
      headers: { authorization: `Bearer ${token.token}` },
      timeoutMs,
    })
    return await contentIn(scope, answer, bytesMax)
  } catch {
    return { kind: 'again', reason: reasonOf(null) }
  }
}

async function contentIn(scope: LineChannel, answer: LineAnswer, bytesMax: number): Promise<Content> {
  const { status } = answer
  if (status === 200) {
    const bytes = await readUpTo(answer, bytesMax)
    const contentType = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    return bytes ? { kind: 'here', bytes, contentType } : { kind: 'too_large' }
  }
  await readUpTo(answer, 64 * 1024)
  if (status === 401) forgetChannelToken(scope)
  if (status === 202) return { kind: 'again', reason: 'preparing' }
  // 400: the message is none of this account, which asking again does not change.
  return status === 404 || status === 410 || status === 400
    ? { kind: 'gone' }
    : { kind: 'again', reason: reasonOf(status) }
}

/** The whole body; null when it is longer than that, and then the rest is not read. */
async function readUpTo({ headers, body }: LineAnswer, bytesMax: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const tooLarge = Number(headers.get('content-length') ?? 0) > bytesMax
  const parts: Uint8Array[] = []
  let size = 0
  // Leaving the loop ends the stream, so that a connection is not held by what nobody reads.
  for await (const part of body ?? []) {
    size += part.length
    if (tooLarge || size > bytesMax) return null
    parts.push(part)
  }
  if (tooLarge) return null
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
