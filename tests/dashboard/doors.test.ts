import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addFriend, addSubmission, addUpload, openWorld, ownPage, type World } from './world.ts'

let world: World
let cookies: Record<'sato' | 'ito' | 'mori', string>
let ids: { friend: string; submission: string; upload: string }

beforeAll(async () => {
  world = await openWorld()
  const aiko = await addFriend(world.deps, 'main', 1, 'Aiko')
  const submission = await addSubmission(world.deps, 'main', aiko, { number: 1, comment: 'よかった' })
  const upload = await addUpload(world.deps, 'main', { submissionId: submission, friendSeq: aiko.seq })
  ids = { friend: aiko.id, submission, upload }
  cookies = { sato: await world.signIn('sato'), ito: await world.signIn('ito'), mori: await world.signIn('mori') }
})
afterAll(() => world.close())

/** Every route of an account, from the route table itself, so that a new one cannot be forgotten here. */
async function routesOf() {
  const { staffApi } = await import('../../bot/http/staff-api.ts')
  const routes = staffApi(world.deps).routes.filter(
    ({ method, path }) => method !== 'ALL' && path.startsWith('/accounts/:accountId/'),
  )
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].map((line) => {
    const [method = '', path = ''] = line.split(' ')
    return { method, path }
  })
}

const bodies: Record<string, unknown> = {
  'POST /accounts/:accountId/friends/:id/linking': { memberId: 'M0001' },
  'PATCH /accounts/:accountId/submissions/:id': { review: 'checking' },
  'POST /accounts/:accountId/submissions/changes': { review: 'checking', matching: { until: 'WzAsIiJd' } },
  'POST /accounts/:accountId/friends/:id/notes': { body: 'x' },
  'PATCH /accounts/:accountId/notes/:id': { body: 'x', updatedAt: 0 },
  'POST /accounts/:accountId/link-conflicts/:id/decision': { decision: 'kept' },
  'POST /accounts/:accountId/health/alerts/settlement': { kind: 'line_unreachable', subject: 'x' },
  'POST /accounts/:accountId/health/settlement': { section: 'events', until: 0 },
}

const queries: Record<string, string> = {
  '/accounts/:accountId/submissions/changes': '?after=WzAsIiJd',
  '/accounts/:accountId/friends/:id/linking': '?memberId=M0001',
}

/** What is read only in order to change something takes the role that may change it. */
const readForChange = ['/accounts/:accountId/friends/:id/linking']

function call(account: string, { method, path }: { method: string; path: string }, headers: Record<string, string>) {
  const id = path.includes('/friends/') ? ids.friend : path.includes('/uploads/') ? ids.upload : ids.submission
  const query = queries[path] ?? ''
  const body = method === 'GET' ? undefined : JSON.stringify(bodies[`${method} ${path}`] ?? {})
  const address = path.replace(':accountId', account).replace(':id', id) + query
  return world.app.request(address, { method, headers, ...(body === undefined ? {} : { body }) })
}

test('without a session every route says 401', async () => {
  const routes = await routesOf()
  expect(routes.length).toBeGreaterThan(10)
  for (const route of routes) expect([route, (await call('main', route, ownPage)).status]).toEqual([route, 401])
  expect((await world.app.request('/accounts')).status).toBe(401)
})

test('an account that does not exist is a 404 on every route', async () => {
  for (const route of await routesOf()) {
    const answer = await call('nowhere', route, { ...ownPage, cookie: cookies.sato })
    expect([route, answer.status]).toEqual([route, 404])
  }
})

test("a stranger account does not reach another one's rows by their id, on any route", async () => {
  for (const route of (await routesOf()).filter(({ path }) => path.includes(':id'))) {
    const answer = await call('stranger', route, { ...ownPage, cookie: cookies.sato })
    expect([route, answer.status]).toEqual([route, 404])
  }
})

test("a stranger account's lists hold nothing of another one", async () => {
  for (const path of [
    'submissions',
    'submissions?q=Aiko',
    'submissions/changes?after=WzAsIiJd',
    'friends',
    'friends?q=U0',
    'health',
    'link-conflicts',
    'link-steps',
  ]) {
    const answer = await world.app.request(`/accounts/stranger/${path}`, { headers: { cookie: cookies.sato } })
    expect(answer.status).toBe(200)
    expect(await answer.text()).not.toMatch(/Aiko|friend-main|よかった|"count":[1-9]/)
  }
})

test('a viewer reads everything and changes nothing', async () => {
  for (const route of await routesOf()) {
    const answer = await call('main', route, { ...ownPage, cookie: cookies.mori })
    const reads = route.method === 'GET' && !readForChange.includes(route.path)
    if (reads) expect([route, answer.status]).toEqual([route, 200])
    else expect([route, answer.status]).toEqual([route, 403])
  }
})

describe('A38: what a foreign page could send is refused on every changing route', async () => {
  const foreign: [string, Record<string, string>][] = [
    ['a form post', { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }],
    ['JSON as plain text', { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' }],
    ['no content type', { 'sec-fetch-site': 'same-origin' }],
    ['a cross-site fetch', { ...ownPage, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a sibling sub-domain', { ...ownPage, 'sec-fetch-site': 'same-site', origin: 'https://evil.localhost' }],
    ['an old browser on a foreign page', { 'content-type': 'application/json', origin: 'https://evil.example' }],
    ['an opaque origin', { 'content-type': 'application/json', origin: 'null' }],
    ['no origin at all', { 'content-type': 'application/json' }],
  ]
  test.for(foreign)('%s', async ([, headers]) => {
    const changing = (await routesOf()).filter(({ method }) => method !== 'GET')
    const signing = ['/auth/sign-in/email', '/auth/sign-in/link', '/auth/sign-in-links', '/auth/sign-out'].map(
      (path) => ({
        method: 'POST',
        path,
      }),
    )
    for (const route of [...changing, ...signing]) {
      const answer = await call('main', route, { ...headers, cookie: cookies.sato })
      expect([route, answer.status]).toEqual([route, 403])
    }
  })
  test('an image that points at a changing route changes nothing', async () => {
    const answer = await world.app.request('/accounts/main/health/alerts/settlement', {
      headers: { cookie: cookies.sato },
    })
    expect(answer.status).toBe(404)
  })
})

test('A39: no foreign origin may read', async () => {
  for (const origin of ['null', 'https://localhost.evil.example', 'http://evil.example']) {
    const answer = await world.app.request('/session', { headers: { cookie: cookies.sato, origin } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('A40, A66: answers are not framed and not stored', async () => {
  for (const [path, cookie] of [
    ['/session', cookies.sato],
    ['/session', ''],
    ['/accounts/main/friends', cookies.sato],
    ['/nothing.css', ''],
  ] as const) {
    const { headers } = await world.app.request(path, { headers: { cookie } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})

test('A54: a surprise answers a trace id and nothing of the inside', async () => {
  const { staffApi } = await import('../../bot/http/staff-api.ts')
  const broken = { ...world.deps, db: { ...world.deps.db, reports: undefined as never } }
  const answer = await staffApi(broken).request('/accounts/main/forms', { headers: { cookie: cookies.sato } })
  expect(answer.status).toBe(500)
  const body = await answer.text()
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'internal', detail: { trace: expect.any(String) } } })
  expect(body).not.toMatch(/undefined|select|at /i)
})
