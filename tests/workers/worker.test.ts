import { serve } from '@hono/node-server'
import { createClient, type Client } from '@libsql/client/web'
import { mkdtempSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { getLogger } from '@logtape/logtape'
import { writeMainAccount } from '../../bot/accounts/write-main.ts'
import { loadAccount } from '../../bot/accounts/load.ts'
import { learnBots } from '../../bot/accounts/learn-bot.ts'
import { loadDemo } from '../../bot/demo/load.ts'
import type { Deps } from '../../bot/deps.ts'
import { verifySignatureOnNode } from '../../bot/node/signature.ts'
import { scopeOf } from '../../bot/scope.ts'
import { noRefusals } from '../../bot/health/refusals.ts'
import { createSealer } from '../../bot/seal.ts'
import { readSettings } from '../../bot/settings.ts'
import { ensureFirstOwner } from '../../bot/staff/first-owner.ts'
import { openOnNode } from '../../db/open-node.ts'
import { simulatorRoutes } from '../../simulator/routes.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { startHranaServer, type HranaServer } from '../support/hrana-server.ts'
import { mainChannel } from '../support/world.ts'

// The real Worker from the real wrangler.toml in workerd, a libSQL server and LINE beside it over HTTP.
const secret = 'ab'.repeat(32)
const token = 'the-database-token'
const folder = mkdtempSync(join(tmpdir(), 'musubi-worker-'))
let database: HranaServer
let sql: Client
let simulator: Simulator
let line: ReturnType<typeof serve>
let worker: ReturnType<typeof createTestHarness>

beforeAll(async () => {
  process.env['CLOUDFLARE_CF_FETCH_ENABLED'] = 'false'
  database = await startHranaServer(join(folder, 'worker.db'), { token })
  sql = createClient({ url: database.url, authToken: token })
  simulator = createSimulator({
    clock: Date.now,
    random: (length) => randomBytes(length),
    ids: () => crypto.randomUUID(),
    deliver: async (_url, { method, headers, body }) =>
      (await worker.fetch('/webhook/main', { method, headers, body })) as unknown as Response,
    channels: [mainChannel],
  })
  line = serve({ fetch: simulatorRoutes(simulator, { assets: () => null }).fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => line.once('listening', resolve))
  const lineUrl = `http://127.0.0.1:${(line.address() as { port: number }).port}/line`
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_AUTH_TOKEN: token,
    MUSUBI_SECRET: secret,
    PUBLIC_URL: 'https://musubi.example',
    LINE_API_URL: lineUrl,
    LINE_CHANNEL_ID: mainChannel.channelId,
    LINE_CHANNEL_SECRET: mainChannel.channelSecret,
    LINE_LOGIN_CHANNEL_ID: mainChannel.loginChannelId,
    LIFF_ID: mainChannel.liffId,
    STAFF_EMAIL: 'sato@example.com',
    STAFF_PASSWORD: 'a long password for tests',
  }
  await deploy(settings)
  worker = createTestHarness({ workers: [{ configPath: './wrangler.toml', vars: settings }] })
  await worker.listen()
})

afterAll(async () => {
  await worker?.close()
  line?.close()
  sql?.close()
  await database?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What `npm run deploy` does to the remote database before the Worker. */
async function deploy(source: Record<string, string>): Promise<void> {
  const settings = readSettings(source)
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const db = await openOnNode({
    url: settings.DATABASE_URL,
    authToken: token,
    synchronous: 'FULL',
    migrations: 'db/migrations',
  })
  const deps: Deps = {
    settings,
    db,
    fetch: (url, init) => simulator.fetch(url.replace(/^http:\/\/[^/]+\/line/, 'https://api.line.me'), init),
    clock: Date.now,
    ids: () => crypto.randomUUID(),
    random,
    seal: await createSealer(secret, random),
    verifySignature: verifySignatureOnNode,
    lineTokens: new Map(),
    accountCache: new Map(),
    refusals: noRefusals(),
    log: getLogger('musubi'),
    background: (work) => void work,
  }
  await writeMainAccount(deps, mainChannel)
  await learnBots(deps)
  await loadDemo(scopeOf(deps, (await loadAccount(deps, 'main'))!, { kind: 'system' }))
  await ensureFirstOwner(deps)
  await db.close()
}

const count = async (query: string) => Number((await sql.execute(query)).rows[0]?.[0])

test('a friend answers the whole survey through the Worker, over remote libSQL, on free replies', async () => {
  const aiko = simulator.addPerson({ name: '愛子' }).uid
  await simulator.follow(aiko, 'main')
  for (const said of ['アンケート', 'ひとりで', '5', 'コーヒー', 'スキップ', 'おいしかったです']) {
    const replies = simulator.calls('/message/reply').length
    await simulator.say(aiko, 'main', said)
    await expect.poll(() => simulator.calls('/message/reply').length, { timeout: 8_000 }).toBeGreaterThan(replies)
  }
  await expect
    .poll(() => count(`select count(*) from submissions where state = 'finished'`), { timeout: 8_000 })
    .toBe(1)
  expect(await count(`select count(*) from answers where uid = '${aiko}'`)).toBe(4)
  expect(await count(`select count(*) from deliveries where state <> 'accepted'`)).toBe(0)
  expect(simulator.pushed('main')).toBe(0)
})

test('the queue runs the jobs that a webhook made: the profile is there soon', async () => {
  await expect
    .poll(() => count(`select count(*) from friends where display_name = '愛子'`), { timeout: 10_000 })
    .toBe(1)
})

test('A18: a wrong signature is a 401 on Workers too', async () => {
  const answer = await worker.fetch('/webhook/main', {
    method: 'POST',
    body: '{"events":[]}',
    headers: { 'x-line-signature': 'AAAA' },
  })
  expect(answer.status).toBe(401)
})

test('FT03: Cron takes up an event that its isolate left behind', async () => {
  const event = simulator.event(simulator.addPerson({ name: '千代' }).uid, 'follow', { follow: { isUnblocked: false } })
  await sql.execute({
    sql: `insert into webhook_events (id, account_id, uid, type, occurred_at, received_at, state, attempts, arrivals, leased_until, payload)
      values (?, 'main', ?, 'follow', ?, ?, 'new', 0, 1, 0, ?)`,
    args: [
      String(event['webhookEventId']),
      (event['source'] as { userId: string }).userId,
      Date.now(),
      Date.now(),
      JSON.stringify(event),
    ],
  })
  expect((await worker.getWorker().scheduled({ cron: '* * * * *', scheduledTime: new Date() })).outcome).toBe('ok')
  await expect.poll(() => count(`select count(*) from webhook_events where state = 'new'`), { timeout: 8_000 }).toBe(0)
})

test('friends’ pages carry the form, the dashboard’s page is served, and the API wants a session', async () => {
  const page = await (await worker.fetch('/liff/main/forms/satisfaction')).text()
  expect(page).toContain('"key":"satisfaction"')
  expect((await worker.fetch('/api/session')).status).toBe(401)
  expect((await worker.fetch('/submissions')).headers.get('content-type')).toContain('text/html')
  expect((await worker.fetch('/simulator/')).status).toBe(404)
  expect((await worker.fetch('/healthz')).status).toBe(200)
})

test('staff sign in on Workers with the password of the settings', async () => {
  const answer = await worker.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://musubi.example' },
    body: JSON.stringify({ email: 'sato@example.com', password: 'a long password for tests' }),
  })
  expect(answer.status).toBe(200)
})
