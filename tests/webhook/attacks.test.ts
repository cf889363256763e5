import { afterEach, beforeEach, expect, test } from 'vitest'
import { alerts, answers, friends, identityLinks, submissions, webhookEvents } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let aiko: string
beforeEach(async () => {
  world = await createWorld()
  aiko = world.simulator.addPerson({ name: '愛子' }).uid
})
afterEach(() => world.close())

const events = () => world.db.orm.select().from(webhookEvents)
const statusOf = async (sent: ReturnType<World['simulator']['sendBody']>) => (await sent)[0]?.status
const post = (path: string, body: string | ReadableStream, headers: Record<string, string> = {}) =>
  world.app.request(path, {
    method: 'POST',
    body,
    headers,
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  } as RequestInit)

test('A18: a webhook without, with a wrong, or with another account’s signature is refused, counted and leaves no row', async () => {
  const { simulator } = world
  const body = JSON.stringify({ destination: 'U1', events: [simulator.event(aiko, 'follow', {})] })
  expect(await statusOf(simulator.sendBody('main', body, { signature: null }))).toBe(401)
  expect(await statusOf(simulator.sendBody('main', body, { signature: 'AAAA' }))).toBe(401)
  expect(await statusOf(simulator.sendBody('main', body, { signature: 'not base64 at all' }))).toBe(401)
  const signed = await simulator.sendBody('main', '{"events":[]}')
  const { signature } = signed[0]!
  expect((await post('/webhook/main', '{"events": []}', { 'x-line-signature': signature })).status).toBe(401)
  expect(await events()).toEqual([])
  await world.rest()
  const counted = await world.db.orm.select({ subject: alerts.subject, count: alerts.count }).from(alerts)
  expect(counted).toEqual([
    { subject: 'no_signature', count: 1 },
    { subject: 'wrong_signature', count: 3 },
  ])
})

test('A18: an unknown account is a 404', async () => {
  expect((await post('/webhook/nobody', '{}')).status).toBe(404)
})

test('A19: a real signed body replayed a thousand times has one effect', async () => {
  const { simulator } = world
  await simulator.follow(aiko, 'main')
  await world.rest()
  const event = simulator.event(aiko, 'message', { message: { type: 'text', id: '7', text: 'アンケート' } })
  const [sent] = await simulator.sendEvents('main', [event])
  const { request: body, signature } = sent!
  const again = () => post('/webhook/main', body, { 'x-line-signature': signature })
  const answered = await Promise.all(Array.from({ length: 1000 }, again))
  expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200]))
  await world.rest()
  expect(await world.db.orm.select().from(submissions)).toHaveLength(1)
  expect(simulator.calls('/message/reply')).toHaveLength(2)
  expect((await events()).find(({ id }) => id === event['webhookEventId'])).toMatchObject({
    arrivals: 1001,
    state: 'done',
  })
})

test('A20: a valid signature with the destination of another bot is quarantined and has no effect', async () => {
  const { simulator } = world
  await simulator.sendEvents('main', [simulator.event(aiko, 'follow', {})], { destination: `U${'9'.repeat(32)}` })
  await world.rest()
  expect(await events()).toMatchObject([{ state: 'quarantined', reason: 'foreign_destination' }])
  expect(await world.db.orm.select().from(friends)).toEqual([])
})

test('A21: a body of ten MiB is a 413, with and without its length said, and the next webhook is served', async () => {
  const large = 'x'.repeat(10 * 1024 * 1024)
  expect((await post('/webhook/main', large, { 'content-length': String(large.length) })).status).toBe(413)
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new TextEncoder().encode(large.slice(0, 300_000))),
  })
  expect((await post('/webhook/main', endless)).status).toBe(413)
  const { simulator } = world
  const many = Array.from({ length: 100_000 }, () => simulator.event(aiko, 'follow', {}))
  expect(await statusOf(simulator.sendBody('main', JSON.stringify({ destination: 'U', events: many })))).toBe(413)
  expect(await statusOf(simulator.sendBody('main', '{"destination":"U1","events":[]}'))).toBe(200)
})

test('A21: more events than LINE ever sends are a 413, and one nested without end is a 400', async () => {
  const many = JSON.stringify({ destination: 'U', events: Array.from({ length: 10_000 }, () => ({})) })
  expect(await statusOf(world.simulator.sendBody('main', many))).toBe(413)
  const deep = `{"events":[{"type":"message","webhookEventId":"1","timestamp":1,"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`
  expect(await statusOf(world.simulator.sendBody('main', deep))).toBe(400)
  expect(await events()).toEqual([])
})

test('A21: a gzip bomb is not unpacked: its bytes are what is signed, and they are no JSON', async () => {
  const zeros = new Blob([new Uint8Array(20_000_000)]).stream().pipeThrough(new CompressionStream('gzip'))
  const bomb = await new Response(zeros).text()
  const headers = { 'content-encoding': 'gzip', 'x-line-signature': 'AAAA' }
  expect((await post('/webhook/main', bomb, headers)).status).toBe(401)
  expect(await statusOf(world.simulator.sendBody('main', bomb))).toBe(400)
})

test('a signed body that is not JSON, or has no list of events, is a clear 400 and stores nothing', async () => {
  for (const body of ['', 'null', '[]', '{"events":{}}', '{"events":[', '\u0000']) {
    expect(await statusOf(world.simulator.sendBody('main', body))).toBe(400)
  }
  expect(await events()).toEqual([])
})

test('F3: LINE’s check with no events is answered with 200', async () => {
  expect(await statusOf(world.simulator.sendBody('main', '{"destination":"U1","events":[]}'))).toBe(200)
})

test('unknown kinds, events without a source, groups, rooms and standby are kept and disturb nobody', async () => {
  const { simulator } = world
  const text = { message: { type: 'text', id: '1', text: 'アンケート' } }
  await simulator.sendEvents('main', [
    { ...simulator.event(aiko, 'somethingNew', {}), source: undefined },
    { ...simulator.event(aiko, 'message', text), source: { type: 'group', groupId: 'C1', userId: aiko } },
    { ...simulator.event(aiko, 'message', text), source: { type: 'room', roomId: 'R1' } },
    { ...simulator.event(aiko, 'message', text), source: { type: 'user' } },
    { ...simulator.event(aiko, 'message', text), mode: 'standby', replyToken: undefined },
    { ...simulator.event(aiko, 'membership', {}), extra: { deep: [1, { __proto__: 1 }] } },
  ])
  await world.rest()
  expect((await events()).map(({ state }) => state)).toEqual(Array(6).fill('done'))
  expect(simulator.calls('/message')).toEqual([])
  expect(await world.db.orm.select().from(submissions)).toEqual([])
})

test('fields of another type than LINE sends are borne: every event is done, none fails', async () => {
  const { simulator } = world
  await simulator.follow(aiko, 'main')
  const odd = [1, true, null, {}, [], { id: {} }]
  const events = odd.flatMap((value) => [
    simulator.event(aiko, 'unsend', { unsend: { messageId: value } }),
    simulator.event(aiko, 'message', { message: value }),
    simulator.event(aiko, 'message', { message: { type: 'text', id: value, text: value } }),
    simulator.event(aiko, 'postback', { postback: { data: value, params: value } }),
    simulator.event(aiko, 'postback', { postback: { data: 'musubi=start&form=visit', params: { date: value } } }),
    {
      ...simulator.event(aiko, 'message', { message: { type: 'text', id: '1', text: 'アンケート' } }),
      replyToken: value,
    },
    { ...simulator.event(aiko, 'follow', { follow: value }), mode: value, deliveryContext: value },
    { ...simulator.event(aiko, 'message', {}), source: { type: 'user', userId: value } },
  ])
  await simulator.sendEvents('main', events)
  await world.rest()
  const states = new Set((await world.db.orm.select().from(webhookEvents)).map(({ state }) => state))
  expect(states).toEqual(new Set(['done']))
})

test('F9: a UID that was never seen before is learnt from any event of its own', async () => {
  await world.simulator.sendEvents('main', [world.simulator.event(aiko, 'videoPlayComplete', {})])
  await world.rest()
  const [friend] = await world.db.orm.select().from(friends)
  expect(friend).toMatchObject({ uid: aiko, friendship: 'unknown' })
})

test('A59: a button of an old run, of another person, or changed, is explained and changes nothing', async () => {
  const { simulator } = world
  const ben = simulator.addPerson({ name: 'ベン' }).uid
  for (const uid of [aiko, ben]) {
    await simulator.follow(uid, 'main')
    await world.rest()
    await simulator.say(uid, 'main', 'アンケート')
    await world.rest()
  }
  const before = await world.db.orm.select().from(submissions)
  const run = before.find(({ uid }) => uid === aiko)!.id
  for (const data of [
    `musubi=answer&run=${run}&v=1&q=company&o=family`,
    'musubi=answer&run=nobody&v=1&q=company&o=family',
    'musubi=answer&run=&v=x',
    'musubi=destroy',
  ]) {
    await simulator.tap(ben, 'main', { type: 'postback', label: 'x', data })
    await world.rest()
    const said = JSON.stringify(simulator.chat(ben, 'main').slice(-2))
    expect(said).toContain('このボタンは使えません')
  }
  await simulator.tap(aiko, 'main', {
    type: 'postback',
    label: 'x',
    data: `musubi=answer&run=${run}&v=1&q=company&o=everybody`,
  })
  await world.rest()
  expect(await world.db.orm.select().from(answers)).toEqual([])
  expect(await world.db.orm.select().from(submissions)).toEqual(before)
})

test('unsend takes the content of a stored message back and leaves that there was one', async () => {
  const { simulator } = world
  await simulator.follow(aiko, 'main')
  await simulator.say(aiko, 'main', '内緒の話')
  await world.rest()
  const message = simulator.chat(aiko, 'main').find(({ from }) => from === 'person')!
  await simulator.unsend(aiko, 'main', message.id)
  await world.rest()
  expect(JSON.stringify((await events()).map(({ payload }) => payload))).not.toContain('内緒の話')
})

test('unsend takes the content back also when LINE delivers it before the message', async () => {
  const { simulator } = world
  await simulator.follow(aiko, 'main')
  const message = { type: 'text', id: '4242', text: '内緒の話' }
  await simulator.sendEvents('main', [simulator.event(aiko, 'unsend', { unsend: { messageId: '4242' } })])
  await world.rest()
  await simulator.sendEvents('main', [
    simulator.event(aiko, 'message', { message }),
    simulator.event(aiko, 'message', { message: { ...message, id: '4243', text: '公開の話' } }),
  ])
  await world.rest()
  const kept = JSON.stringify((await events()).map(({ payload }) => payload))
  expect(kept).not.toContain('内緒の話')
  expect(kept).toContain('公開の話')
})

test('A15: an account link that LINE tells of, with whatever nonce, links nobody', async () => {
  const { simulator } = world
  await simulator.follow(aiko, 'main')
  await simulator.sendEvents('main', [
    simulator.event(aiko, 'accountLink', { link: { result: 'ok', nonce: 'M0001' } }),
    simulator.event(aiko, 'accountLink', { link: { result: 'ok', nonce: "' or 1=1 --" } }),
  ])
  await world.rest()
  expect((await events()).map(({ state }) => state)).toEqual(Array(3).fill('done'))
  expect(await world.db.orm.select().from(identityLinks)).toEqual([])
})
