import { serve } from '@hono/node-server'
import { createClient, type Client } from '@libsql/client/web'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHarness } from 'wrangler'
import { getLogger } from '@logtape/logtape'
import { writeMainAccount } from '../../bot/accounts/write-main.ts'
import { loadAccount } from '../../bot/accounts/load.ts'
import { learnBots } from '../../bot/accounts/learn-bot.ts'
import { loadDemo } from '../../bot/demo/load.ts'
import type { Deps } from '../../bot/deps.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { imagesOnThread } from '../../bot/node/images.ts'
import { verifySignatureOnNode } from '../../bot/node/signature.ts'
import { scopeOf } from '../../bot/scope.ts'
import { noRefusals } from '../../bot/health/refusals.ts'
import { createSealer } from '../../bot/seal.ts'
import { readSettings } from '../../bot/settings.ts'
import { ensureFirstOwner } from '../../bot/staff/first-owner.ts'
import { openOnNode } from '../../db/open-node.ts'
import { webhookEndpoints } from '../../db/schema/index.ts'
import { simulatorRoutes } from '../../simulator/routes.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { startHranaServer, type HranaServer } from '../support/hrana-server.ts'
import { openPostOffice, type PostOffice } from '../support/post-office.ts'
import { postcodes } from '../support/postcodes.ts'
import { mainChannel } from '../support/world.ts'
import { asPhone, jpeg, pdf, png } from '../uploads/pictures.ts'

// The real Worker from the real wrangler.toml in workerd, a libSQL server and LINE beside it over HTTP.
const secret = 'ab'.repeat(32)
const token = 'the-database-token'
const folder = mkdtempSync(join(tmpdir(), 'musubi-worker-'))
let database: HranaServer
let sql: Client
let simulator: Simulator
let line: ReturnType<typeof serve>
let worker: ReturnType<typeof createTestHarness>
let office: PostOffice

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
  office = await openPostOffice()
  const settings = {
    DATABASE_URL: database.url,
    DATABASE_AUTH_TOKEN: token,
    MUSUBI_SECRET: secret,
    PUBLIC_URL: 'https://musubi.example',
    LINE_API_URL: lineUrl,
    LINE_DATA_API_URL: lineUrl,
    LINE_CHANNEL_ID: mainChannel.channelId,
    LINE_CHANNEL_SECRET: mainChannel.channelSecret,
    LINE_LOGIN_CHANNEL_ID: mainChannel.loginChannelId,
    LIFF_ID: mainChannel.liffId,
    SMTP_URL: office.url,
    MAIL_FROM: 'Musubi <mail@musubi.example>',
    STAFF_EMAIL: 'sato@example.com',
    STAFF_PASSWORD: 'a long password for tests',
  }
  await deploy(settings)
  worker = createTestHarness({ workers: [{ configPath: withBucket(), vars: settings }] })
  await worker.listen()
})

afterAll(async () => {
  await worker?.close()
  line?.close()
  await office?.close()
  sql?.close()
  await database?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Our own wrangler.toml as somebody has it who made a bucket: the marks in front of its three lines are gone. */
function withBucket(): string {
  const own = readFileSync('wrangler.toml', 'utf8')
    .replaceAll(/^# (\[\[r2_buckets\]\]|binding = "FILES"|bucket_name = .*)$/gm, '$1')
    .replace('"bot/worker.ts"', JSON.stringify(resolve('bot/worker.ts')))
    .replace('"dist/assets"', JSON.stringify(resolve('dist/assets')))
  const path = join(folder, 'wrangler.toml')
  writeFileSync(path, own)
  return path
}

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
    mail: null,
    files: null,
    images: imagesOnThread(),
    postcodes,
    callOut: async () => ({ kind: 'failed', reason: 'unreachable' }),
    host: null,
    kick: () => {},
  }
  await writeMainAccount(deps, mainChannel)
  await learnBots(deps)
  const scope = scopeOf(deps, (await loadAccount(deps, 'main'))!, { kind: 'system' })
  await loadDemo(scope)
  await publishForm(scope, { key: 'files', definition: withFile })
  await publishForm(scope, { key: 'parcel', keyword: 'お届け', definition: parcel })
  await db.orm.insert(webhookEndpoints).values({
    ...{ id: 'desk', accountId: 'main', title: '修理', url: 'https://nobody.invalid/hook', forms: ['files'] },
    ...{ secret: await deps.seal.seal('whsec_AAAA'), events: ['submission.finished'], personal: false },
    ...{ state: 'active', createdAt: 1, updatedAt: 1 },
  })
  await ensureFirstOwner(deps)
  await db.close()
}

const withFile: FormDefinition = {
  title: { ja: '修理のご依頼' },
  thanks: { ja: 'ありがとうございました' },
  questions: [
    { kind: 'file', key: 'photo', title: { ja: '写真' }, required: true, accept: 'photo_or_pdf', filesMax: 5 },
  ],
}

const parcel: FormDefinition = {
  title: { ja: 'お届け' },
  thanks: { ja: 'ありがとうございました' },
  questions: [
    { kind: 'address', key: 'home', title: { ja: 'ご住所' }, required: true },
    { kind: 'file', key: 'photo', title: { ja: '写真' }, required: true, accept: 'photo' },
    { kind: 'short_text', key: 'word', title: { ja: 'ひとこと' }, required: true },
  ],
}

const count = async (query: string) => Number((await sql.execute(query)).rows[0]?.[0])

test('a friend answers the whole survey through the Worker, over remote libSQL, on free replies', async () => {
  const aiko = simulator.addPerson({ name: '愛子' }).uid
  await simulator.follow(aiko, 'main')
  for (const said of ['アンケート', 'ひとりで', '5', 'コーヒー', '決定', 'スキップ', 'おいしかったです']) {
    const replies = simulator.calls('/message/reply').length
    await simulator.say(aiko, 'main', said)
    await expect.poll(() => simulator.calls('/message/reply').length, { timeout: 8_000 }).toBeGreaterThan(replies)
  }
  await expect
    .poll(() => count(`select count(*) from submissions where state = 'finished'`), { timeout: 8_000 })
    .toBe(1)
  expect(await count(`select count(*) from answers where uid = '${aiko}'`)).toBe(4)
  // What became of the last reply is written once LINE has answered it.
  await expect.poll(() => count(`select count(*) from deliveries where state <> 'accepted'`)).toBe(0)
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

test('staff get a link to sign in by mail, through SMTP out of workerd, and it works once', async () => {
  const headers = { 'content-type': 'application/json', origin: 'https://musubi.example' }
  const post = (path: string, body: unknown) =>
    worker.fetch(`/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  expect((await post('/sign-in-links', { email: 'sato@example.com', language: 'ja' })).status).toBe(202)
  await expect.poll(() => office.mails.length, { timeout: 10_000 }).toBe(1)
  const [mail] = office.mails
  expect(mail).toMatchObject({ recipients: ['sato@example.com'], subject: 'Musubi のログイン用リンク' })
  const token = /token=([0-9a-f]{64})/.exec(mail?.text ?? '')?.[1]
  expect((await post('/sign-in/link', { token })).status).toBe(200)
  expect((await post('/sign-in/link', { token })).status).toBe(401)
  expect(await count(`select count(*) from mails where state = 'accepted' and content is null`)).toBe(1)
})

test('row 31: an address is looked up and a photo is taken in the chat on Workers too', async () => {
  const { uid } = simulator.addPerson({ name: '森' })
  const replyTo = async (act: () => Promise<unknown>) => {
    const before = simulator.calls('/message/reply').length
    await act()
    await expect.poll(() => simulator.calls('/message/reply').length, { timeout: 10_000 }).toBeGreaterThan(before)
    return JSON.stringify(simulator.lastReply(uid, 'main'))
  }
  await replyTo(() => simulator.follow(uid, 'main'))
  await replyTo(() => simulator.say(uid, 'main', 'お届け'))
  expect(await replyTo(() => simulator.say(uid, 'main', '150-0001'))).toContain('東京都渋谷区神宮前')
  expect(await replyTo(() => simulator.say(uid, 'main', '府中市宮町2-24'))).toContain('cameraRoll')
  const photo = `data:image/jpeg;base64,${Buffer.from(await jpeg()).toString('base64')}`
  expect(await replyTo(() => simulator.image(uid, 'main', photo))).toContain('ひとこと')
  const { rows } = await sql.execute(`select value_text from answers where uid = '${uid}' and question_key = 'home'`)
  expect(rows[0]?.[0]).toBe('東京都府中市宮町2-24')
  expect(await count(`select count(*) from answers where uid = '${uid}'`)).toBe(2)
})

test('A50: a photo is drawn anew in workerd and kept in R2, where its person gets it back; once sent, others are told without waiting for Cron', async () => {
  const chiyo = simulator.addPerson({ name: '千代' }).uid
  const opened = await worker.fetch('/liff/api/main/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken: await simulator.idToken(chiyo, 'main') }),
  })
  const { session } = (await opened.json()) as { session: string }
  const authorization = `Bearer ${session}`
  const draft = await worker.fetch('/liff/api/main/forms/files/draft', { method: 'PUT', headers: { authorization } })
  const { submission } = (await draft.json()) as { submission: { id: string } }
  const put = async (body: Uint8Array<ArrayBuffer>) => {
    const path = `/liff/api/main/submissions/${submission.id}/files/photo`
    const answer = await worker.fetch(path, { method: 'PUT', headers: { authorization }, body })
    return { status: answer.status, ...((await answer.json()) as { id: string }) }
  }
  const photo = await put(asPhone(await jpeg(2600, 1000)))
  expect(photo).toMatchObject({ status: 200, width: 788, height: 2048 })
  const kept = await worker.fetch(`/liff/api/main/uploads/${photo.id}`, { headers: { authorization } })
  const bytes = Buffer.from(await kept.arrayBuffer())
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  expect(bytes.includes('Exif')).toBe(false)
  expect(await put(await png())).toMatchObject({ status: 200, contentType: 'image/png' })
  expect(await put(pdf)).toMatchObject({ status: 200, contentType: 'application/pdf' })
  const mine = `/liff/api/main/submissions/${submission.id}`
  const headers = { authorization, 'content-type': 'application/json' }
  const answered = { method: 'PUT', headers, body: JSON.stringify({ value: [photo.id] }) }
  expect((await worker.fetch(`${mine}/answers/photo`, answered)).status).toBe(200)
  expect((await worker.fetch(`${mine}/completion`, { method: 'PUT', headers })).status).toBe(200)
  await expect
    .poll(() => count(`select sum(attempts) from webhook_calls where submission_id = '${submission.id}'`), {
      timeout: 8_000,
    })
    .toBe(1)
})
