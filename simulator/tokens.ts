import { base64UrlOf, bytesOfBase64Url, utf8 } from './bytes.ts'
import { channelOf, personOf, type Channel, type Desk } from './desk.ts'
import { pictureUrlOf } from './picture.ts'
import { sweep, type Jwk } from './state.ts'

export const ISSUER = 'https://access.line.me'
const CHANNEL_TOKEN_LIFE = 15 * 60_000
const ID_TOKEN_LIFE_SECONDS = 60 * 60
const USER_TOKEN_LIFE = 12 * 60 * 60_000
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const ES256 = { name: 'ECDSA', hash: 'SHA-256' }

type Claims = Record<string, unknown>
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>
type KeyPair = { privateKey: Key; publicKey: Key }

/** How an ID token for a test differs from a good one. */
export interface IdTokenOverrides {
  /** Claims instead of the usual ones; undefined takes one away. */
  claims?: Claims
  /** Header fields instead of the usual ones, such as `kid` or `jku`. */
  header?: Claims
  /**
   * `ES256` (LIFF), `HS256` with the Login channel's secret (LINE Login on the web), or what an attacker would try: `none`;
   * `stranger`, ES256 by another key under our `kid`; `public`, HS256 with the public key taken for the secret.
   */
  signedBy?: 'ES256' | 'HS256' | 'none' | 'stranger' | 'public'
}

/** Makes the key pair that signs ID tokens, once; it stays in the state so that tokens outlive a restart. */
export async function signingKey(desk: Desk) {
  if (desk.state.signing) return desk.state.signing
  const pair = (await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])) as KeyPair
  const privateKey = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as Jwk
  const publicKey = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as Jwk
  desk.touch()
  // Two first tokens may be asked for at the same time; the pair that came first stays.
  return (desk.state.signing ??= { kid: desk.hex(16), privateKey, publicKey })
}

/** The public keys as `GET /oauth2/v2.1/certs` answers them. */
export async function certsOf(desk: Desk) {
  const { kid, publicKey } = await signingKey(desk)
  return { keys: [{ kty: 'EC', alg: 'ES256', use: 'sig', kid, crv: 'P-256', x: publicKey.x, y: publicKey.y }] }
}

/** An ID token as LIFF's `getIDToken()` returns it, or a bad one on purpose. */
export async function idTokenOf(
  desk: Desk,
  uid: string,
  accountId: string,
  overrides: IdTokenOverrides = {},
): Promise<string> {
  const channel = channelOf(desk, accountId)
  const { kid, publicKey } = await signingKey(desk)
  const seconds = Math.floor(desk.now() / 1000)
  const signedBy = overrides.signedBy ?? 'ES256'
  const person = desk.state.people[uid]
  const claims: Claims = {
    iss: ISSUER,
    sub: uid,
    aud: channel.loginChannelId,
    exp: seconds + ID_TOKEN_LIFE_SECONDS,
    iat: seconds,
    amr: ['linesso'],
    name: person?.name,
    picture: person && pictureUrlOf(desk.publicUrl, uid),
    ...overrides.claims,
  }
  const alg = { ES256: 'ES256', stranger: 'ES256', HS256: 'HS256', public: 'HS256', none: 'none' }[signedBy]
  const header = { alg, typ: 'JWT', ...(alg === 'ES256' ? { kid } : {}), ...overrides.header }
  const input = `${part(header)}.${part(claims)}`
  if (signedBy === 'none') return `${input}.`
  if (signedBy === 'HS256') return `${input}.${await hmac(channel.loginChannelSecret ?? '', input)}`
  if (signedBy === 'public') return `${input}.${await hmac(JSON.stringify(publicKey), input)}`
  return `${input}.${await ecdsa(signedBy === 'stranger' ? await strangersKey() : await ownKey(desk), input)}`
}

const part = (value: unknown) => base64UrlOf(utf8(JSON.stringify(value)))

async function hmac(secret: string, input: string): Promise<string> {
  // Web Crypto takes no empty key; a channel without a secret signs with a space, which nobody has.
  const key = await crypto.subtle.importKey('raw', utf8(secret || ' '), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  return base64UrlOf(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(input))))
}

const ecdsa = async (key: Key, input: string) =>
  base64UrlOf(new Uint8Array(await crypto.subtle.sign(ES256, key, utf8(input))))

const ownKey = async (desk: Desk) =>
  crypto.subtle.importKey('jwk', (await signingKey(desk)).privateKey, CURVE, false, ['sign'])

const strangersKey = async () => ((await crypto.subtle.generateKey(CURVE, false, ['sign'])) as KeyPair).privateKey

/** A token that says from where the LIFF app was opened; its payload is what `liff.getContext()` returns. */
export async function contextTokenOf(
  desk: Desk,
  uid: string,
  channel: Channel,
  type: 'utou' | 'external',
): Promise<string> {
  const context = {
    type,
    userId: uid,
    liffId: channel.liffId,
    viewType: 'full',
    endpointUrl: channel.liffEndpointUrl,
    accessTokenHash: null,
  }
  const input = `${part({ alg: 'ES256', typ: 'JWT', kid: (await signingKey(desk)).kid })}.${part(context)}`
  return `${input}.${await ecdsa(await ownKey(desk), input)}`
}

/**
 * Verifies an ID token as `POST /oauth2/v2.1/verify` does.
 * @returns its claims, or LINE's `error_description`
 */
export async function verifiedIdToken(
  desk: Desk,
  asked: { idToken: string; clientId: string; nonce?: string; userId?: string },
): Promise<{ claims: Claims } | { problem: string }> {
  const [head = '', body = '', signature = '', ...rest] = asked.idToken.split('.')
  const header = parsed(head)
  const claims = parsed(body)
  if (!header || !claims || rest.length > 0) return { problem: 'Invalid IdToken.' }
  if (claims['iss'] !== ISSUER) return { problem: 'Invalid IdToken Issuer.' }
  if (!(await signatureHolds(desk, header, `${head}.${body}`, signature, claims['aud'])))
    return { problem: 'Invalid IdToken.' }
  if (claims['aud'] !== asked.clientId) return { problem: 'Invalid IdToken Audience.' }
  if (typeof claims['exp'] !== 'number' || claims['exp'] * 1000 <= desk.now()) return { problem: 'IdToken expired.' }
  if (asked.nonce !== undefined && claims['nonce'] !== asked.nonce) return { problem: 'Invalid IdToken Nonce.' }
  if (asked.userId !== undefined && claims['sub'] !== asked.userId)
    return { problem: 'Invalid IdToken Subject Identifier.' }
  return { claims }
}

function parsed(text: string): Claims | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytesOfBase64Url(text)))
    return typeof value === 'object' && value !== null ? (value as Claims) : null
  } catch {
    return null
  }
}

async function signatureHolds(
  desk: Desk,
  header: Claims,
  input: string,
  signature: string,
  audience: unknown,
): Promise<boolean> {
  const { kid, publicKey } = await signingKey(desk)
  if (header['alg'] === 'HS256') {
    const secret = desk.channels.find((channel) => channel.loginChannelId === audience)?.loginChannelSecret
    return Boolean(secret) && (await hmac(secret ?? '', input)) === signature
  }
  if (header['alg'] !== 'ES256' || header['kid'] !== kid) return false
  const key = await crypto.subtle.importKey('jwk', publicKey, CURVE, false, ['verify'])
  try {
    return await crypto.subtle.verify(ES256, key, bytesOfBase64Url(signature), utf8(input))
  } catch {
    return false
  }
}

/** A person's access token for the account's Login channel, as LIFF's `getAccessToken()` returns it; lives 12 hours. */
export function accessTokenOf(desk: Desk, uid: string, accountId: string): string {
  personOf(desk, uid)
  const token = `user-${desk.token(24)}`
  desk.state.userTokens[token] = { uid, accountId, until: desk.now() + USER_TOKEN_LIFE }
  desk.touch()
  return token
}

/** A stateless channel access token, or null when ID and secret are nobody's. Login channels get one too. */
export function channelTokenOf(
  desk: Desk,
  channelId: string,
  secret: string,
): { token: string; seconds: number } | null {
  for (const channel of desk.channels) {
    const login = channel.loginChannelId === channelId && channel.loginChannelSecret === secret
    if (!login && !(channel.channelId === channelId && channel.channelSecret === secret)) continue
    const token = `channel-${desk.token(32)}`
    sweep(desk.state, desk.now())
    desk.state.channelTokens[token] = {
      channelId,
      accountId: channel.accountId,
      login,
      until: desk.now() + CHANNEL_TOKEN_LIFE,
    }
    return { token, seconds: CHANNEL_TOKEN_LIFE / 1000 }
  }
  return null
}

/** The channel that a bearer token speaks for; null when the token is unknown, expired or of the other kind of channel. */
export function channelByToken(desk: Desk, authorization: string | undefined, login: boolean): Channel | null {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  const found = token ? desk.state.channelTokens[token] : undefined
  if (!found || found.login !== login || found.until <= desk.now()) return null
  return desk.channels.find((channel) => channel.accountId === found.accountId) ?? null
}

/** The person behind a user's access token; null when it is unknown or expired. */
export function userByToken(desk: Desk, token: string | undefined) {
  const found = token ? desk.state.userTokens[token] : undefined
  return found && found.until > desk.now() ? found : null
}
