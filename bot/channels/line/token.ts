import type { LineChannel } from './channel.ts'
import { outcomeOf } from './outcome.ts'

/** Stateless channel tokens live 15 minutes; a new one is asked for well before. */
const livesMs = 15 * 60_000
const reuseMs = 10 * 60_000
const timeoutMs = 10_000
/** A request for a token is shared for so long; on Workers the one who made it may have been ended meanwhile. */
const sharedMs = 12_000

type Token =
  | { kind: 'accepted'; token: string }
  | { kind: 'failed' | 'retry'; status: number | null; requestId: string | null }

/** Tokens by account, and requests for one under way, so that a burst asks once; or why there is none. */
export type TokenCache = Map<string, Kept>

interface Kept {
  token: Promise<Token> | null
  /** Milliseconds UTC, until which it is handed out. */
  until: number
  /** Until when LINE takes it; null while that is not known. */
  validUntil: number | null
  /** The last request for one failed; null when it did not. */
  failed: { at: number; status: number | null } | null
}

/**
 * The account's channel token: LINE's stateless kind, cached. A failed request is not cached.
 * The kind of a failure is that of the call which needs it: without a token nothing was sent, so it may be tried again,
 * unless LINE refuses the credentials.
 */
export async function channelToken(scope: LineChannel): Promise<Token> {
  const now = scope.clock()
  const cached = scope.lineTokens.get(scope.account.id)
  if (cached?.token && cached.until > now) return cached.token
  const token = requestToken(scope)
  const keep = (kept: Partial<Kept>) =>
    scope.lineTokens.set(scope.account.id, { token: null, until: 0, validUntil: null, failed: null, ...kept })
  keep({ token, until: now + sharedMs, failed: cached?.failed ?? null })
  const settled = await token
  if (settled.kind === 'accepted') keep({ token, until: now + reuseMs, validUntil: now + livesMs })
  else keep({ failed: { at: now, status: settled.status } })
  return settled
}

/** For when LINE did not take it: the next call asks for a new one. */
export function forgetChannelToken(scope: LineChannel): void {
  scope.lineTokens.delete(scope.account.id)
}

/** Whether this process has a token of an account that LINE takes, and whether it failed to get one. */
export function tokenState(
  lineTokens: TokenCache,
  accountId: string,
  now: number,
): Pick<Kept, 'validUntil' | 'failed'> {
  const { validUntil = null, failed = null } = lineTokens.get(accountId) ?? {}
  return { validUntil: validUntil !== null && validUntil > now ? validUntil : null, failed }
}

async function requestToken(scope: LineChannel): Promise<Token> {
  const { channelId, channelSecret } = scope.account
  if (!channelId || !channelSecret) return { kind: 'failed', status: null, requestId: null }
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: channelId,
    client_secret: channelSecret,
  })
  const outcome = await outcomeOf(() =>
    scope.fetch(`${scope.settings.LINE_API_URL}/oauth2/v3/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      timeoutMs,
    }),
  )
  const { status, requestId } = outcome
  if (outcome.kind !== 'accepted') return { kind: outcome.kind === 'failed' ? 'failed' : 'retry', status, requestId }
  const token = tokenIn(outcome.body)
  return token ? { kind: 'accepted', token } : { kind: 'retry', status, requestId }
}

function tokenIn(body: string): string | null {
  try {
    const { access_token: token } = JSON.parse(body) as { access_token?: unknown }
    return typeof token === 'string' ? token : null
  } catch {
    return null
  }
}
