import { generateKeyPairSync, sign } from 'node:crypto'
import type { BrowserContext, Route } from '@playwright/test'

export interface LineHosts {
  liffId: string
  loginChannelId: string
  /** The LIFF app's endpoint URL, under which every page of it lies. */
  endpointUrl: string
  uid: string
  name: string
  /** How long LINE takes to answer each question that the SDK asks at its start, in milliseconds. */
  delayMs?: number
  /** Called with each access token that the SDK has LINE verify. */
  onVerify?(accessToken: string): void
}

export interface AnsweringLine {
  /** What the SDK asked LINE for, as `GET api.line.me/path`, in order. */
  requests: string[]
  /** An ID token as LINE signs it; `expiresIn` in seconds. */
  idToken(expiresIn?: number): string
  /** The fragment of LINE's first redirect into the LIFF browser. */
  firstRedirectFragment(): string
}

/** Ends in the word by which the SDK knows the LIFF browser. */
export const liffBrowser =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 Line/15.20.0 LIFF'
/** LINE's own browser, when a page is opened by its own address. */
export const lineInAppBrowser = liffBrowser.replace('Line/15.20.0 LIFF', 'Line/15.20.0/IAB')

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: 'line-1', alg: 'ES256', use: 'sig' }
const anyOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
}
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JWT signed with ES256, as LINE's ID tokens are. */
function signed(claims: object): string {
  const content = `${encode({ alg: 'ES256', typ: 'JWT', kid: publicJwk.kid })}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${content}.${signature.toString('base64url')}`
}

/**
 * Answers for LINE's hosts in a browser that runs the real LIFF SDK: login, tokens, keys, LIFF context. Everything that
 * goes elsewhere than to the page's own origin is refused, so that no test leaves the machine.
 */
export async function answerLineHosts(context: BrowserContext, line: LineHosts): Promise<AnsweringLine> {
  const requests: string[] = []
  const ownOrigin = new URL(line.endpointUrl).origin
  let nonce: string | undefined

  const idToken = (expiresIn = 3600) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: 'https://access.line.me',
      sub: line.uid,
      aud: line.loginChannelId,
      name: line.name,
      amr: ['linesso'],
    }
    return signed({ ...claims, iat: now, exp: now + expiresIn, ...(nonce === undefined ? {} : { nonce }) })
  }

  const contextToken = (type: 'external' | 'utou') =>
    signed({
      type,
      liffId: line.liffId,
      endpointUrl: line.endpointUrl,
      permanentLinkPattern: 'concat',
      scope: ['openid', 'profile'],
      availability: {},
      iat: 1,
      exp: 9_999_999_999,
    })

  function logIn(route: Route, asked: URL) {
    nonce = asked.searchParams.get('nonce') ?? undefined
    const redirectUri = asked.searchParams.get('redirect_uri') ?? line.endpointUrl
    const back = new URL(redirectUri)
    back.searchParams.set('code', 'one-time-code')
    back.searchParams.set('state', asked.searchParams.get('state') ?? '')
    back.searchParams.set('liffClientId', line.loginChannelId)
    back.searchParams.set('liffRedirectUri', redirectUri)
    return route.fulfill({ status: 302, headers: { location: back.href } })
  }

  function answerOf(asked: URL): object | undefined {
    if (asked.pathname === `/liff/v2/apps/${line.liffId}/contextToken`)
      return { contextToken: contextToken('external') }
    switch (asked.pathname) {
      case '/oauth2/v2.1/token':
        return {
          access_token: 'access-token',
          token_type: 'Bearer',
          refresh_token: 'refresh-token',
          expires_in: 2_592_000,
          scope: 'profile openid',
          id_token: idToken(),
        }
      case '/oauth2/v2.1/certs':
        return { keys: [publicJwk] }
      case '/oauth2/v2.1/verify':
        line.onVerify?.(asked.searchParams.get('access_token') ?? '')
        return { scope: 'profile openid', client_id: line.loginChannelId, expires_in: 3600 }
      default:
        return undefined
    }
  }

  await context.route(
    (url) => url.origin !== ownOrigin,
    async (route) => {
      const asked = new URL(route.request().url())
      const method = route.request().method()
      requests.push(`${method} ${asked.host}${asked.pathname}`)
      if (!asked.host.endsWith('line.me')) return route.abort()
      if (method === 'OPTIONS') return route.fulfill({ status: 204, headers: anyOrigin })
      if (asked.host === 'access.line.me') return logIn(route, asked)
      if (line.delayMs) await new Promise((resolve) => setTimeout(resolve, line.delayMs))
      const answer = answerOf(asked)
      await route.fulfill({
        status: answer ? 200 : 404,
        headers: anyOrigin,
        contentType: 'application/json',
        body: JSON.stringify(answer ?? {}),
      })
    },
  )

  const firstRedirectFragment = () =>
    new URLSearchParams({
      access_token: 'access-token',
      context_token: contextToken('utou'),
      feature_token: 'feature-token',
      id_token: idToken(),
      client_id: line.loginChannelId,
    }).toString()

  return { requests, idToken, firstRedirectFragment }
}

/** What the LINE app puts into its LIFF browser, which the SDK waits for. */
export async function makeLiffBrowser(context: BrowserContext) {
  await context.addInitScript(() => {
    Object.assign(window, { _liff: { features: [], postMessage: () => {} } })
  })
}
