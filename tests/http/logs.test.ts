import { configure, getLogger, jsonLinesFormatter, reset, type LogRecord } from '@logtape/logtape'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { eq, sql } from 'drizzle-orm'
import { answers, webhookEvents } from '../../db/schema/index.ts'
import { withoutValues } from '../../bot/errors.ts'
import { visible } from '../../bot/node/visible.ts'
import { enqueue } from '../../bot/jobs/enqueue.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { call, claim, openCafe, person } from '../identity-links/people.ts'
import type { World } from '../support/world.ts'

/** What nobody may read in a log: it names people, or is what they said or proved themselves with. */
const canaries = {
  name: 'カナリア花子',
  said: 'わたしのひみつのこたえ',
  nickname: 'はなちゃんよばれ',
  pin: '97531',
  member: 'K-CANARY-7',
  email: 'canary.hanako@example.com',
  password: 'canary password 123',
  search: 'さがしたなまえ',
}

let world: World
let lines: string[]

beforeEach(async () => {
  lines = []
  const keep = (record: LogRecord) => void lines.push(jsonLinesFormatter(record))
  await configure({
    reset: true,
    sinks: { keep },
    loggers: [
      { category: 'musubi', lowestLevel: 'trace', sinks: ['keep'] },
      { category: ['logtape', 'meta'], lowestLevel: 'error', sinks: ['keep'] },
    ],
  })
  for (const way of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation((...given) => void lines.push(given.map(String).join(' ')))
  world = await openCafe()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await world.close()
  await reset()
})

/** One person's way through everything that takes what they say, and staff who look for them. */
async function useEverything(): Promise<number[]> {
  const { name, said, nickname, pin, member, email, password, search } = canaries
  const hanako = await person(world, name)
  await world.simulator.follow(hanako.uid, 'main')
  for (const text of ['アンケート', 'ひとりで', '5', 'スキップ', 'スキップ', said]) {
    await world.simulator.say(hanako.uid, 'main', text)
    await world.rest()
  }
  await world.simulator.say(hanako.uid, 'main', said)
  await world.rest()
  const statuses: number[] = []
  const liff = async (method: string, path: string, body: unknown) => {
    const { status, body: answered } = await call(world, method, path, { session: hanako.session, body })
    statuses.push(status)
    return answered
  }
  const draft = await liff('PUT', '/forms/satisfaction/draft', {})
  const id = draft?.submission?.id ?? 'none'
  await liff('PUT', `/submissions/${id}/answers/nickname`, { value: nickname })
  const claimed = await claim(world, hanako.session, { key: member, secret: pin })
  statuses.push(claimed.answer.status)
  await addStaff(world.deps, 'sato', 'owner').catch(() => {})
  const api = (path: string, init: RequestInit = {}) => world.app.request(`/api${path}`, init)
  const signedIn = await api('/auth/sign-in/email', {
    method: 'POST',
    headers: ownPage,
    body: JSON.stringify({ email, password }),
  })
  statuses.push(signedIn.status)
  const cookie = await signIn(
    { request: (path: string, init: RequestInit) => api(path, init) } as never,
    'sato@example.com',
  )
  for (const path of ['submissions', 'friends', 'members']) {
    const found = await api(`/accounts/main/${path}?q=${encodeURIComponent(search)}`, { headers: { cookie } })
    statuses.push(found.status)
  }
  return statuses
}

const leaked = () => lines.filter((line) => Object.values(canaries).some((canary) => line.includes(canary)))

test('A52: when all is well nothing that people say is in any log record', async () => {
  expect(Math.max(...(await useEverything()))).toBeLessThan(500)
  const kept = (await world.db.orm.select({ text: answers.valueText }).from(answers)).map(({ text }) => text)
  expect(kept).toEqual(expect.arrayContaining([canaries.said, canaries.nickname]))
  expect(leaked()).toEqual([])
})

test('A52: nothing of a person is in the log when the database, LINE or a job fails in the middle of it', async () => {
  const hanako = await person(world, canaries.name)
  await world.simulator.follow(hanako.uid, 'main')
  await world.rest()
  // Queries on answers fail with the values in Drizzle's message, in every mouth and for staff.
  await world.db.write([{ sql: 'alter table answers rename to answers_gone', params: [] }])
  world.simulator.setFaults({ next: { kind: 'garbled', calls: 5, path: '/v2/bot/profile' } })
  await world.db.write([
    enqueue(world.scope, { kind: 'friends.refresh-profile', key: 'k', payload: { uid: canaries.name, said: 7 } }),
    enqueue(world.scope, { kind: 'rich-menus.switch', key: 'k', payload: { uid: [canaries.said] } }),
  ])
  const statuses = await useEverything()
  for (let minutes = 0; minutes < 60; minutes++) {
    world.pass(60_000)
    // What counts answers in the round fails as well; the home logs it, and the next round comes.
    await world
      .rest()
      .catch((error: unknown) => world.deps.log.error('The round failed: {error}', { error: withoutValues(error) }))
  }
  expect(statuses).toContain(500)
  const kinds = ['A webhook event failed', 'A job failed', 'Request'].map((kind) =>
    lines.some((line) => line.includes(kind)),
  )
  expect(kinds).toEqual([true, true, true])
  expect(leaked()).toEqual([])
  // Neither are the reasons that rows keep for the health page.
  await world.db.write([{ sql: 'alter table answers_gone rename to answers', params: [] }])
  const failed = await world.db.orm.select().from(webhookEvents).where(eq(webhookEvents.state, 'failed'))
  expect(failed.length).toBeGreaterThan(0)
  for (const { reason } of failed) expect(reason).not.toContain(canaries.said)
})

test('A52: an error is logged without what it repeats of a text, a contract or a query', async () => {
  const errorOf = async (run: () => unknown) => {
    try {
      await run()
    } catch (error) {
      return withoutValues(error)
    }
    throw new Error('It did not fail')
  }
  const { said } = canaries
  expect(await errorOf(() => JSON.parse(`${said}{`))).toBe('A text could not be read')
  expect(await errorOf(() => v.parse(v.number(), `a "${said}" b`))).toBe(
    'Invalid type: Expected number but received "…"',
  )
  const broken = () =>
    world.db.orm
      .select()
      .from(answers)
      .where(sql`no_such_column = ${said}`)
  expect(await errorOf(broken)).toBe('no such column: no_such_column')
})

test('A53: names with line breaks, colours and broken JSON stay inside of one record', async () => {
  const evil = 'Aiko\r\n{"level":"ERROR","message":"forged"}\u001b[2J\u001b[31m","level":"FATAL\u2028x'
  getLogger('musubi').error('A job failed: {name}', { name: evil })
  const [line, ...more] = lines.join('').split('\n')
  expect(more).toEqual([''])
  expect(line).not.toMatch(/\p{Cc}/u)
  const record = JSON.parse(line!) as { level: string; properties: { name: string } }
  expect(record).toMatchObject({ level: 'ERROR', properties: { name: evil } })
  expect(visible(evil)).not.toMatch(/[\p{Cc}\u2028]/u)
  expect(visible('佐藤 愛子')).toBe('佐藤 愛子')
})
