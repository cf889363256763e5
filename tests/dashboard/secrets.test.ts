import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staffApi } from '../../bot/http/staff-api.ts'
import { ormOver } from '../../db/database.ts'
import { mainChannel } from '../support/world.ts'
import { canaries, furnish, type Furnished } from './furnish.ts'
import { freeTexts, namesSomething, ofAccount, requestTo, routesOf } from './routes.ts'
import { openWorld, ownPage, password, type World } from './world.ts'

let world: World
let main: Furnished
let cookie: string

beforeAll(async () => {
  world = await openWorld()
  main = await furnish(world)
  cookie = await world.signIn('sato')
})
afterAll(() => world.close())

/** What must not leave the house: keys to it, and what opens sessions. */
const secrets = () => [
  mainChannel.channelSecret,
  mainChannel.loginChannelSecret,
  String(world.deps.settings.MUSUBI_SECRET),
  world.deps.settings.DATABASE_URL,
  password,
  decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '',
]

/** The API over a world in which something breaks, with everything that it logs. */
function broken(breaks: Partial<World['deps']['db']>) {
  const logged: string[] = []
  const line = (text: string, values: unknown) => void logged.push(`${text} ${JSON.stringify(values)}`)
  const log = Object.assign(Object.create(world.deps.log) as World['deps']['log'], { error: line, warn: line })
  const app = staffApi({ ...world.deps, log, db: { ...world.deps.db, ...breaks } })
  return { app, logged }
}

async function* answersOf(app: ReturnType<typeof staffApi>) {
  for (const route of routesOf(world.deps).filter(ofAccount)) {
    for (const id of namesSomething(route) ? [main.friend, main.submission, 'nothing'] : ['nothing']) {
      // What is looked for stands in the values of the query that breaks.
      const query = Object.fromEntries(freeTexts(route).map((field) => [field, canaries.displayName]))
      const [address, init] = requestTo(route, { account: 'main', id, query })
      const answer = await app.request(address, { ...init, headers: { ...ownPage, cookie } })
      yield { line: `${route.method} ${route.path}`, status: answer.status, text: await answer.text() }
    }
  }
}

const fault = () => Promise.reject(new Error('SQLITE_ERROR: no such table: friends\n at query (db.ts:1:1)'))
const breaking = ormOver(fault, fault)

describe('A54: a surprise answers a trace id and nothing of the inside, on every route', () => {
  const ways: [string, Partial<World['deps']['db']>][] = [
    ['reports cannot be read', { reports: breaking }],
    ['nothing can be written', { write: () => Promise.reject(new Error('disk full at /data/musubi.db')) }],
  ]
  test.for(ways)('%s', async ([, breaks]) => {
    const { app } = broken(breaks)
    let broke = 0
    for await (const { line, status, text } of answersOf(app)) {
      if (status < 500) continue
      broke++
      expect([line, status]).toEqual([line, expect.toBeOneOf([500, 503])])
      const { error } = JSON.parse(text) as { error: Record<string, unknown> }
      expect(Object.keys(error).toSorted()).toEqual(
        expect.toBeOneOf([
          ['code', 'detail', 'message'],
          ['code', 'message'],
        ]),
      )
      if (status === 500) expect(error).toMatchObject({ code: 'internal', detail: { trace: expect.any(String) } })
      expect([line, text.match(/sqlite|select |disk|\.ts:|node_modules|musubi\.db/i)]).toEqual([line, null])
    }
    expect(broke).toBeGreaterThan(2)
  })
})

test('A52, A53: what went wrong is logged by method, path and trace, on one line each, without what people said', async () => {
  const { app, logged } = broken({ reports: breaking })
  for await (const { status } of answersOf(app)) expect(status).toBeGreaterThan(0)
  expect(logged.length).toBeGreaterThan(5)
  const { displayName, answered, email, phone } = canaries
  for (const line of logged) {
    expect(['\n', '\r', '\u001b'].filter((sign) => line.includes(sign))).toEqual([])
    expect([displayName, answered, email, phone].filter((one) => line.includes(one))).toEqual([])
    for (const secret of secrets()) expect(line).not.toContain(secret)
  }
})

test('A51: no answer of any route holds a secret, for an owner either', async () => {
  for await (const { line, text } of answersOf(world.app)) {
    expect([line, secrets().filter((secret) => secret !== '' && text.includes(secret))]).toEqual([line, []])
  }
})

test('A53: a name with line breaks and colours of a terminal stays one JSON line of the log', async () => {
  const { jsonLinesFormatter } = await import('@logtape/logtape')
  const name = 'Eve\r\n{"level":"INFO","message":"all is well"}\u001b[31m'
  const record = { category: ['musubi'], level: 'error' as const, message: [name], rawMessage: name, timestamp: 0 }
  const line = jsonLinesFormatter({ ...record, properties: { name } })
  expect(line.trimEnd().split(/[\r\n]/)).toHaveLength(1)
  expect(line).not.toContain('\u001b')
})
