import type { Scope } from '../../scope.ts'
import { callLine } from './call.ts'
import { loginChannelOf } from './channel.ts'
import { outcomeOf, reasonOf, type LineOutcome } from './outcome.ts'

const timeoutMs = 10_000

/** What came of telling LINE: done, not the person's own token (or a dead one), or to be tried again. */
export type Deauthorised = { kind: 'done' } | { kind: 'not_theirs' } | { kind: 'again'; reason: string }

/**
 * Tells LINE that a person has left the company's service (deauthorisation), with the access token that the mini-app
 * has of them. First LINE says whose it is and of which channel: another one is not used.
 * Source: LINE Login v2.1, "Verify access token validity", "Get user profile", "Deauthorize your app to which the user has granted permissions".
 */
export async function deauthorise(
  scope: Scope,
  { uid, accessToken }: { uid: string; accessToken: string },
): Promise<Deauthorised> {
  const query = new URLSearchParams({ access_token: accessToken })
  const verified = await ask(scope, `/oauth2/v2.1/verify?${query}`)
  if (verified.kind !== 'accepted') return refusedOr(verified)
  if (fieldOf(verified.body, 'client_id') !== scope.account.loginChannelId) return { kind: 'not_theirs' }
  const profile = await ask(scope, '/v2/profile', { authorization: `Bearer ${accessToken}` })
  if (profile.kind !== 'accepted') return refusedOr(profile)
  if (fieldOf(profile.body, 'userId') !== uid) return { kind: 'not_theirs' }
  const told = await callLine(loginChannelOf(scope), {
    method: 'POST',
    path: '/user/v1/deauthorize',
    body: JSON.stringify({ userAccessToken: accessToken }),
  })
  return told.kind === 'accepted' ? { kind: 'done' } : refusedOr(told)
}

const ask = (scope: Scope, path: string, headers: Record<string, string> = {}) =>
  outcomeOf(() => scope.fetch(scope.settings.LINE_API_URL + path, { method: 'GET', headers, timeoutMs }))

const refusedOr = ({ kind, status }: LineOutcome): Deauthorised =>
  kind === 'failed' ? { kind: 'not_theirs' } : { kind: 'again', reason: reasonOf(status) }

function fieldOf(body: string, name: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown>)[name]
  } catch {
    return undefined
  }
}
