import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canaries, furnish, type Furnished } from './furnish.ts'
import {
  changes,
  freeTexts,
  namesSomething,
  ofAccount,
  requestTo,
  routesOf,
  type Filled,
  type Route,
} from './routes.ts'
import { addStaff, openWorld, ownPage, type World } from './world.ts'

/** Who sees personal data finds every canary; who does not finds none, whatever they ask and however. */
let world: World
let main: Furnished
let cookies: { sato: string; mori: string; masked: string }

beforeAll(async () => {
  world = await openWorld()
  main = await furnish(world)
  await addStaff(world.deps, 'masked', { role: 'editor', accountId: 'main', seesPersonal: false })
  const [sato, mori, masked] = await Promise.all(['sato', 'mori', 'masked'].map(world.signIn))
  cookies = { sato: sato!, mori: mori!, masked: masked! }
})
afterAll(() => world.close())

const reading = () => routesOf(world.deps).filter((route) => ofAccount(route) && !changes(route))

async function ask(route: Route, cookie: string, filled: Partial<Filled> = {}) {
  const [address, init] = requestTo(route, { account: 'main', ...filled })
  const answer = await world.app.request(address, { ...init, headers: { ...ownPage, cookie } })
  return { address, status: answer.status, text: await answer.text() }
}

/** What is asked of a route: once, or for everything that it could be about. */
const asked = (route: Route): Partial<Filled>[] => (namesSomething(route) ? main.ids.map((id) => ({ id })) : [{}])

const found = (text: string) => {
  const plain = text.normalize('NFKC')
  return Object.entries(canaries).flatMap(([name, canary]) => (plain.includes(canary.normalize('NFKC')) ? [name] : []))
}

describe('A33: whoever sees no personal data is told none', () => {
  test.for(['mori', 'masked'] as const)('%s reads every route and finds no canary', async (name) => {
    for (const route of reading()) {
      for (const filled of asked(route)) {
        const { address, status, text } = await ask(route, cookies[name], filled)
        expect([address, status], text).toEqual([address, expect.toBeOneOf([200, 403, 404])])
        expect([address, found(text)]).toEqual([address, []])
      }
    }
  })

  test('the negative twin: whoever sees personal data finds nearly all of them', async () => {
    const seen = new Set<string>()
    for (const route of reading()) {
      for (const filled of asked(route))
        for (const name of found((await ask(route, cookies.sato, filled)).text)) seen.add(name)
    }
    for (const name of ['displayName', 'memberNumber', 'answered', 'answeredEmail', 'family', 'given'])
      expect([...seen]).toContain(name)
  })
})

describe('A32: what is masked is not found either', () => {
  /** What an answer tells, without what moves by itself. */
  const told = ({ status, text }: { status: number; text: string }) => {
    const steady = text.replaceAll(/"(live|checkedAt|answeredInMs)":("[^"]*"|\d+)/g, '')
    return [status, steady]
  }

  test('a search for a canary gives what a search for nonsense gives, in every field that takes one', async () => {
    const fields = reading().flatMap((route) => freeTexts(route).map((field) => ({ route, field })))
    expect(fields.map(({ field }) => field)).toContain('q')
    for (const { route, field } of fields) {
      for (const filled of asked(route)) {
        for (const canary of Object.values(canaries)) {
          const nonsense = { ...filled, query: { [field]: [...canary].toReversed().join('') } }
          const one = await ask(route, cookies.mori, { ...filled, query: { [field]: canary } })
          const other = await ask(route, cookies.mori, nonsense)
          expect([one.address, ...told(one)]).toEqual([one.address, ...told(other)])
        }
      }
    }
  })

  test('the negative twin: the same search finds for those who see personal data', async () => {
    for (const [path, q] of [
      ['submissions', canaries.answered],
      ['submissions', canaries.displayName],
      ['friends', canaries.displayName],
    ] as const) {
      const address = `/accounts/main/${path}?q=${encodeURIComponent(q)}`
      const answer = await world.app.request(address, { headers: { cookie: cookies.sato } })
      const { rows } = (await answer.json()) as { rows: unknown[] }
      expect([address, rows.length]).toEqual([address, 1])
    }
  })
})

test('ES15: UIDs stay visible, so that people can be told apart', async () => {
  const answer = await world.app.request('/accounts/main/friends', { headers: { cookie: cookies.mori } })
  const { rows } = (await answer.json()) as { rows: { uid: string; displayName: string | null }[] }
  expect(rows.every(({ uid, displayName }) => /^U[0-9a-f]{32}$/.test(uid) && displayName === null)).toBe(true)
})

// Last, because it changes whatever can be changed.
test('A33: what a masked editor changes is answered without a canary', async () => {
  for (const route of routesOf(world.deps).filter((one) => ofAccount(one) && changes(one))) {
    for (const filled of asked(route)) {
      const { address, text } = await ask(route, cookies.masked, filled)
      expect([route.method, address, found(text)]).toEqual([route.method, address, []])
    }
  }
})
