import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alerts, auditEntries, deliveries, friendSessions, jobs, webhookEvents } from '../../db/schema/index.ts'
import { addFriend, addSubmission, noon, openWorld, ownPage, type World } from './world.ts'

let world: World
let cookie: string
let aiko: Awaited<ReturnType<typeof addFriend>>

beforeAll(async () => {
  world = await openWorld()
  cookie = await world.signIn('ito')
  aiko = await addFriend(world.deps, 'main', 1, 'Aiko')
  world.move(60_000)
  const own = { accountId: 'main', friendSeq: aiko.seq }
  const delivery = {
    ...own,
    uid: aiko.uid,
    method: 'push' as const,
    purpose: 'greeting' as const,
    attempts: 3,
    deadlineAt: noon,
    createdAt: noon + 2,
  }
  const { orm } = world.deps.db
  await orm.insert(deliveries).values([
    { ...delivery, id: 'sent', state: 'accepted' },
    { ...delivery, id: 'lost', state: 'unknown', reason: 'no_answer', createdAt: noon + 3 },
    {
      ...{ ...delivery, id: 'not-sent', method: 'reply', state: 'excluded', reason: 'reply_token_expired' },
      createdAt: noon + 4,
    },
    { ...delivery, id: 'long-ago', state: 'excluded', reason: 'no_reply_token', createdAt: noon - 7 * 86_400_000 },
  ])
  await addSubmission(world.deps, 'main', aiko, { number: 1, comment: '毎週来ます' })
  const event = {
    accountId: 'main',
    uid: aiko.uid,
    type: 'message',
    arrivals: 1,
    occurredAt: noon,
    receivedAt: noon,
    attempts: 5,
    leasedUntil: 0,
    payload: '{}',
  }
  await orm.insert(webhookEvents).values([
    { ...event, id: 'given-up', state: 'failed', reason: 'handler_failed' },
    { ...event, id: 'foreign', state: 'quarantined', reason: 'foreign_destination', receivedAt: noon + 1 },
  ])
  const job = {
    accountId: 'main',
    kind: 'profile',
    payload: {},
    runAt: noon,
    leasedUntil: 0,
    attempts: 5,
    createdAt: noon,
    finishedAt: noon,
  }
  await orm.insert(jobs).values([
    { ...job, id: 'dead', key: 'a', state: 'failed', reason: 'handler_failed' },
    { ...job, id: 'dead-too', key: 'b', state: 'failed', reason: 'handler_failed' },
    { ...job, id: 'standing', key: 'b', state: 'open' },
  ])
  await orm
    .insert(alerts)
    .values({ accountId: 'main', kind: 'id_token_reused', subject: aiko.id, count: 7, firstAt: noon, lastAt: noon + 5 })
  const session = { ...own, idTokenHash: 'x', createdAt: noon, expiresAt: noon + 3_600_000 }
  await orm.insert(friendSessions).values([
    { ...session, tokenHash: 'a' },
    { ...session, tokenHash: 'b' },
  ])
})
afterAll(() => world.close())

const get = async (path: string) =>
  (await (await world.app.request(`/accounts/main/${path}`, { headers: { cookie } })).json()) as never
const post = (path: string, body: unknown = {}) =>
  world.app.request(`/accounts/main/${path}`, {
    method: 'POST',
    headers: { ...ownPage, cookie },
    body: JSON.stringify(body),
  })

test('lists friends with their UID and number of submissions, and counts them by friendship', async () => {
  expect(await get('friends?q=aik')).toMatchObject({
    rows: [{ id: aiko.id, uid: aiko.uid, friendship: 'following', submissions: 1 }],
    counts: [{ friendship: 'following', count: 1 }],
    next: null,
  })
})

test('tells everything about a friend in one order of time, page by page', async () => {
  type Page = { entries: { kind: string; key: string }[]; next: string | null }
  const all: Page = await get(`friends/${aiko.id}/timeline`)
  expect(all.entries.map(({ kind }) => kind)).toEqual([
    ...['submission_finished', 'answer', 'answer', 'answer', 'delivery', 'delivery', 'delivery', 'submission_begun'],
    ...['friendship', 'session_opened', 'session_opened', 'delivery'],
  ])
  const pages: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: Page = await get(`friends/${aiko.id}/timeline?limit=3${next ? `&cursor=${next}` : ''}`)
    pages.push(...page.entries.map(({ key }) => key))
    next = page.next
  }
  expect(pages).toEqual(all.entries.map(({ key }) => key))
})

test("ends all of a friend's mini-app sessions at once", async () => {
  expect(await get(`friends/${aiko.id}`)).toMatchObject({ friend: { openSessions: 2, submissions: { count: 1 } } })
  expect(await (await post(`friends/${aiko.id}/session-ending`)).json()).toEqual({ ended: 2 })
  expect(await get(`friends/${aiko.id}`)).toMatchObject({ friend: { openSessions: 0 } })
})

test('shows what failed, why, and whether webhooks come in', async () => {
  expect(await get('health')).toMatchObject({
    health: {
      events: {
        count: 2,
        rows: [
          { id: 'foreign', state: 'quarantined' },
          { id: 'given-up', reason: 'handler_failed', friendId: aiko.id },
        ],
      },
      deliveries: { count: 1, rows: [{ id: 'lost', state: 'unknown', displayName: 'Aiko' }] },
      excluded: { count: 1, rows: [{ id: 'not-sent', reason: 'reply_token_expired', displayName: 'Aiko' }] },
      jobs: { count: 2 },
      alerts: { count: 1, rows: [{ kind: 'id_token_reused', times: 7 }] },
      lastWebhookAt: noon + 1,
      waitingEvents: { count: 0 },
      dueJobs: { count: 1 },
      database: { home: 'embedded' },
    },
  })
})

test('runs a failed event and a failed job again, once, and writes down who did it', async () => {
  expect((await post('health/events/given-up/rerun')).status).toBe(200)
  expect((await post('health/events/given-up/rerun')).status).toBe(409)
  expect((await post('health/jobs/dead/rerun')).status).toBe(200)
  expect((await post('health/jobs/dead/rerun')).status).toBe(409)
  const [event] = await world.deps.db.orm.select().from(webhookEvents).where(eq(webhookEvents.id, 'given-up'))
  expect(event).toMatchObject({ state: 'new', attempts: 0, reason: null })
  const actions = (await world.deps.db.orm.select().from(auditEntries)).map(({ action }) => action)
  expect(actions).toEqual(['friend.sessions_ended', 'webhook_event.run_again', 'job.run_again'])
})

test('leaves alone what is in quarantine, and work that stands open already', async () => {
  expect((await post('health/events/foreign/rerun')).status).toBe(409)
  expect((await post('health/jobs/dead-too/rerun')).status).toBe(409)
  expect((await post('health/events/nothing/rerun')).status).toBe(404)
})

test('settles an alert until it happens again', async () => {
  const settlement = { kind: 'id_token_reused', subject: aiko.id }
  expect((await post('health/alerts/settlement', settlement)).status).toBe(200)
  expect((await post('health/alerts/settlement', settlement)).status).toBe(404)
  expect(await get('health')).toMatchObject({ health: { alerts: { count: 0 } } })
})

test('settles what failed or is unknown: it leaves the list and the count, once, and somebody stands for it', async () => {
  world.move(1_000)
  for (const path of [
    'health/events/foreign/settlement',
    'health/deliveries/lost/settlement',
    'health/jobs/dead-too/settlement',
  ]) {
    expect([path, (await post(path)).status]).toEqual([path, 200])
    expect([path, (await post(path)).status]).toEqual([path, 200])
  }
  expect(await get('health')).toMatchObject({
    health: {
      events: { count: 0, rows: [] },
      deliveries: { count: 0, rows: [] },
      jobs: { count: 0 },
      excluded: { count: 1 },
    },
  })
  const { orm } = world.deps.db
  const settled = (await orm.select().from(auditEntries)).filter(({ action }) => action.endsWith('.settled'))
  expect(settled.map(({ action, subject }) => [action, subject]).slice(1)).toEqual([
    ['webhook_event.settled', 'foreign'],
    ['delivery.settled', 'lost'],
    ['job.settled', 'dead-too'],
  ])
  const [lost] = await orm.select().from(deliveries).where(eq(deliveries.id, 'lost'))
  expect(lost).toMatchObject({ state: 'unknown', settledAt: world.deps.clock(), nextAttemptAt: null })
})

test('settles nothing that is not in trouble', async () => {
  expect((await post('health/events/given-up/settlement')).status).toBe(409)
  expect((await post('health/deliveries/sent/settlement')).status).toBe(409)
  expect((await post('health/deliveries/not-sent/settlement')).status).toBe(409)
  expect((await post('health/deliveries/nothing/settlement')).status).toBe(404)
  expect((await post('health/jobs/dead/settlement')).status).toBe(409)
})

test('shows an event again that was settled, run again and failed anew', async () => {
  const { orm } = world.deps.db
  const own = eq(webhookEvents.id, 'given-up')
  await orm.update(webhookEvents).set({ state: 'failed' }).where(own)
  expect((await post('health/events/given-up/settlement')).status).toBe(200)
  expect((await post('health/events/given-up/rerun')).status).toBe(200)
  await orm.update(webhookEvents).set({ state: 'failed' }).where(own)
  expect(await get('health')).toMatchObject({ health: { events: { count: 1, rows: [{ id: 'given-up' }] } } })
})

test('settles a whole section as it was looked at: what failed since then stays', async () => {
  const { orm } = world.deps.db
  const until = world.deps.clock()
  const [seen, unseen] = [
    { id: 'seen', receivedAt: until },
    { id: 'unseen', receivedAt: until + 1 },
  ]
  const [like] = await orm.select().from(webhookEvents).where(eq(webhookEvents.id, 'given-up'))
  for (const one of [seen, unseen]) await orm.insert(webhookEvents).values({ ...like!, ...one, state: 'failed' })
  const answer = await post('health/settlement', { section: 'events', until })
  expect(await answer.json()).toEqual({ settled: 2 })
  expect(await get('health')).toMatchObject({ health: { events: { count: 1, rows: [{ id: 'unseen' }] } } })
  expect((await post('health/settlement', { section: 'excluded', until })).status).toBe(400)
})
