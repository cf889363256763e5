import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staffApi } from '../../bot/http/staff-api.ts'
import { staff, attemptCounts, staffSessions, staffVerifications } from '../../db/schema/index.ts'
import { ensureFirstOwner } from '../../bot/staff/first-owner.ts'
import { createSignInLink } from '../../bot/staff/sign-in-link.ts'
import { addStaff, cookieOf, openWorld, ownPage, password, publicUrl, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const session = (cookie: string) => world.app.request('/session', { headers: { cookie } })
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  world.app.request(path, { method: 'POST', headers: { ...ownPage, ...headers }, body: JSON.stringify(body) })

test('signs in with the password and says who is signed in', async () => {
  const answer = await session(await world.signIn('sato'))
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    me: { name: 'sato', email: 'sato@example.com', grants: [{ accountId: '*', role: 'owner' }] },
  })
})

test('A41: a session that was signed out is dead at once', async () => {
  const cookie = await world.signIn('sato')
  expect((await post('/auth/sign-out', {}, { cookie })).status).toBe(200)
  expect((await session(cookie)).status).toBe(401)
})

test('A41: signing in makes a new session and never takes over one that was planted', async () => {
  const planted = await world.signIn('mori')
  const answer = await post(
    '/auth/sign-in/email',
    { email: 'sato@example.com', password },
    { cookie: planted, 'cf-connecting-ip': '198.51.100.1' },
  )
  const cookie = cookieOf(answer)
  expect(cookie).not.toBe(planted)
  expect(await (await session(cookie)).json()).toMatchObject({ me: { name: 'sato' } })
})

test('A41: a session dies with the member of staff', async () => {
  await addStaff(world.deps, 'leaving', 'owner')
  const cookie = await world.signIn('leaving')
  await world.deps.db.orm.delete(staff).where(eq(staff.email, 'leaving@example.com'))
  expect((await session(cookie)).status).toBe(401)
})

test('A41: a session dies with its row', async () => {
  const cookie = await world.signIn('ito')
  const [ito] = await world.deps.db.orm.select().from(staff).where(eq(staff.email, 'ito@example.com'))
  await world.deps.db.orm.delete(staffSessions).where(eq(staffSessions.userId, ito?.id ?? ''))
  expect((await session(cookie)).status).toBe(401)
})

test('A41: a forged or changed cookie is nobody', async () => {
  const cookie = await world.signIn('sato')
  expect((await session(cookie.replace(/=[^.]+/, '=someoneelse'))).status).toBe(401)
  expect((await session('musubi.session_token=x.y')).status).toBe(401)
})

test('A41: the cookie is out of reach for scripts and foreign pages', async () => {
  const answer = await post(
    '/auth/sign-in/email',
    { email: 'sato@example.com', password },
    { 'cf-connecting-ip': '198.51.100.2' },
  )
  const [cookie] = answer.headers.getSetCookie()
  expect(cookie).toMatch(/^musubi\.session_token=/)
  for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag)
})

test('A42: a wrong password and an unknown address get the same answer', async () => {
  const wrong = await post(
    '/auth/sign-in/email',
    { email: 'sato@example.com', password: 'not the password' },
    { 'cf-connecting-ip': '198.51.100.3' },
  )
  const unknown = await post(
    '/auth/sign-in/email',
    { email: 'nobody@example.com', password: 'not the password' },
    { 'cf-connecting-ip': '198.51.100.3' },
  )
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(await wrong.text()).toBe(await unknown.text())
})

test('A42: guessing from one address is stopped, also with the right password, and goes on after a minute', async () => {
  const guess = (given: string) =>
    post('/auth/sign-in/email', { email: 'mori@example.com', password: given }, { 'cf-connecting-ip': '198.51.100.9' })
  for (let count = 0; count < 10; count++) expect((await guess('not the password')).status).toBe(401)
  const stopped = await guess(password)
  expect(stopped.status).toBe(429)
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
  world.move(61_000)
  expect((await guess(password)).status).toBe(200)
})

test('counts attempts without keeping addresses and e-mails', async () => {
  const kept = JSON.stringify(await world.deps.db.orm.select().from(attemptCounts))
  expect(kept).toMatch(/address [0-9a-f]{64}/)
  expect(kept).not.toMatch(/198\.51|203\.0|@/)
})

test('a fault of ours is not called a wrong password', async () => {
  const broken = { ...world.deps, db: { ...world.deps.db, orm: {} as never } }
  const answer = await staffApi(broken).request('/auth/sign-in/email', {
    method: 'POST',
    headers: { ...ownPage, 'cf-connecting-ip': '198.51.100.10' },
    body: JSON.stringify({ email: 'sato@example.com', password }),
  })
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } })
})

test('A43: there is no sign-up and no set-up page', async () => {
  for (const path of ['/auth/sign-up/email', '/auth/update-user', '/auth/change-password', '/setup', '/auth/ok']) {
    expect((await post(path, { email: 'new@example.com', password, name: 'New' })).status).toBe(404)
  }
  expect((await world.app.request('/auth/get-session')).status).toBe(404)
})

test('A43: a first owner is made only while there is nobody, with a password of its own', async () => {
  expect(await ensureFirstOwner(world.deps)).toBeNull()
  await world.deps.db.orm.delete(staff)
  const [one, other] = await Promise.all([ensureFirstOwner(world.deps), ensureFirstOwner(world.deps)])
  const owner = one ?? other
  expect([one, other].filter((made) => made === null)).toHaveLength(1)
  expect(owner).toMatchObject({ email: 'owner@example.com', password: expect.stringMatching(/^[a-z2-9]{20}$/) })
  const answer = await post(
    '/auth/sign-in/email',
    { email: owner?.email, password: owner?.password },
    { 'cf-connecting-ip': '198.51.100.4' },
  )
  expect(answer.status).toBe(200)
})

test('A43: the password of the settings is the one that signs in, and is not shown', async () => {
  await world.deps.db.orm.delete(staff)
  const settings = { ...world.deps.settings, STAFF_EMAIL: 'Boss@Example.com', STAFF_PASSWORD: 'chosen by the boss' }
  expect(await ensureFirstOwner({ ...world.deps, settings })).toEqual({ email: 'boss@example.com', password: null })
  const answer = await post(
    '/auth/sign-in/email',
    { email: 'boss@example.com', password: 'chosen by the boss' },
    { 'cf-connecting-ip': '198.51.100.5' },
  )
  expect(answer.status).toBe(200)
})

test('the printed link signs in once', async () => {
  const link = new URL(await createSignInLink(world.deps, 'boss@example.com'))
  expect(link.origin + link.pathname).toBe(`${publicUrl}/sign-in`)
  const token = link.searchParams.get('token') ?? ''
  expect(JSON.stringify(await world.deps.db.orm.select().from(staffVerifications))).not.toContain(token)
  const both = await Promise.all([
    post('/auth/sign-in/link', { token }, { 'cf-connecting-ip': '198.51.100.6' }),
    post('/auth/sign-in/link', { token }, { 'cf-connecting-ip': '198.51.100.6' }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401])
  const cookie = both.map(cookieOf).find((text) => text !== '') ?? ''
  expect(await (await session(cookie)).json()).toMatchObject({
    me: { email: 'boss@example.com', grants: [{ accountId: '*', role: 'owner' }] },
  })
})

test('the printed link is dead after an hour, and looking at it does not use it up', async () => {
  const token = new URL(await createSignInLink(world.deps, 'boss@example.com')).searchParams.get('token') ?? ''
  expect((await world.app.request(`/auth/sign-in/link?token=${token}`)).status).toBe(404)
  world.move(61 * 60_000)
  expect((await post('/auth/sign-in/link', { token }, { 'cf-connecting-ip': '198.51.100.7' })).status).toBe(401)
})
