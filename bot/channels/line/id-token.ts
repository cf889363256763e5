import { MusubiError, unauthenticated } from '../../errors.ts'
import type { Scope } from '../../scope.ts'
import { outcomeOf } from './outcome.ts'

const issuer = 'https://access.line.me'
/** Clocks differ; more than this into the future is no clock but a forgery. */
const skewSeconds = 60
/** LINE's ID tokens live an hour; one that claims a day or more is not LINE's. */
const lifeSecondsMax = 24 * 60 * 60
const timeoutMs = 10_000
const tokenLengthMax = 4096

export interface ProvenPerson {
  uid: string
  name: string | null
}

/**
 * Proves who holds a LIFF ID token: what is wrong on its face is refused here, and LINE has the last word.
 * No key, address or algorithm is taken from the token.
 * Source: LINE Login v2.1, "Verify ID token"; ES256 is what LIFF signs with.
 * @throws MusubiError unauthenticated when it proves nobody, unavailable when LINE cannot be asked
 */
export async function proveIdToken(scope: Scope, idToken: string): Promise<ProvenPerson> {
  const channelId = scope.account.loginChannelId
  if (!channelId) throw unauthenticated('This account has no LINE Login channel')
  checkFace(idToken, channelId, Math.floor(scope.clock() / 1000))
  const outcome = await outcomeOf(() =>
    scope.fetch(`${scope.settings.LINE_API_URL}/oauth2/v2.1/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ id_token: idToken, client_id: channelId }).toString(),
      timeoutMs,
    }),
  )
  if (outcome.kind === 'failed') throw unauthenticated('LINE does not confirm this ID token')
  if (outcome.kind !== 'accepted') throw new MusubiError('unavailable', 'LINE cannot be asked right now')
  const payload = parseObject(outcome.body)
  const uid = payload?.['sub']
  if (payload?.['aud'] !== channelId || typeof uid !== 'string' || !/^U[0-9a-f]{32}$/.test(uid)) {
    throw unauthenticated('LINE does not confirm this ID token')
  }
  return { uid, name: typeof payload['name'] === 'string' ? payload['name'] : null }
}

function checkFace(idToken: string, channelId: string, nowSeconds: number): void {
  const [head, body, signature, ...rest] = idToken.length <= tokenLengthMax ? idToken.split('.') : []
  const header = parsePart(head)
  const payload = parsePart(body)
  const { iss, aud, exp, iat } = payload ?? {}
  const sound =
    header?.['alg'] === 'ES256' &&
    rest.length === 0 &&
    Boolean(signature) &&
    iss === issuer &&
    aud === channelId &&
    typeof exp === 'number' &&
    exp > nowSeconds &&
    exp <= nowSeconds + lifeSecondsMax &&
    typeof iat === 'number' &&
    iat <= nowSeconds + skewSeconds &&
    iat >= nowSeconds - lifeSecondsMax
  if (!sound) throw unauthenticated('This is not a valid ID token of this LIFF app')
}

function parsePart(part: string | undefined): Record<string, unknown> | null {
  if (!part || !/^[A-Za-z0-9_-]+$/.test(part)) return null
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    return parseObject(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
