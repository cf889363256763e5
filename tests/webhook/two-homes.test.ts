import { createClient } from '@libsql/client'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRemote } from '../../db/remote.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { createApp } from '../../bot/app.ts'
import { createWork, type Work } from '../../bot/work.ts'
import { writeMainAccount } from '../../bot/accounts/write-main.ts'
import { loadDemo } from '../../bot/demo/load.ts'
import type { Deps } from '../../bot/deps.ts'
import { loadAccount } from '../../bot/accounts/load.ts'
import { enqueue } from '../../bot/jobs/enqueue.ts'
import { runDueJobs } from '../../bot/jobs/run.ts'
import { noRefusals } from '../../bot/health/refusals.ts'
import { scopeOf } from '../../bot/scope.ts'
import { readSettings } from '../../bot/settings.ts'
import { jobs, submissions, webhookEvents } from '../../db/schema/index.ts'
import { startHranaServer, type HranaServer, type SeenRequest, type Trouble } from '../support/hrana-server.ts'
import { createWorld, mainChannel, type World } from '../support/world.ts'

// Two processes on one remote database: LINE's webhooks may reach either.
let world: World
let database: HranaServer
let folder: string
let trouble: (request: SeenRequest) => Trouble | void
let homes: { deps: Deps; work: Work; app: ReturnType<typeof createApp> }[]

beforeEach(async () => {
  world = await createWorld()
  folder = mkdtempSync(join(tmpdir(), 'musubi-two-'))
  trouble = () => {}
  database = await startHranaServer(join(folder, 'shared.db'), { onRequest: (request) => trouble(request) })
  await migrateDatabase({ url: database.url, folder: 'db/migrations' })
  homes = [0, 1].map(() => {
    const db = openRemote(createClient({ url: database.url, intMode: 'number' }))
    const deps: Deps = { ...world.deps, db, lineTokens: new Map(), accountCache: new Map(), refusals: noRefusals() }
    const work = createWork(deps)
    const app = createApp(deps, {
      handle: work.handle,
      liffPage: async () => '',
      simulator: false,
      state: () => 'serving',
    })
    return { deps, work, app }
  })
  await writeMainAccount(homes[0]!.deps, mainChannel)
  await loadDemo(await scope())
})
afterEach(async () => {
  for (const { deps } of homes) await deps.db.close()
  await database.close()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const scope = async (home = homes[0]!) =>
  scopeOf(home.deps, (await loadAccount(home.deps, 'main'))!, { kind: 'system' })
const keyword = (uid: string) =>
  world.simulator.event(uid, 'message', { message: { type: 'text', id: '1', text: 'アンケート' } })

async function signed(event: unknown): Promise<{ method: string; body: string; headers: Record<string, string> }> {
  const body = JSON.stringify({ destination: mainChannel.botUserId, events: [event] })
  const key = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(mainChannel.channelSecret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const signature = btoa(
    String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body)))),
  )
  return { method: 'POST', body, headers: { 'x-line-signature': signature } }
}

test('FT04: one event that reaches two processes at the same instant is one row and one effect, and both answer 200', async () => {
  const aiko = world.simulator.addPerson({ name: '愛子' }).uid
  await world.simulator.follow(aiko, 'main')
  await world.rest()
  const statuses: number[] = []
  const both = async (url: string, request: RequestInit) => {
    const answers = await Promise.all(homes.map(({ app }) => app.request(url, request)))
    statuses.push(...answers.map(({ status }) => status))
    return answers[0]!
  }
  world.app = { request: both } as unknown as World['app']
  await world.simulator.sendEvents('main', [keyword(aiko)])
  expect(statuses).toEqual([200, 200])
  await Promise.all(homes.map(({ work }) => work.settled()))
  await Promise.all(homes.map(({ work }) => work.round()))
  await Promise.all(homes.map(({ work }) => work.settled()))
  const { orm } = homes[0]!.deps.db
  expect(await orm.select().from(webhookEvents)).toMatchObject([{ state: 'done', arrivals: 2 }])
  expect(await orm.select().from(submissions)).toHaveLength(1)
  expect(world.simulator.calls('/message/reply').filter(({ status }) => status === 200)).toHaveLength(2)
})

test('FT09: when the database wrote and its answer was lost, LINE’s redelivery finds one row', async () => {
  const aiko = world.simulator.addPerson({ name: '愛子' }).uid
  const request = await signed(keyword(aiko))
  trouble = ({ sql }) =>
    sql.some((text) => text.includes('insert into "webhook_events"')) ? { loseAnswer: true } : undefined
  const [home] = homes
  expect((await home!.app.request('/webhook/main', request)).status).toBe(500)
  trouble = () => {}
  expect((await home!.app.request('/webhook/main', request)).status).toBe(200)
  world.pass(31_000)
  await home!.work.round()
  await home!.work.settled()
  expect(await home!.deps.db.orm.select().from(webhookEvents)).toMatchObject([{ state: 'done', arrivals: 2 }])
  expect(await home!.deps.db.orm.select().from(submissions)).toHaveLength(1)
})

test('FT08: while the remote database is slow the webhook answers with an error within a second', async () => {
  const request = await signed(keyword(world.simulator.addPerson({ name: '愛子' }).uid))
  trouble = ({ sql }) =>
    sql.some((text) => text.includes('insert into "webhook_events"')) ? { delayMs: 1_500 } : undefined
  const before = performance.now()
  expect((await homes[0]!.app.request('/webhook/main', request)).status).toBe(503)
  expect(performance.now() - before).toBeLessThan(1_000)
})

test('the webhook makes one round trip to the database before its 200', async () => {
  const request = await signed({ type: 'beacon', webhookEventId: 'e1', timestamp: 1 })
  const [home] = homes
  const { channelId, channelSecret } = mainChannel
  home!.deps.settings = readSettings({ LINE_CHANNEL_ID: channelId, LINE_CHANNEL_SECRET: channelSecret })
  const before = database.requests
  const { write } = home!.deps.db
  let atAnswer = 0
  home!.deps.db.write = async (statements) => {
    const rows = await write(statements)
    atAnswer ||= database.requests - before
    return rows
  }
  await home!.app.request('/webhook/main', request)
  expect(atAnswer).toBe(1)
  await home!.work.settled()
})

test('two processes share the jobs: each is run once', async () => {
  for (let at = 0; at < 20; at++) {
    const { uid } = world.simulator.addPerson({ name: `人${at}` })
    await world.simulator.follow(uid, 'main')
    await homes[0]!.deps.db.write([
      enqueue(await scope(), { kind: 'friends.refresh-profile', key: uid, payload: { uid } }),
    ])
  }
  const before = world.simulator.calls('/profile/').length
  const taken = await Promise.all(homes.map(({ deps }) => runDueJobs(deps)))
  expect(taken[0]! + taken[1]!).toBe(20)
  expect(world.simulator.calls('/profile/').length - before).toBe(20)
  const states = await homes[0]!.deps.db.orm.select({ state: jobs.state }).from(jobs)
  expect(states.map(({ state }) => state)).toEqual(Array(20).fill('done'))
})
