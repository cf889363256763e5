import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alerts, answers, friends, friendSessions, submissions } from '../../db/schema/index.ts'
import { createWorld, mainChannel, type World } from '../support/world.ts'

const hour = 60 * 60_000

let world: World
let aiko: string
let ben: string
beforeEach(async () => {
  world = await createWorld()
  aiko = world.simulator.addPerson({ name: '愛子' }).uid
  ben = world.simulator.addPerson({ name: 'ベン' }).uid
})
afterEach(() => world.close())

const api = async (method: string, path: string, { session, body }: { session?: string; body?: unknown } = {}) => {
  const answer = await world.app.request(`/liff/api/main${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(session ? { authorization: `Bearer ${session}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, text, body: text ? JSON.parse(text) : null }
}
const exchange = (idToken: string) => api('POST', '/session', { body: { idToken } })
const sessionOf = async (uid: string) =>
  (await exchange(await world.simulator.idToken(uid, 'main'))).body.session as string
const draftOf = async (session: string) =>
  (await api('PUT', '/forms/satisfaction/draft', { session })).body.submission.id as string
const verifications = () => world.simulator.calls('/oauth2/v2.1/verify').length

test('A01: another person’s UID in body, query or header is ignored: the answer stands for the token’s own person', async () => {
  const session = await sessionOf(aiko)
  const id = await draftOf(session)
  const answer = await world.app.request(`/liff/api/main/submissions/${id}/answers/overall?uid=${ben}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${session}`, 'x-user-id': ben },
    body: JSON.stringify({ value: 5 }),
  })
  expect(answer.status).toBe(200)
  expect(
    (await api('PUT', `/submissions/${id}/answers/overall`, { session, body: { value: 5, uid: ben } })).status,
  ).toBe(400)
  expect(await world.db.orm.select({ uid: answers.uid }).from(answers)).toEqual([{ uid: aiko }])
})

test('A01: a submission of somebody else does not exist for a person', async () => {
  const id = await draftOf(await sessionOf(aiko))
  const session = await sessionOf(ben)
  expect((await api('PUT', `/submissions/${id}/answers/overall`, { session, body: { value: 1 } })).status).toBe(404)
  expect((await api('PUT', `/submissions/${id}/completion`, { session })).status).toBe(404)
  expect(await world.db.orm.select().from(answers)).toEqual([])
})

test('A02: without a session nothing is saved, opened or told', async () => {
  const id = await draftOf(await sessionOf(aiko))
  for (const [method, path] of [
    ['PUT', '/forms/satisfaction/draft'],
    ['PUT', `/submissions/${id}/answers/overall`],
    ['PUT', `/submissions/${id}/completion`],
    ['DELETE', '/session'],
  ] as const) {
    for (const session of [undefined, 'f'.repeat(64), 'short']) {
      const answer = await api(method, path, { ...(session ? { session } : {}), body: { value: 5 } })
      expect(answer.status).toBe(401)
      expect(answer.text).not.toMatch(new RegExp(`${aiko}|愛子|draft|state`))
    }
  }
  expect(await world.db.orm.select().from(answers)).toEqual([])
})

test('A03, A04: an ID token of another channel or provider gets no session', async () => {
  const otherChannel = await world.simulator.idToken(aiko, 'main', { claims: { aud: '1999999999' } })
  const otherIssuer = await world.simulator.idToken(aiko, 'main', { claims: { iss: 'https://access.line.example' } })
  expect((await exchange(otherChannel)).status).toBe(401)
  expect((await exchange(otherIssuer)).status).toBe(401)
  expect(await world.db.orm.select().from(friends)).toEqual([])
})

test('A05: an ID token that is expired, or from the future, gets no session', async () => {
  const seconds = Math.floor(world.deps.clock() / 1000)
  for (const claims of [
    { exp: seconds - 1 },
    { iat: seconds + 3600, exp: seconds + 7200 },
    { exp: undefined },
    { iat: undefined },
    { iat: seconds - 25 * 3600 },
    { exp: seconds + 48 * 3600 },
  ]) {
    expect((await exchange(await world.simulator.idToken(aiko, 'main', { claims }))).status).toBe(401)
  }
  expect(verifications()).toBe(0)
})

test('A06: tokens without a signature, by HS256, or that name a key of their own are refused, and no address in them is fetched', async () => {
  for (const signedBy of ['none', 'HS256', 'public'] as const) {
    expect((await exchange(await world.simulator.idToken(aiko, 'main', { signedBy }))).status).toBe(401)
  }
  expect(verifications()).toBe(0)
  const stranger = await world.simulator.idToken(aiko, 'main', {
    signedBy: 'stranger',
    header: { jku: 'https://evil.example/keys' },
  })
  expect((await exchange(stranger)).status).toBe(401)
  expect(
    (await exchange(await world.simulator.idToken(aiko, 'main', { signedBy: 'stranger', header: { kid: 'unknown' } })))
      .status,
  ).toBe(401)
  expect(world.simulator.calls().every(({ path }) => !path.includes('evil'))).toBe(true)
})

test('A07: an access token where an ID token is due is refused, and an ID token is no session', async () => {
  expect((await exchange(world.simulator.accessToken(aiko, 'main'))).status).toBe(401)
  const idToken = await world.simulator.idToken(aiko, 'main')
  expect((await api('PUT', '/forms/satisfaction/draft', { session: idToken })).status).toBe(401)
})

test('A08: one ID token exchanged from five browsers makes five sessions, an alert that names the person and the count, and all can be ended', async () => {
  const idToken = await world.simulator.idToken(aiko, 'main')
  const sessions = await Promise.all(Array.from({ length: 5 }, () => exchange(idToken)))
  expect(new Set(sessions.map(({ body }) => body.session)).size).toBe(5)
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, aiko))
  expect(await world.db.orm.select().from(alerts)).toMatchObject([
    { kind: 'id_token_reused', subject: friend!.id, count: 5 },
  ])
  await world.db.orm
    .update(friendSessions)
    .set({ endedAt: world.deps.clock() })
    .where(eq(friendSessions.friendSeq, friend!.seq))
  const answered = await Promise.all(
    sessions.map(({ body }) => api('PUT', '/forms/satisfaction/draft', { session: body.session })),
  )
  expect(answered.map(({ status }) => status)).toEqual(Array(5).fill(401))
})

test('a session ends after twelve hours, and when the person gives it back', async () => {
  const session = await sessionOf(aiko)
  world.pass(11 * hour)
  expect((await api('PUT', '/forms/satisfaction/draft', { session })).status).toBe(200)
  world.pass(2 * hour)
  expect((await api('PUT', '/forms/satisfaction/draft', { session })).status).toBe(401)
  const second = await sessionOf(aiko)
  expect((await api('DELETE', '/session', { session: second })).status).toBe(204)
  expect((await api('PUT', '/forms/satisfaction/draft', { session: second })).status).toBe(401)
})

test('a session of one account opens nothing in another', async () => {
  const { accounts } = await import('../../db/schema/index.ts')
  const now = world.deps.clock()
  await world.db.orm
    .insert(accounts)
    .values({ id: 'other', name: '別のお店', source: 'dashboard', createdAt: now, updatedAt: now })
  const session = await sessionOf(aiko)
  const answer = await world.app.request('/liff/api/other/forms/satisfaction/draft', {
    method: 'PUT',
    headers: { authorization: `Bearer ${session}` },
  })
  expect(answer.status).toBe(401)
  expect((await world.app.request('/liff/api/nobody/forms/satisfaction')).status).toBe(404)
})

test('when LINE cannot be asked the person is told to try again, and gets no session', async () => {
  world.simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/oauth2/v2.1/verify' } })
  expect((await exchange(await world.simulator.idToken(aiko, 'main'))).status).toBe(503)
  expect(await world.db.orm.select().from(friendSessions)).toEqual([])
})

test('N1: a survey begun in the chat is finished in LIFF, in one row, and one begun in LIFF in the chat', async () => {
  const { simulator, rest } = world
  await simulator.follow(aiko, 'main')
  await simulator.say(aiko, 'main', 'アンケート')
  await rest()
  await simulator.say(aiko, 'main', 'ひとりで')
  await rest()
  const session = await sessionOf(aiko)
  const opened = await api('PUT', '/forms/visit/draft', { session })
  expect(opened.body.submission.answers).toEqual({ company: 'alone' })
  const id = opened.body.submission.id as string
  await api('PUT', `/submissions/${id}/answers/satisfaction`, { session, body: { value: 4 } })
  await simulator.say(aiko, 'main', 'アンケート')
  await rest()
  for (const said of ['コーヒー', '決定']) {
    await simulator.say(aiko, 'main', said)
    await rest()
  }
  for (const key of ['next_visit', 'comment'])
    await api('PUT', `/submissions/${id}/answers/${key}`, { session, body: { value: null } })
  const receipt = await api('PUT', `/submissions/${id}/completion`, { session })
  expect(receipt.body).toMatchObject({ number: 1 })
  expect(await api('PUT', `/submissions/${id}/completion`, { session })).toEqual(receipt)
  expect(await world.db.orm.select().from(submissions)).toMatchObject([
    { state: 'finished', beganIn: 'chat', finishedIn: 'liff', uid: aiko },
  ])
  const keys = await world.db.orm.select({ key: answers.questionKey, mouth: answers.answeredIn }).from(answers)
  expect(keys).toEqual([
    { key: 'company', mouth: 'chat' },
    { key: 'satisfaction', mouth: 'liff' },
    { key: 'liked', mouth: 'chat' },
  ])
})

test('the page of a form carries its definition, read from liff.state at LINE’s first redirect', async () => {
  const page = async (path: string) => (await world.app.request(path)).text()
  const boot = (html: string) => JSON.parse(/id="boot">(.*)<\/script>/.exec(html)![1]!)
  const first = boot(await page('/liff/main?liff.state=%2Fforms%2Fsatisfaction%3Ffrom%3Dmenu'))
  expect(first).toMatchObject({ page: 'form', liffId: mainChannel.liffId, form: { key: 'satisfaction', version: 1 } })
  expect(boot(await page('/liff/main/forms/satisfaction'))).toEqual(first)
  for (const path of [
    '/liff/main/forms/none',
    '/liff/main?liff.state=//',
    '/liff/main?liff.state=%2F%5B',
    '/liff/main?liff.state=%2F%5C',
  ]) {
    expect((await world.app.request(path)).status).toBe(404)
  }
  expect(JSON.stringify(first)).not.toMatch(
    new RegExp(`${mainChannel.channelSecret}|${mainChannel.loginChannelSecret}`),
  )
})

test('A21: nobody sends more than a form holds: 413 on every way in, with and without a length', async () => {
  const large = JSON.stringify({ idToken: 'x'.repeat(100_000) })
  for (const path of [
    '/liff/api/main/session',
    '/api/auth/sign-in/email',
    '/api/auth/sign-in/link',
    '/api/auth/sign-out',
  ]) {
    const headers = { 'content-type': 'application/json', origin: 'http://localhost:3000' }
    const told = await world.app.request(path, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(large.length) },
      body: large,
    })
    expect(told.status).toBe(413)
    const body = new Blob([large]).stream()
    const chunked = await world.app.request(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    expect(chunked.status).toBe(413)
  }
})
