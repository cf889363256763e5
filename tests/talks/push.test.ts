import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordPush } from '../../bot/deliveries/record.ts'
import { deliveries } from '../../db/schema/index.ts'
import type { FaultKind } from '../../simulator/shapes.ts'
import { hour, minute, openTalks, type Talks } from './world.ts'

let world: Talks
beforeEach(async () => {
  world = await openTalks()
  await world.write(world.aiko, '駐車場はありますか')
  world.pass(minute)
})
afterEach(() => world.close())

const fault = (kind: FaultKind, calls = 1) =>
  world.simulator.setFaults({ next: { kind, calls, path: '/message/push' } })
const push = (text = 'はい、3台あります') => world.answer(world.aikoId, text, 'push')
const pushes = () => world.simulator.calls('/message/push')
const delivery = async () =>
  (await world.db.orm.select().from(deliveries).where(eq(deliveries.purpose, 'talk'))).at(-1)!
/** Every further attempt that is due, one after the other. */
async function goOn(rounds: number, eachMs = 15 * minute) {
  for (let at = 0; at < rounds; at++) {
    world.pass(eachMs)
    await world.rest()
  }
}
const answers = () => world.heard(world.aiko).filter((text) => text === 'はい、3台あります')

describe('one push', () => {
  test('FT10: no answer before LINE took it: called again under the same key with the same bytes, and it arrives once', async () => {
    fault('timeout_before')
    await push()
    expect(await delivery()).toMatchObject({ state: 'waiting', reason: 'no_answer' })
    await goOn(1)
    expect(await delivery()).toMatchObject({ state: 'accepted', attempts: 2, body: null })
    expect(new Set(pushes().map(({ retryKey, request }) => `${retryKey} ${request}`)).size).toBe(1)
    expect(answers()).toHaveLength(1)
    expect(world.simulator.pushed('main')).toBe(1)
  })

  test('FT11: no answer after LINE took it: the second attempt is a 409, which is success, and it arrives once', async () => {
    fault('timeout_after')
    await push()
    await goOn(1)
    expect(
      pushes()
        .map(({ status }) => status)
        .at(-1),
    ).toBe(409)
    expect(await delivery()).toMatchObject({ state: 'accepted', attempts: 2 })
    expect(answers()).toHaveLength(1)
    expect(world.simulator.pushed('main')).toBe(1)
  })

  test('FT12: a 500 and then a 200: once', async () => {
    fault('error')
    await push()
    await goOn(1)
    expect(await delivery()).toMatchObject({ state: 'accepted', attempts: 2 })
    expect(answers()).toHaveLength(1)
  })

  test('FT13: 500 for 23 hours: unknown, told to staff, and not called any more', async () => {
    fault('error', 1000)
    await push()
    await goOn(100)
    expect(await delivery()).toMatchObject({ state: 'unknown', reason: 'line_500', body: null })
    const calls = pushes().length
    await goOn(20)
    expect(pushes()).toHaveLength(calls)
    expect((await world.messages(world.aikoId)).at(-1)).toMatchObject({ delivery: { state: 'unknown' } })
  })

  test('FT14: a process that was down for 25 hours does not call again: a key that old would send a second time', async () => {
    const row = await recordPush(world.scope, {
      uid: world.aiko,
      purpose: 'talk',
      messages: [{ type: 'text', text: 'はい、3台あります' }],
    })
    await world.db.write([row.statement])
    world.pass(25 * hour)
    await world.reopen()
    await world.rest()
    expect(pushes()).toEqual([])
    expect(await delivery()).toMatchObject({ state: 'unknown', reason: 'interrupted' })
  })

  test('killed before the call: after the start it is called, once', async () => {
    const row = await recordPush(world.scope, {
      uid: world.aiko,
      purpose: 'talk',
      messages: [{ type: 'text', text: 'はい、3台あります' }],
    })
    await world.db.write([row.statement])
    await world.reopen()
    await world.rest()
    expect(await delivery()).toMatchObject({ state: 'accepted', retryKey: row.id })
    expect(answers()).toHaveLength(1)
  })

  test('killed after LINE took it and before that was written: called again under its key, and it has arrived once', async () => {
    const { write } = world.db
    let writes = 0
    // The first write is the row, the next one what became of the call.
    world.db.write = (statements) =>
      ++writes > 1 ? Promise.reject(new Error('the process is gone')) : write(statements)
    await push().catch(() => {})
    expect(await delivery()).toMatchObject({ state: 'calling' })
    await world.reopen()
    await world.rest()
    expect(pushes().map(({ status }) => status)).toEqual([200, 409])
    expect(await delivery()).toMatchObject({ state: 'accepted' })
    expect(answers()).toHaveLength(1)
  })

  test('a 429 of the rate is waited out', async () => {
    fault('rate_limit', 2)
    await push()
    expect(await delivery()).toMatchObject({ state: 'waiting', reason: 'too_many_requests' })
    await goOn(2)
    expect(await delivery()).toMatchObject({ state: 'accepted', attempts: 3 })
    expect(answers()).toHaveLength(1)
  })

  test('FT16: with the month used up it fails at once, with the reason, and is not tried for a day', async () => {
    world.simulator.setQuota('main', 0)
    await push()
    expect(await delivery()).toMatchObject({ state: 'failed', reason: 'quota_reached' })
    await goOn(2)
    expect(pushes()).toHaveLength(1)
    expect((await world.messages(world.aikoId)).at(-1)?.delivery).toMatchObject({
      answer: 'You have reached your monthly limit.',
    })
  })

  test('a 4xx is final, with LINE’s own words; staff send it again as a delivery of its own', async () => {
    const { fetch } = world.deps
    world.deps.fetch = async (url, init) => {
      if (!url.endsWith('/message/push')) return fetch(url, init)
      return new Response(JSON.stringify({ message: 'Failed to send messages' }), { status: 400 })
    }
    world.renew()
    await push()
    world.deps.fetch = fetch
    world.renew()
    expect(await delivery()).toMatchObject({ state: 'failed', reason: 'refused', answer: 'Failed to send messages' })
    await push()
    expect(answers()).toHaveLength(1)
    expect((await world.messages(world.aikoId)).slice(-2)).toMatchObject([
      { delivery: { state: 'failed' } },
      { delivery: { state: 'accepted' } },
    ])
  })

  test('FT27: a 200 with a body that is no JSON is taken as accepted', async () => {
    fault('garbled')
    await push()
    expect(await delivery()).toMatchObject({ state: 'accepted' })
  })

  test('FT28: a token that LINE no longer takes is renewed once, under the same key', async () => {
    world.simulator.state.channelTokens = {}
    await push()
    expect(await delivery()).toMatchObject({ state: 'accepted', attempts: 1 })
    expect(new Set(pushes().map(({ retryKey }) => retryKey)).size).toBe(1)
    expect(answers()).toHaveLength(1)
  })
})

test('somebody who stopped messages gets an answer to what they wrote, and after a week none', async () => {
  const { friends } = await import('../../db/schema/index.ts')
  await world.db.orm.update(friends).set({ messagesStoppedAt: 1 }).where(eq(friends.uid, world.aiko))
  expect((await push()).status).toBe(201)
  world.pass(8 * 24 * hour)
  expect((await push('その後いかがですか')).body.error.detail).toEqual({ reason: 'messages_stopped' })
})
