import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canaries, everything, furnish, type Furnished } from './furnish.ts'
import { changes, keysOf, namesSomething, ofAccount, requestTo, routesOf, type Filled, type Route } from './routes.ts'
import { addStaff, openWorld, ownPage, type World } from './world.ts'

/** Every test goes through the route table itself, so that a new route is behind the same doors or fails here. */
let world: World
let main: Furnished
let cookies: Record<'sato' | 'ono' | 'mori' | 'abe', string>

beforeAll(async () => {
  world = await openWorld()
  main = await furnish(world)
  const [sato, ono, mori, abe] = await Promise.all(['sato', 'ono', 'mori', 'abe'].map(world.signIn))
  cookies = { sato: sato!, ono: ono!, mori: mori!, abe: abe! }
})
afterAll(() => world.close())

const accountRoutes = () => routesOf(world.deps).filter(ofAccount)
const name = ({ method, path }: Route) => `${method} ${path}`

/** What is read only in order to change something, or to decide about others, takes the role that may. */
const mayBeRefused = (route: Route) => changes(route) || namesSomething(route)

async function call(route: Route, filled: Filled, headers: Record<string, string>) {
  const [address, init] = requestTo(route, filled)
  return world.app.request(address, { ...init, headers })
}

/** That somebody has seen what they themselves were told of is theirs to say, whatever their role. */
const isOwnReading = ({ path }: Route) => path.endsWith('/notices/reading')

/** Everything of `main` that a route could be asked about. */
const asked = (route: Route) => (namesSomething(route) ? main.ids : ['nothing'])

test('the table has the routes, and every change says what it takes', () => {
  const routes = accountRoutes()
  expect(routes.length).toBeGreaterThan(30)
  const silent = routesOf(world.deps).filter((route) => changes(route) && !route.json)
  expect(silent.map(name)).toEqual([
    'POST /accounts/:accountId/forms/:key/pictures',
    'POST /accounts/:accountId/members/import',
    'PUT /accounts/:accountId/rich-menus/:key/draft/picture',
  ])
})

test('without a session every route says 401', async () => {
  const own = routesOf(world.deps).filter(({ path }) => path.startsWith('/me/'))
  expect(own.length).toBeGreaterThan(3)
  for (const route of [...accountRoutes(), ...own])
    expect([name(route), (await call(route, { account: 'main' }, ownPage)).status]).toEqual([name(route), 401])
  expect((await world.app.request('/accounts')).status).toBe(401)
  expect((await world.app.request('/session')).status).toBe(401)
})

test('an account that does not exist is a 404 on every route', async () => {
  for (const route of accountRoutes()) {
    const answer = await call(route, { account: 'nowhere' }, { ...ownPage, cookie: cookies.sato })
    expect([name(route), answer.status]).toEqual([name(route), 404])
  }
})

describe('A30, ES15: who works for another account alone', () => {
  test('finds no route of this one, and changes nothing', async () => {
    const before = await everything(world)
    for (const route of accountRoutes()) {
      for (const id of asked(route)) {
        const answer = await call(route, { account: 'main', id }, { ...ownPage, cookie: cookies.abe })
        expect([name(route), id, answer.status]).toEqual([name(route), id, 404])
      }
    }
    expect(await everything(world)).toEqual(before)
  })

  test("does not reach this one's rows by their id through their own account, and changes nothing", async () => {
    const before = await everything(world)
    for (const route of accountRoutes().filter(namesSomething)) {
      // Both accounts have a form `visit`, each its own.
      for (const id of main.ids.filter((one) => one !== 'visit')) {
        const answer = await call(route, { account: 'stranger', id }, { ...ownPage, cookie: cookies.abe })
        expect([name(route), id, answer.status]).toEqual([name(route), id, 404])
      }
    }
    expect(await everything(world)).toEqual(before)
  })

  test('reads nothing of it in lists, counts and exports of their own', async () => {
    const secrets = [...Object.values(canaries), main.friend, main.submission]
    for (const route of accountRoutes().filter((one) => !changes(one) && !namesSomething(one))) {
      const answer = await call(route, { account: 'stranger' }, { ...ownPage, cookie: cookies.abe })
      expect([name(route), answer.status]).toEqual([name(route), 200])
      const text = await answer.text()
      expect([name(route), secrets.filter((one) => text.includes(one))]).toEqual([name(route), []])
    }
  })

  test('switches between their own accounts only', async () => {
    const answer = await world.app.request('/accounts', { headers: { cookie: cookies.abe } })
    expect(await answer.json()).toMatchObject({ accounts: [{ id: 'stranger' }] })
  })
})

test('a viewer reads and changes nothing', async () => {
  const before = await everything(world)
  for (const route of accountRoutes()) {
    for (const id of asked(route)) {
      const { status } = await call(route, { account: 'main', id }, { ...ownPage, cookie: cookies.mori })
      const right = isOwnReading(route)
        ? [200]
        : changes(route)
          ? [403]
          : mayBeRefused(route)
            ? [200, 403, 404]
            : [200, 403]
      expect([name(route), id, status]).toEqual([name(route), id, expect.toBeOneOf(right)])
    }
  }
  expect(await everything(world)).toEqual(before)
})

describe('A34: a role that was taken away', () => {
  const setGrant = (id: string, grant: object) =>
    world.app.request(`/accounts/main/staff/${id}/grant`, {
      method: 'PUT',
      headers: { ...ownPage, cookie: cookies.sato },
      body: JSON.stringify(grant),
    })

  test('is gone with the next request of a page that stays open', async () => {
    const id = await addStaff(world.deps, 'fading', { role: 'editor', accountId: 'main' })
    const cookie = await world.signIn('fading')
    const changing = accountRoutes().filter((route) => changes(route) && !isOwnReading(route))
    expect((await setGrant(id, { role: 'viewer', seesPersonal: false, everywhere: false })).status).toBe(200)
    for (const route of changing) {
      const { status } = await call(route, { account: 'main', id: main.submission }, { ...ownPage, cookie })
      expect([name(route), status]).toEqual([name(route), 403])
    }
    const list = await world.app.request('/accounts/main/friends', { headers: { cookie } })
    expect(await list.text()).not.toContain(canaries.displayName)
  })

  test('A41: and whoever was removed altogether is signed out at once', async () => {
    const id = await addStaff(world.deps, 'parting', { role: 'owner', accountId: 'main' })
    const cookie = await world.signIn('parting')
    const removal = await world.app.request(`/accounts/main/staff/${id}/removal`, {
      method: 'POST',
      headers: { ...ownPage, cookie: cookies.sato },
      body: JSON.stringify({ from: 'workspace' }),
    })
    expect(removal.status).toBe(200)
    for (const route of accountRoutes()) {
      const { status } = await call(route, { account: 'main', id: main.submission }, { ...ownPage, cookie })
      expect([name(route), status]).toEqual([name(route), 401])
    }
    await expect(world.signIn('parting')).rejects.toThrow('401')
  })
})

describe('A22: a method that a route does not have', () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  test('is a 404, also when a header claims another one, and changes nothing', async () => {
    const before = await everything(world)
    const routes = accountRoutes()
    const has = new Set(routes.map(name))
    for (const { path } of routes) {
      for (const method of methods.filter((one) => !has.has(`${one} ${path}`))) {
        // Another path may take its place: `/submissions/changes` is also what `/submissions/:id` fits.
        const fits = routes.some((one) => one.method === method && patternOf(one.path).test(path))
        if (fits) continue
        const route: Route = { method, path, json: undefined, query: undefined, param: undefined }
        const headers = { ...ownPage, cookie: cookies.sato, 'x-http-method-override': 'DELETE' }
        const answer = await call(route, { account: 'main', id: main.submission }, headers)
        expect([name(route), answer.status]).toEqual([name(route), 404])
      }
    }
    expect(await everything(world)).toEqual(before)
  })
})

const patternOf = (path: string) => new RegExp(`^${path.replace(/:\w+(\{[^}]*\})?/g, '[^/]+')}$`)

describe('A37: what nobody may set', () => {
  const evil = {
    role: 'owner',
    account_id: 'stranger',
    accountId: 'stranger',
    staffId: 'somebody',
    verified: true,
    emailVerified: true,
    reviewedBy: 'somebody',
    reviewed_by: 'somebody',
    createdAt: 0,
    created_at: 0,
    price: 0,
    id: 'mine',
    isAdmin: true,
    __v: 1,
  }
  test('is refused in every body', async () => {
    const before = await everything(world)
    for (const route of routesOf(world.deps).filter((one) => one.json && !one.path.startsWith('/auth/'))) {
      const [, init] = requestTo(route, { account: 'main' })
      const fitting = JSON.parse(String(init.body)) as Record<string, unknown>
      for (const [key, value] of Object.entries(evil)) {
        if (route.json && keysOf(route.json).includes(key)) continue
        const filled = { account: 'main', id: main.submission, body: { ...fitting, [key]: value } }
        const answer = await call(route, filled, { ...ownPage, cookie: cookies.sato })
        expect([name(route), key, answer.status]).toEqual([name(route), key, 400])
      }
    }
    expect(await everything(world)).toEqual(before)
  })
  test('is refused in every query', async () => {
    for (const route of accountRoutes().filter(({ query }) => query)) {
      for (const [key, value] of [
        ['accountId', 'stranger'],
        ['order', 'name;drop table friends'],
      ] as const) {
        const filled = { account: 'main', id: main.friend, query: { [key]: value } }
        const answer = await call(route, filled, { ...ownPage, cookie: cookies.sato })
        expect([name(route), key, answer.status]).toEqual([name(route), key, 400])
      }
    }
  })
  test('A29: a body with a prototype in it is refused as well', async () => {
    for (const route of accountRoutes().filter(({ json }) => json)) {
      const [address, init] = requestTo(route, { account: 'main', id: main.submission })
      const body = String(init.body).replace('{', '{"__proto__":{"role":"owner"},"constructor":{"prototype":{}},')
      const headers = { ...ownPage, cookie: cookies.sato }
      const { status } = await world.app.request(address, { ...init, body: body.replace(',}', '}'), headers })
      expect([name(route), status]).toEqual([name(route), 400])
    }
    expect({}).not.toHaveProperty('role')
  })
})

describe('A38: what a foreign page could send is refused on every changing route', () => {
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
    for (const route of routesOf(world.deps).filter(changes)) {
      const answer = await call(route, { account: 'main', id: main.submission }, { ...headers, cookie: cookies.sato })
      expect([name(route), answer.status]).toEqual([name(route), 403])
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

test('A40, A66: no answer of any route is framed or stored, whoever asks', async () => {
  for (const route of routesOf(world.deps)) {
    for (const cookie of ['', cookies.mori]) {
      const { headers } = await call(route, { account: 'main', id: main.friend }, { ...ownPage, cookie })
      expect([name(route), headers.get('cache-control')]).toEqual([name(route), 'no-store'])
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'|sandbox/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  }
  const trick = await world.app.request('/accounts/main/friends/me.css', { headers: { cookie: cookies.sato } })
  expect([trick.status, trick.headers.get('cache-control')]).toEqual([404, 'no-store'])
})
