import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliveries, friends, mails, webhookEvents } from '../../db/schema/index.ts'
import { loadAccount } from '../../bot/accounts/load.ts'
import { channelToken, forgetChannelToken } from '../../bot/channels/line/token.ts'
import { staffApi } from '../../bot/http/staff-api.ts'
import { scopeOf } from '../../bot/scope.ts'
import { concernsOf } from '../../dashboard/src/health/concerns.ts'
import type { Health } from '../../dashboard/src/health/useHealth.ts'
import { addFriend, openWorld, type World } from './world.ts'

let world: World
let cookie: string
/** On the world's own dependencies, which the tests change. */
let app: ReturnType<typeof staffApi>

beforeAll(async () => {
  world = await openWorld()
  app = staffApi(world.deps)
  cookie = await world.signIn('mori')
})
afterAll(() => world.close())

async function health(accountId = 'main'): Promise<Health> {
  const answer = await app.request(`/accounts/${accountId}/health`, { headers: { cookie } })
  return ((await answer.json()) as { health: Health }).health
}

const concerned = async () => concernsOf(await health()).map(({ key }) => key)

async function askForToken() {
  const account = await loadAccount(world.deps, 'main')
  return channelToken(scopeOf(world.deps, account!, { kind: 'system' }))
}

test('the token’s state is told: until when LINE takes it, and when it last gave none', async () => {
  expect(await health()).toMatchObject({ token: { validUntil: null, failed: null } })
  const askedAt = world.deps.clock()
  await askForToken()
  expect(await health()).toMatchObject({ token: { validUntil: askedAt + 15 * 60_000, failed: null } })
  expect(await concerned()).toEqual([])
  forgetChannelToken({ ...world.deps, account: (await loadAccount(world.deps, 'main'))! })
  const { fetch } = world.deps
  world.deps.fetch = async () => ({ status: 401, headers: { get: () => null }, text: async () => '{}' }) as never
  await askForToken()
  expect(await health()).toMatchObject({ token: { validUntil: null, failed: { at: askedAt, status: 401 } } })
  expect(await concerned()).toEqual(['token'])
  world.deps.fetch = fetch
  await askForToken()
  expect(await concerned()).toEqual([])
})

test('what waits is counted with the age of the oldest, and is a concern once it is stuck', async () => {
  const { db, clock } = world.deps
  const aiko = await addFriend(world.deps, 'main', 1, 'Aiko')
  const since = clock()
  const event = { accountId: 'main', uid: aiko.uid, type: 'message', arrivals: 1, attempts: 0, payload: '{}' }
  await db.orm
    .insert(webhookEvents)
    .values({ ...event, id: 'waits', state: 'new', occurredAt: since, receivedAt: since, leasedUntil: 0 })
  const open = { attempts: 1, deadlineAt: since + 86_400_000, nextAttemptAt: since, createdAt: since }
  const push = { method: 'push', purpose: 'talk', friendSeq: aiko.seq, uid: aiko.uid, accountId: 'main' } as const
  await db.orm.insert(deliveries).values({ ...open, ...push, id: 'd', state: 'waiting' })
  await db.orm.insert(mails).values({ ...open, id: 'm', purpose: 'link_code', state: 'waiting', accountId: 'main' })
  expect(await health()).toMatchObject({
    waitingEvents: { count: 1, oldestAt: since },
    openDeliveries: { count: 1, oldestAt: since },
    openMails: { count: 1, oldestAt: since },
  })
  expect(await concerned()).toEqual([])
  world.move(61_000)
  expect(await concerned()).toEqual(['events'])
  world.move(10 * 60_000)
  expect(await concerned()).toEqual(['events', 'sending'])
  expect(await health('stranger')).toMatchObject({ waitingEvents: { count: 0 }, openDeliveries: { count: 0 } })
  await db.orm.delete(webhookEvents)
  await db.orm.delete(deliveries)
  await db.orm.delete(mails)
})

test('FT53: nobody reads that all is well while people wait for their rich menu', async () => {
  expect(await concerned()).toEqual([])
  await addFriend(world.deps, 'main', 2, 'Ken')
  await world.deps.db.orm.update(friends).set({ menuReason: 'status_500' })
  const [concern, ...more] = concernsOf(await health())
  expect(concern).toMatchObject({ key: 'menus', text: { ja: '2人がリッチメニューの切り替えを待っています' } })
  expect(more).toEqual([])
  await world.deps.db.orm.update(friends).set({ menuReason: 'blocked' }).where(eq(friends.accountId, 'main'))
  expect(await concerned()).toEqual([])
})

test('the disk and the last backup are told; a full disk and a missing backup are concerns', async () => {
  const gigabyte = 1_000_000_000
  const backup = { at: world.deps.clock(), bytes: gigabyte }
  const state = {
    disk: { freeBytes: 60 * gigabyte, totalBytes: 100 * gigabyte },
    databaseBytes: 5,
    filesBytes: 7,
    backup,
  }
  const machine = (more: Partial<typeof state> | { backup: null }) =>
    (world.deps.host = { look: async () => ({ ...state, ...more }), simulatedUids: async () => [] })
  machine({ backup: null })
  expect(await health()).toMatchObject({
    host: { disk: state.disk, backup: null },
    needsBackup: false,
    mail: 'mailbox',
  })
  expect(await concerned()).toEqual([])
  // A real channel: from now on there is something to lose.
  world.deps.settings.LINE_CHANNEL_ID = '1'
  expect(await concerned()).toEqual(['backup'])
  machine({ disk: { freeBytes: 6 * gigabyte, totalBytes: 100 * gigabyte } })
  expect(await concerned()).toEqual(['disk'])
  machine({})
  expect(await concerned()).toEqual([])
  world.move(8 * 86_400_000)
  expect(await concerned()).toEqual(['backup'])
})
