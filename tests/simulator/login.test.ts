import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { simulatorRoutes } from '../../simulator/routes.ts'
import type { IdTokenOverrides } from '../../simulator/tokens.ts'
import { channel, makeDesk, stateless } from './desk.ts'

function withAiko() {
  const desk = makeDesk()
  const { uid } = desk.simulator.addPerson({ name: 'あい子' })
  const app = new Hono().route('/simulator', simulatorRoutes(desk.simulator, { assets: () => null }))
  const verify = async (idToken: string, more: Record<string, string> = {}) => {
    const body = String(new URLSearchParams({ id_token: idToken, client_id: channel.loginChannelId!, ...more }))
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await desk.simulator.fetch('http://localhost:3000/simulator/line/oauth2/v2.1/verify', {
      method: 'POST',
      headers,
      body,
    })
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
  }
  return { ...desk, uid, app, verify }
}

test('an ID token verifies, also with nonce and user ID, and by the published key', async () => {
  const { simulator, uid, verify, line } = withAiko()
  const token = await simulator.idToken(uid, 'main', { claims: { nonce: 'n1' } })
  const { status, json } = await verify(token, { nonce: 'n1', user_id: uid })
  expect(status).toBe(200)
  expect(json).toMatchObject({ iss: 'https://access.line.me', sub: uid, aud: channel.loginChannelId, name: 'あい子' })
  const [header] = token.split('.')
  const { keys } = (await line('GET', '/oauth2/v2.1/certs')).json
  expect(JSON.parse(atob(header!))).toMatchObject({ alg: 'ES256', kid: keys[0].kid })
  const key = await crypto.subtle.importKey('jwk', keys[0], { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  const [signed, signature] = [token.slice(0, token.lastIndexOf('.')), token.slice(token.lastIndexOf('.') + 1)]
  expect(
    await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      Buffer.from(signature, 'base64url'),
      Buffer.from(signed),
    ),
  ).toBe(true)
})

test.for<[string, IdTokenOverrides, string]>([
  ['expired', { claims: { exp: 1 } }, 'IdToken expired.'],
  ['of another channel', { claims: { aud: '2000000002' } }, 'Invalid IdToken Audience.'],
  ['of another issuer', { claims: { iss: 'https://evil.example' } }, 'Invalid IdToken Issuer.'],
  ['without a signature', { signedBy: 'none' }, 'Invalid IdToken.'],
  ['signed by a stranger', { signedBy: 'stranger' }, 'Invalid IdToken.'],
  ['signed with the public key as secret', { signedBy: 'public' }, 'Invalid IdToken.'],
  ['of an unknown key', { header: { kid: 'unknown' } }, 'Invalid IdToken.'],
])('an ID token %s does not verify', async ([, overrides, problem]) => {
  const { simulator, uid, verify } = withAiko()
  expect(await verify(await simulator.idToken(uid, 'main', overrides))).toEqual({
    status: 400,
    json: { error: 'invalid_request', error_description: problem },
  })
})

test('a token of web login (HS256) verifies; rubbish, an access token or the wrong person do not', async () => {
  const { simulator, uid, verify } = withAiko()
  expect((await verify(await simulator.idToken(uid, 'main', { signedBy: 'HS256' }))).status).toBe(200)
  expect((await verify('rubbish')).status).toBe(400)
  expect((await verify(simulator.accessToken(uid, 'main'))).status).toBe(400)
  const good = await simulator.idToken(uid, 'main')
  expect((await verify(good, { nonce: 'other' })).json['error_description']).toBe('Invalid IdToken Nonce.')
  expect((await verify(good, { user_id: 'other' })).json['error_description']).toBe(
    'Invalid IdToken Subject Identifier.',
  )
})

test('an access token gives profile and friendship until it expires or is taken back', async () => {
  const { simulator, uid, line, wait } = withAiko()
  const token = simulator.accessToken(uid, 'main')
  const authorization = `Bearer ${token}`
  expect((await line('GET', `/oauth2/v2.1/verify?access_token=${token}`)).json).toEqual({
    scope: 'openid profile',
    client_id: channel.loginChannelId,
    expires_in: 43_200,
  })
  expect((await line('GET', '/v2/profile', undefined, { authorization })).json).toMatchObject({
    userId: uid,
    displayName: 'あい子',
  })
  expect((await line('GET', '/friendship/v1/status', undefined, { authorization })).json).toEqual({ friendFlag: false })
  await simulator.follow(uid, 'main')
  expect((await line('GET', '/friendship/v1/status', undefined, { authorization })).json).toEqual({ friendFlag: true })

  expect((await line('POST', '/user/v1/deauthorize', { userAccessToken: token })).status).toBe(401)
  const login = `Bearer ${await stateless(simulator, channel.loginChannelId!, channel.loginChannelSecret!)}`
  expect(
    (await line('POST', '/user/v1/deauthorize', { userAccessToken: token }, { authorization: login })).status,
  ).toBe(204)
  expect((await line('GET', '/v2/profile', undefined, { authorization })).status).toBe(401)
  const later = simulator.accessToken(uid, 'main')
  wait(12 * 3_600_000)
  expect((await line('GET', `/oauth2/v2.1/verify?access_token=${later}`)).status).toBe(400)
})

test('LIFF opens at the endpoint with liff.state, and with tokens in the fragment', async () => {
  const { app, uid, verify } = withAiko()
  const answer = await app.request(`/simulator/liff/${channel.liffId}/forms/satisfaction?from=menu&person=${uid}`)
  expect(answer.status).toBe(302)
  const target = new URL(answer.headers.get('location')!)
  expect(target.origin + target.pathname).toBe(channel.liffEndpointUrl)
  expect(target.searchParams.get('liff.state')).toBe('/forms/satisfaction?from=menu')
  const fragment = new URLSearchParams(target.hash.slice(1))
  expect([...fragment.keys()]).toEqual(['access_token', 'id_token', 'context_token'])
  expect((await verify(fragment.get('id_token')!)).json['sub']).toBe(uid)
  const [, context] = fragment.get('context_token')!.split('.')
  expect(JSON.parse(atob(context!))).toMatchObject({ type: 'utou', userId: uid })
})

test('without a person LIFF asks who one is, escapes what it shows, and knows its LIFF IDs', async () => {
  const { app, simulator } = withAiko()
  simulator.addPerson({ name: '<script>alert(1)</script>' })
  const page = await app.request(`/simulator/liff/${channel.liffId}/forms/satisfaction`)
  const text = await page.text()
  expect(text).toContain('だれとしてログインしますか')
  expect(text).toContain('&lt;script&gt;')
  expect(text).not.toContain('<script>')
  expect((await app.request('/simulator/liff/unknown/forms/x')).status).toBe(404)
})

test('over HTTP the same LINE answers under /simulator/line', async () => {
  const { app, simulator } = withAiko()
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: channel.channelId,
    client_secret: channel.channelSecret,
  })
  const issued = await app.request('/simulator/line/oauth2/v3/token', { method: 'POST', body })
  const token = ((await issued.json()) as { access_token: string; token_type: string; expires_in: number }).access_token
  const info = await app.request('/simulator/line/v2/bot/info', { headers: { authorization: `Bearer ${token}` } })
  expect(await info.json()).toMatchObject({ displayName: '結び珈琲店' })
  expect(simulator.calls('/v2/bot/info')).toHaveLength(1)
  const refused = await app.request('/simulator/line/oauth2/v3/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  expect(refused.status).toBe(400)
})
