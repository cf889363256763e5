import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { simulatorRoutes } from '../../simulator/routes.ts'
import type { DeskView } from '../../simulator/shapes.ts'
import { hello, makeDesk } from './desk.ts'

function withPhone() {
  const desk = makeDesk()
  const page = new Response('<!doctype html>')
  const app = new Hono().route(
    '/simulator',
    simulatorRoutes(desk.simulator, { assets: (path) => (path === 'index.html' ? page.clone() : null) }),
  )
  const order = async (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(`http://localhost:3000/simulator/api${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  const look = async (after = '') =>
    (await (await app.request(`/simulator/api/state?after=${after}`)).json()) as DeskView
  return { ...desk, app, order, look }
}

test('the phone makes a person, follows, writes, and sees it all by its cursor', async () => {
  const { order, look, line, received } = withPhone()
  const made = await order('POST', '/people', { name: 'あおい' })
  expect(made.status).toBe(201)
  const { uid } = (await made.json()) as { uid: string }
  expect((await order('PUT', `/chats/main/${uid}/friendship`, { following: true })).status).toBe(204)
  expect((await order('POST', `/chats/main/${uid}/acts`, { kind: 'text', text: 'アンケート' })).status).toBe(200)
  expect(received.map(({ events }) => events[0]!['type'])).toEqual(['follow', 'message'])
  const whole = await look()
  expect(whole).toMatchObject({
    whole: true,
    people: [{ name: 'あおい' }],
    chats: [{ uid, friendship: 'following' }],
    messages: [{ content: { text: 'アンケート' }, read: true }],
  })
  expect(whole.flow.map(({ kind }) => kind)).toEqual(['webhook', 'webhook'])
  await line('POST', '/v2/bot/message/push', { to: uid, messages: hello })
  const more = await look(whole.cursor)
  expect(more).toMatchObject({ whole: false, messages: [{ from: 'account', content: hello[0] }] })
  expect(more.flow.map(({ kind }) => kind)).toEqual(['call', 'call'])
  expect(await look(more.cursor)).toMatchObject({ messages: [], flow: [] })
  expect((await look('of-another-desk.12')).whole).toBe(true)
})

test('orders from another site, or not in JSON, are refused', async () => {
  const { order, simulator } = withPhone()
  const refused = [
    await order('POST', '/people', { name: 'あおい' }, { origin: 'https://evil.example' }),
    await order('POST', '/people', { name: 'あおい' }, { 'sec-fetch-site': 'cross-site' }),
    await order('POST', '/people', { name: 'あおい' }, { 'content-type': 'text/plain' }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 415])
  expect(Object.keys(simulator.state.people)).toEqual([])
  expect(
    (
      await order(
        'POST',
        '/people',
        { name: 'あおい' },
        { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
      )
    ).status,
  ).toBe(201)
})

test('nonsense is 400 and what cannot be done is 409', async () => {
  const { order, simulator } = withPhone()
  const { uid } = simulator.addPerson({ name: 'べん' })
  await simulator.follow(uid, 'main')
  await simulator.block(uid, 'main')
  expect((await order('POST', '/people', { name: '' })).status).toBe(400)
  expect((await order('POST', `/chats/main/${uid}/acts`, { kind: 'dance' })).status).toBe(400)
  expect((await order('POST', `/chats/main/${uid}/acts`, { kind: 'text', text: 'A' })).status).toBe(409)
  expect((await order('POST', `/chats/nowhere/${uid}/acts`, { kind: 'text', text: 'A' })).status).toBe(409)
})

test('the switches and the clock are turned from the phone', async () => {
  const { order, simulator } = withPhone()
  const before = simulator.clock()
  expect((await order('PATCH', '/faults', { duplicate: true, next: { kind: 'error', calls: 3 } })).status).toBe(204)
  expect(simulator.state.faults).toMatchObject({ duplicate: true, disorder: false, next: { kind: 'error', calls: 3 } })
  expect((await order('POST', '/clock', { forwards: 86_400_000 })).status).toBe(204)
  expect(simulator.clock() - before).toBe(86_400_000)
  expect((await order('POST', '/clock', { forwards: -1 })).status).toBe(400)
})

test('the phone itself and its pictures are served, pictures without any right to act', async () => {
  const { app, simulator } = withPhone()
  const { uid } = simulator.addPerson({ name: 'あおい' })
  expect(await (await app.request('/simulator/')).text()).toBe('<!doctype html>')
  expect((await app.request('/simulator')).headers.get('location')).toBe('/simulator/')
  expect((await app.request('/simulator/assets/none.js')).status).toBe(404)
  const picture = await app.request(`/simulator/api/people/${uid}/picture`)
  expect(picture.headers.get('content-type')).toBe('image/svg+xml')
  expect(picture.headers.get('content-security-policy')).toContain("default-src 'none'")
})
