import Libsql from 'libsql'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answers, deliveries, friends, friendshipChanges, submissions, webhookEvents } from '../../db/schema/index.ts'
import { receiveEvents } from '../../bot/webhook/receive.ts'
import { sweepEvents } from '../../bot/webhook/sweep.ts'
import { createWorld, type World } from '../support/world.ts'

const minute = 60_000
const day = 24 * 60 * minute

let world: World
let aiko: string
beforeEach(async () => {
  world = await createWorld()
  aiko = world.simulator.addPerson({ name: '愛子' }).uid
  await world.simulator.follow(aiko, 'main')
  await world.rest()
})
afterEach(() => world.close())

const bodyOf = (events: unknown[]) =>
  new TextEncoder().encode(JSON.stringify({ destination: 'U00000000000000000000000000000b07', events }))
const keyword = () => world.simulator.event(aiko, 'message', { message: { type: 'text', id: '1', text: 'アンケート' } })
const eventRow = (id: unknown) =>
  world.db.orm
    .select()
    .from(webhookEvents)
    .where(eq(webhookEvents.id, String(id)))
    .get()
const surveyReplies = () => world.simulator.calls('/message/reply').length - 1

describe('what is stored before the answer', () => {
  test('FT01: an event whose process dies before the insert gets no 200, and is stored once when it comes again', async () => {
    const event = keyword()
    const { write } = world.db
    world.db.write = () => Promise.reject(new Error('the process is gone'))
    const [refused] = await world.simulator.sendEvents('main', [event])
    world.db.write = write
    expect(refused?.status).toBe(500)
    expect(await eventRow(event['webhookEventId'])).toBeUndefined()
    await world.restart()
    await world.simulator.sendEvents('main', [{ ...event, deliveryContext: { isRedelivery: true } }])
    await world.rest()
    expect(await eventRow(event['webhookEventId'])).toMatchObject({ state: 'done', arrivals: 1 })
    expect(surveyReplies()).toBe(1)
  })

  test('FT02: when the 200 was lost after the commit, the redelivery is a counted duplicate and acts once', async () => {
    const event = keyword()
    await receiveEvents(world.deps, 'main', bodyOf([event]))
    await world.restart()
    await world.simulator.sendEvents('main', [{ ...event, deliveryContext: { isRedelivery: true } }])
    await world.rest()
    expect(await eventRow(event['webhookEventId'])).toMatchObject({ state: 'done', arrivals: 2 })
    expect(await world.db.orm.select().from(submissions)).toHaveLength(1)
    expect(surveyReplies()).toBe(1)
  })

  test('FT03: an event that was answered with 200 and never worked is taken up within a minute', async () => {
    const event = keyword()
    await receiveEvents(world.deps, 'main', bodyOf([event]))
    world.pass(31_000)
    await world.rest()
    expect(await eventRow(event['webhookEventId'])).toMatchObject({ state: 'done' })
    expect(await world.db.orm.select().from(submissions)).toHaveLength(1)
  })

  test('FT05: a redelivery after three days is a duplicate and uses no reply token', async () => {
    const event = keyword()
    await world.simulator.sendEvents('main', [event])
    await world.rest()
    const calls = world.simulator.calls().length
    world.pass(3 * day)
    await world.simulator.sendEvents('main', [{ ...event, deliveryContext: { isRedelivery: true } }])
    await world.rest()
    expect(world.simulator.calls()).toHaveLength(calls)
    expect(await eventRow(event['webhookEventId'])).toMatchObject({ arrivals: 2 })
  })

  test('FT06, L1: an unfollow that arrives before the older follow leaves the friend blocked, with the whole history', async () => {
    const ben = world.simulator.addPerson({ name: 'ベン' }).uid
    const follow = world.simulator.event(ben, 'follow', { follow: { isUnblocked: false } })
    world.pass(1_000)
    const unfollow = world.simulator.event(ben, 'unfollow', {}, false)
    await world.simulator.sendEvents('main', [unfollow])
    await world.simulator.sendEvents('main', [follow])
    await world.rest()
    const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, ben))
    expect(friend).toMatchObject({ friendship: 'blocked' })
    const changes = await world.db.orm
      .select()
      .from(friendshipChanges)
      .where(eq(friendshipChanges.friendSeq, friend!.seq))
    expect(changes.map(({ kind }) => kind).toSorted()).toEqual(['blocked', 'followed'])
  })

  test('FT07: of a hundred events the malformed 57th is quarantined, the others are done, and LINE gets its 200', async () => {
    const events: unknown[] = Array.from({ length: 100 }, () => world.simulator.event(aiko, 'videoPlayComplete', {}))
    events[56] = { type: 'message', message: 'no id, no time' }
    const [sent] = await world.simulator.sendEvents('main', events)
    expect(sent?.status).toBe(200)
    await world.rest()
    const rows = await world.db.orm.select().from(webhookEvents)
    expect(rows.filter(({ state, type }) => state === 'done' && type === 'videoPlayComplete')).toHaveLength(99)
    expect(rows.filter(({ state }) => state === 'quarantined')).toMatchObject([{ reason: 'malformed' }])
  })

  test('FT08: while another process holds the database the webhook answers 500 within a second, never 200 without a row', async () => {
    const file = new Libsql(world.file)
    file.exec('begin immediate')
    const event = keyword()
    const before = performance.now()
    const [sent] = await world.simulator.sendEvents('main', [event])
    expect(performance.now() - before).toBeLessThan(1_000)
    file.exec('rollback')
    file.close()
    expect(sent?.status).toBe(500)
    await world.simulator.sendEvents('main', [event])
    await world.rest()
    expect(await eventRow(event['webhookEventId'])).toMatchObject({ state: 'done', arrivals: 1 })
  })
})

describe('replies', () => {
  test('FT30: a reply whose answer got lost is called again with the same token and bytes, and ends unknown, never as two texts', async () => {
    world.simulator.setFaults({ next: { kind: 'timeout_after', calls: 1, path: '/message/reply' } })
    await world.simulator.say(aiko, 'main', 'アンケート')
    await world.rest()
    world.pass(2_000)
    await world.rest()
    const [, first, second] = world.simulator.calls('/message/reply')
    expect(second?.request).toEqual(first?.request)
    const rows = await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'survey'))
    expect(rows).toMatchObject([{ state: 'unknown', reason: 'reply_token_used', attempts: 2, body: null }])
    expect(world.simulator.chat(aiko, 'main').filter(({ from }) => from === 'account')).toHaveLength(3)
  })

  test('a reply that waits to be sent again gives way when the person has gone on, and never comes after a newer one', async () => {
    world.simulator.setFaults({ next: { kind: 'timeout_after', calls: 1, path: '/message/reply' } })
    await world.simulator.say(aiko, 'main', 'アンケート')
    await world.work.settled()
    world.pass(100)
    await world.simulator.say(aiko, 'main', 'ひとりで')
    await world.work.settled()
    world.pass(5_000)
    await world.rest()
    expect(await world.db.orm.select({ key: answers.questionKey }).from(answers)).toEqual([{ key: 'company' }])
    const rows = await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'survey'))
    expect(rows).toMatchObject([{ state: 'unknown', reason: 'superseded', attempts: 1 }, { state: 'accepted' }])
    expect(world.simulator.calls('/message/reply')).toHaveLength(3)
  })

  test('FT30: a question whose token was found used had arrived, so a free text is taken for its answer at once', async () => {
    const say = async (text: string) => {
      await world.simulator.say(aiko, 'main', text)
      await world.work.settled()
    }
    for (const text of ['アンケート', 'ひとりで', '5', 'スキップ']) await say(text)
    world.simulator.setFaults({ next: { kind: 'timeout_after', calls: 1, path: '/message/reply' } })
    await say('スキップ')
    world.pass(2_000)
    await world.rest()
    await say('また来ます')
    const given = await world.db.orm.select().from(answers).where(eq(answers.questionKey, 'comment'))
    expect(given).toMatchObject([{ valueText: 'また来ます' }])
  })

  test('FT30: a reply that surely did not arrive is called again and arrives once', async () => {
    world.simulator.setFaults({ next: { kind: 'timeout_before', calls: 1, path: '/message/reply' } })
    await world.simulator.say(aiko, 'main', 'アンケート')
    await world.rest()
    world.pass(2_000)
    await world.rest()
    const rows = await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'survey'))
    expect(rows).toMatchObject([{ state: 'accepted', attempts: 2 }])
  })

  test('FT30: a process killed in the call calls again after its start, while the token lives', async () => {
    const { fetch } = world.deps
    const hanging = new Promise<never>(() => {})
    world.deps.fetch = (url, init) => (url.includes('/message/reply') ? hanging : fetch(url, init))
    await world.simulator.say(aiko, 'main', 'アンケート')
    await new Promise((resolve) => setTimeout(resolve, 50))
    world.pass(5_000)
    await world.restart()
    await world.rest()
    const rows = await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'survey'))
    expect(rows).toMatchObject([{ state: 'accepted', attempts: 2 }])
  })

  test('FT30: after the minute it is not called any more, and the survey goes on at the next message', async () => {
    const { fetch } = world.deps
    world.deps.fetch = (url, init) => (url.includes('/message/reply') ? new Promise<never>(() => {}) : fetch(url, init))
    await world.simulator.say(aiko, 'main', 'アンケート')
    await new Promise((resolve) => setTimeout(resolve, 50))
    world.pass(2 * minute)
    await world.restart()
    await world.rest()
    const rows = await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'survey'))
    expect(rows).toMatchObject([{ state: 'unknown', reason: 'interrupted', attempts: 1 }])
    await world.simulator.say(aiko, 'main', 'ひとりで')
    await world.rest()
    expect(await world.db.orm.select({ key: answers.questionKey }).from(answers)).toEqual([{ key: 'company' }])
  })

  test('an event that is worked too late for its token is handled without a call, and says so', async () => {
    await receiveEvents(world.deps, 'main', bodyOf([keyword()]))
    world.pass(3 * minute)
    const calls = world.simulator.calls('/message/reply').length
    await world.restart()
    await world.rest()
    expect(world.simulator.calls('/message/reply')).toHaveLength(calls)
    const rows = await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'survey'))
    expect(rows).toMatchObject([{ state: 'excluded', reason: 'reply_token_expired' }])
  })
})

describe('handling', () => {
  const state = async (id: unknown) => (await eventRow(id))?.state

  test('a database that goes away while an event is handled stops neither the process nor the friend’s lane', async () => {
    const { write } = world.db
    const event = keyword()
    await receiveEvents(world.deps, 'main', bodyOf([event]))
    world.pass(31_000)
    const stored = await sweepEvents(world.deps)
    world.db.write = () => Promise.reject(new Error('the database is away'))
    world.work.handle(stored)
    await world.work.settled()
    world.db.write = write
    expect(await state(event['webhookEventId'])).toBe('new')
    world.pass(31_000)
    await world.rest()
    expect(await state(event['webhookEventId'])).toBe('done')
    expect(await world.db.orm.select().from(submissions)).toHaveLength(1)
  })

  test('a text that comes late is not taken for the answer to the question that is asked by now', async () => {
    const text = (said: string) =>
      world.simulator.event(aiko, 'message', { message: { type: 'text', id: said, text: said } })
    await world.simulator.sendEvents('main', [text('アンケート')])
    await world.rest()
    world.pass(5_000)
    const late = text('2')
    world.pass(5_000)
    await world.simulator.sendEvents('main', [text('家族と')])
    await world.rest()
    await world.simulator.sendEvents('main', [late])
    await world.rest()
    expect(await world.db.orm.select({ key: answers.questionKey }).from(answers)).toEqual([{ key: 'company' }])
    expect(JSON.stringify(world.simulator.chat(aiko, 'main').slice(-2))).toContain('もう一度お送りします')
  })

  test('a channel whose credentials LINE refuses fails its replies as not allowed, never as perhaps sent', async () => {
    world.deps.lineTokens.clear()
    const { fetch } = world.deps
    world.deps.fetch = (url, init) =>
      url.includes('/oauth2/v3/token')
        ? Promise.resolve(new Response('{"error":"invalid_client"}', { status: 400 }))
        : fetch(url, init)
    await world.simulator.say(aiko, 'main', 'アンケート')
    await world.rest()
    const rows = await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'survey'))
    expect(rows).toMatchObject([{ state: 'failed', reason: 'not_allowed' }])
  })

  test('handled events are forgotten after 30 days, however many failed ones are older', async () => {
    const old = {
      accountId: 'main',
      type: 'follow',
      occurredAt: 1,
      receivedAt: 1,
      attempts: 0,
      arrivals: 1,
      leasedUntil: 0,
      payload: '{}',
    }
    await world.db.orm
      .insert(webhookEvents)
      .values([
        ...Array.from({ length: 600 }, (_, at) => ({ ...old, id: `failed-${at}`, state: 'failed' as const })),
        ...Array.from({ length: 700 }, (_, at) => ({ ...old, id: `done-${at}`, state: 'done' as const, handledAt: 1 })),
      ])
    world.pass(day)
    await world.rest()
    const left = await world.db.orm.select({ id: webhookEvents.id }).from(webhookEvents)
    expect(left.filter(({ id }) => id.startsWith('done-'))).toEqual([])
    expect(left.filter(({ id }) => id.startsWith('failed-'))).toHaveLength(600)
  })
})
