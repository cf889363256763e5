import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountCredentials, accounts, auditEntries, friends, staff, staffGrants } from '../../db/schema/index.ts'
import { call, person } from '../identity-links/people.ts'
import { createWorld, mainChannel, type World } from '../support/world.ts'
import { openOffice } from './office.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>

const publicUrl = 'https://crm.example.com'
const secrets = {
  channelSecret: 'a1'.repeat(16),
  loginChannelSecret: 'b2'.repeat(16),
  newChannelSecret: 'c3'.repeat(16),
}
const given = {
  channelId: '2000000011',
  channelSecret: secrets.channelSecret,
  loginChannelId: '2000000012',
  loginChannelSecret: secrets.loginChannelSecret,
  liffId: null,
  uid: null,
  dry: false,
}

/** The channels of the second shop as they are at LINE. */
const atLine = (channelSecret: string) =>
  world.simulator.addChannel({
    ...mainChannel,
    ...{ accountId: 'second', name: '喫茶むすび 二号店', basicId: '@second', botUserId: `U${'2'.repeat(32)}` },
    ...{ channelId: given.channelId, channelSecret, loginChannelId: given.loginChannelId },
    ...{ loginChannelSecret: secrets.loginChannelSecret, liffId: null, liffEndpointUrl: null, webhookUrl: '' },
  })

beforeEach(async () => {
  world = await createWorld()
  office = await openOffice(world)
  world.deps.settings.PUBLIC_URL = publicUrl
  atLine(secrets.channelSecret)
})
afterEach(() => world.close())

const add = (role: 'owner' | 'editor' | 'viewer', change: Partial<Record<keyof typeof given, unknown>> = {}) =>
  office(role, 'POST', '', { ...given, ...change }, '')
const added = async (): Promise<string> => (await add('owner')).body.accountId

/** LINE's webhook, signed with a secret. */
async function webhook(account: string, secret: string): Promise<number> {
  const body = JSON.stringify({ destination: '', events: [] })
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  const headers = { 'content-type': 'application/json', 'x-line-signature': signature }
  return (await world.app.request(`/webhook/${account}`, { method: 'POST', headers, body })).status
}
const audited = () => world.db.orm.select().from(auditEntries).orderBy(auditEntries.at, auditEntries.id)
const everySecret = new RegExp(Object.values(secrets).join('|'))
const words = (findings: { state: string; text: { en: string } }[], state: string) =>
  findings.filter((one) => one.state === state).map(({ text }) => text.en)

test('row 97: an account is added after everything was looked at, set up at LINE, and works at once without a restart', async () => {
  const looked = await add('owner', { dry: true })
  expect(looked.body).toMatchObject({ accountId: null, name: '喫茶むすび 二号店' })
  expect(words(looked.body.findings, 'stop')).toEqual([])
  expect(await world.db.orm.select().from(accounts)).toHaveLength(1)

  const id = await added()
  const { body } = await office('viewer', 'GET', '/connection', undefined, id)
  expect(body).toMatchObject({
    name: '喫茶むすび 二号店',
    source: 'dashboard',
    isKnownAtLine: true,
    basicId: '@second',
  })
  expect(words(body.checks, 'ok')).toContain(`The webhook URL is set: ${publicUrl}/webhook/${id}`)
  expect(words(body.checks, 'ok')).toContain('LINE reaches the webhook from outside')
  expect(words(body.checks, 'stop').concat(words(body.checks, 'warn'))).toEqual([])
  expect(world.simulator.state.accounts['second']!.endpoint).toBe(`${publicUrl}/webhook/${id}`)
  expect(await webhook(id, secrets.channelSecret)).toBe(200)
  expect((await world.app.request(`/liff/${id}/me`)).status).toBe(200)
})

test('row 97: what is wrong is said in words that name the field, and nothing is kept', async () => {
  const { body } = await add('owner', { channelSecret: 'd4'.repeat(16) })
  expect(body.accountId).toBeNull()
  expect(words(body.findings, 'stop')).toEqual(['Channel ID or Channel secret is wrong'])
  const same = await add('owner', { loginChannelId: given.channelId })
  expect(words(same.body.findings, 'stop')).toEqual(['Channel ID and LINE Login channel ID are the same'])
  expect(await world.db.orm.select().from(accounts)).toHaveLength(1)
  const foreign = await add('owner', { liffId: '2000000099-AbcdEfgh' })
  expect(words(foreign.body.findings, 'stop')[0]).toContain('2000000099-AbcdEfgh is not one of the channel')
})

test('row 97: the same channel is not connected twice', async () => {
  await added()
  const { body } = await add('owner')
  expect(words(body.findings, 'stop')).toEqual(['This channel is connected already, as “喫茶むすび 二号店”'])
})

test('only an owner of all accounts adds one; A37: nobody names its id, its source or when it was made', async () => {
  expect((await add('editor')).status).toBe(403)
  for (const more of [{ id: 'x' }, { source: 'environment' }, { createdAt: 0 }])
    expect((await office('owner', 'POST', '', { ...given, ...more }, '')).status).toBe(400)
  const [owner] = await world.db.orm.select().from(staff).where(eq(staff.email, 'owner@example.com'))
  await world.db.orm.update(staffGrants).set({ accountId: 'main' }).where(eq(staffGrants.staffId, owner!.id))
  expect((await add('owner')).status).toBe(403)
})

test('row 97: secrets stand encrypted, a new one replaces the old after LINE has taken it, and the old one is dead at once', async () => {
  const id = await added()
  const kept = async () =>
    (await world.db.orm.select().from(accountCredentials).where(eq(accountCredentials.accountId, id)))[0]!
  const before = await kept()
  expect(before.channelSecret).toMatch(/^v1\./)
  expect(await world.deps.seal.open(before.channelSecret!)).toBe(secrets.channelSecret)

  const rotate = (channelSecret: string) => office('owner', 'PUT', '/connection/secrets', { channelSecret }, id)
  const refused = await rotate(secrets.newChannelSecret)
  expect(refused.status).toBe(400)
  expect(words(refused.body.error.detail.findings, 'stop')).toEqual(['Channel ID or Channel secret is wrong'])
  expect((await kept()).channelSecret).toBe(before.channelSecret)

  atLine(secrets.newChannelSecret)
  world.pass(1_000)
  expect((await rotate(secrets.newChannelSecret)).status).toBe(200)
  expect(await webhook(id, secrets.newChannelSecret)).toBe(200)
  expect(await webhook(id, secrets.channelSecret)).toBe(401)
  expect(world.deps.lineTokens.has(id)).toBe(false)
  expect((await office('editor', 'PUT', '/connection/secrets', { channelSecret: 'e5'.repeat(16) }, id)).status).toBe(
    403,
  )
})

test('row 97: a process that still has the old secret reads again when a signature does not fit it', async () => {
  const id = await added()
  await webhook(id, secrets.channelSecret)
  const kept = world.deps.accountCache.get(id)!
  atLine(secrets.newChannelSecret)
  world.pass(1_000)
  await office('owner', 'PUT', '/connection/secrets', { channelSecret: secrets.newChannelSecret }, id)
  world.deps.accountCache.set(id, kept)
  expect(await webhook(id, secrets.newChannelSecret)).toBe(200)
})

test('A51: no secret comes out again, by no route of the dashboard, no audit entry and no refusal', async () => {
  const id = await added()
  const refused = await office('owner', 'PUT', '/connection/secrets', { channelSecret: secrets.newChannelSecret }, id)
  const invalid = await office(
    'owner',
    'PUT',
    '/connection/secrets',
    { channelSecret: `${secrets.channelSecret}x` },
    id,
  )
  const answers = [
    refused,
    invalid,
    await office('owner', 'GET', '', undefined, ''),
    await office('owner', 'GET', '/connection', undefined, id),
    await office('owner', 'POST', '/connection/check', {}, id),
    await add('owner'),
    await audited(),
    await (await world.app.request(`/liff/${id}/me`)).text(),
  ]
  expect(JSON.stringify(answers)).not.toMatch(everySecret)
  expect((await world.db.orm.select().from(accounts)).map((row) => JSON.stringify(row)).join()).not.toMatch(everySecret)
})

test('ES16: adding, renaming, rotating, disconnecting and connecting again are audited, as it was and as it is', async () => {
  const id = await added()
  const name = '喫茶むすび 二号店'
  await office('owner', 'PATCH', '/connection', { name: '二号店', before: name }, id)
  atLine(secrets.newChannelSecret)
  world.pass(1_000)
  await office('owner', 'PUT', '/connection/secrets', { channelSecret: secrets.newChannelSecret }, id)
  await office('owner', 'POST', '/connection/disconnection', { name: '二号店' }, id)
  await office('owner', 'DELETE', '/connection/disconnection', {}, id)
  const entries = (await audited()).filter(({ accountId, action }) => accountId === id && action !== 'account.checked')
  expect(entries.map(({ action }) => action)).toEqual([
    ...['account.added', 'account.set_up', 'account.renamed'],
    ...['account.secrets_rotated', 'account.disconnected', 'account.reconnected'],
  ])
  expect(entries[2]!.detail).toEqual({ before: { name }, after: { name: '二号店' } })
  for (const { detail, staffId } of entries) {
    expect(Object.keys(detail)).toEqual(expect.arrayContaining(['before', 'after']))
    expect(staffId).not.toBe('')
  }
})

test('two who rename at once: the second is told, and nothing is overwritten', async () => {
  const rename = (name: string) => office('owner', 'PATCH', '/connection', { name, before: '喫茶むすび' })
  expect((await rename('むすび珈琲')).status).toBe(200)
  expect((await rename('結珈琲')).status).toBe(409)
  expect((await office('viewer', 'GET', '/connection')).body.name).toBe('むすび珈琲')
})

test('the account of the environment keeps its channels: they are read-only, with the reason', async () => {
  for (const [method, path, body] of [
    ['PUT', '/connection/secrets', { channelSecret: secrets.newChannelSecret }],
    ['POST', '/connection/setup', {}],
    ['POST', '/connection/disconnection', { name: '喫茶むすび' }],
  ] as const) {
    const { status, body: answer } = await office('owner', method, path, body)
    expect([path, status, answer.error.detail]).toEqual([path, 409, { reason: 'environment' }])
  }
})

test('disconnecting takes the typed name; then webhooks are not found, and the data stay', async () => {
  const id = await added()
  const disconnect = (name: string) => office('owner', 'POST', '/connection/disconnection', { name }, id)
  expect((await disconnect('喫茶')).status).toBe(400)
  expect(await webhook(id, secrets.channelSecret)).toBe(200)
  expect((await disconnect('喫茶むすび 二号店')).status).toBe(200)
  expect(await webhook(id, secrets.channelSecret)).toBe(404)
  expect((await world.app.request(`/liff/${id}/forms/visit`)).status).toBe(404)
  expect((await world.app.request(`/liff/${id}/me`)).status).toBe(404)
  expect(await world.db.orm.select().from(accountCredentials).where(eq(accountCredentials.accountId, id))).toHaveLength(
    1,
  )
  expect(await world.db.orm.select().from(friends).where(eq(friends.accountId, id))).toEqual([])
  expect((await office('owner', 'DELETE', '/connection/disconnection', {}, id)).status).toBe(200)
  expect(await webhook(id, secrets.channelSecret)).toBe(200)
})

test('row 97: an account is not connected again while another live one has its channel', async () => {
  const first = await added()
  const end = (id: string) => office('owner', 'POST', '/connection/disconnection', { name: '喫茶むすび 二号店' }, id)
  const again = (id: string) => office('owner', 'DELETE', '/connection/disconnection', {}, id)
  await end(first)
  const second = await added()
  const refused = await again(first)
  expect([refused.status, refused.body.error.detail]).toEqual([409, { reason: 'connected' }])
  await end(second)
  // Of two at once one is connected.
  const answers = await Promise.all([again(first), again(second)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('a disconnected account takes nothing from the mini-app either: it is not there, also for who has a session', async () => {
  const { session } = await person(world, '愛子')
  expect((await call(world, 'GET', '/me', { session })).status).toBe(200)
  await world.db.orm.update(accounts).set({ disconnectedAt: world.deps.clock() }).where(eq(accounts.id, 'main'))
  world.deps.accountCache.clear()
  const gone = await call(world, 'GET', '/me', { session })
  expect(gone.status).toBe(404)
  expect(gone.text).toBe((await call(world, 'GET', '/me', { session, account: 'nobody' })).text)
  expect((await call(world, 'POST', '/session', { body: { idToken: 'x' } })).status).toBe(404)
})
