import { expect, test } from 'vitest'
import { callsAs, channel, hello, makeDesk, stateless, strangers } from './desk.ts'

const KEY = '123e4567-e89b-12d3-a456-426614174000'
const REPLY = '/v2/bot/message/reply'
const PUSH = '/v2/bot/message/push'
const MULTICAST = '/v2/bot/message/multicast'

async function withAiko() {
  const desk = makeDesk()
  const { uid } = desk.simulator.addPerson({ name: 'あい子' })
  await desk.simulator.follow(uid, 'main')
  const replyToken = desk.received[0]!.events[0]!['replyToken'] as string
  return { ...desk, uid, replyToken }
}

test('a reply token works once', async () => {
  const { line, simulator, uid, replyToken } = await withAiko()
  const answer = await line('POST', REPLY, { replyToken, messages: hello })
  expect(answer.status).toBe(200)
  expect(answer.json.sentMessages).toEqual([{ id: expect.stringMatching(/^\d{18}$/), quoteToken: expect.any(String) }])
  expect(answer.headers.get('x-line-request-id')).toBeTruthy()
  expect(simulator.lastReply(uid, 'main')?.content.text).toBe('こんにちは')
  expect(await line('POST', REPLY, { replyToken, messages: hello })).toMatchObject({
    status: 400,
    json: { message: 'Invalid reply token' },
  })
})

test('a reply token works for a minute, for its own channel, and costs nothing', async () => {
  const { line, simulator, replyToken, wait } = await withAiko()
  const stranger = callsAs(simulator, strangers)
  expect((await stranger('POST', REPLY, { replyToken, messages: hello })).status).toBe(400)
  wait(60_001)
  expect((await line('POST', REPLY, { replyToken, messages: hello })).status).toBe(400)
  expect((await line('GET', '/v2/bot/message/quota/consumption')).json).toEqual({ totalUsage: 0 })
})

test('a redelivery opens the reply token for another minute, unless it was used or twenty minutes have passed', async () => {
  const { line, simulator, wait, received, bot } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  bot.status = 500
  simulator.setFaults({ redelivery: true })
  await simulator.say(uid, 'main', 'A')
  const replyToken = received[0]!.events[0]!['replyToken']
  wait(61_000)
  expect((await line('POST', REPLY, { replyToken, messages: hello })).status).toBe(400)
  await simulator.tick()
  expect((await line('POST', REPLY, { replyToken, messages: hello })).status).toBe(200)
  await simulator.tick()
  expect((await line('POST', REPLY, { replyToken, messages: hello })).status).toBe(400)

  const [entry] = await simulator.say(uid, 'main', 'B')
  const late = received.at(-1)!.events[0]!['replyToken']
  wait(20 * 60_000 + 1)
  await simulator.redeliver(entry!)
  expect((await line('POST', REPLY, { replyToken: late, messages: hello })).status).toBe(400)
})

test('a reply takes no retry key', async () => {
  const { line, replyToken } = await withAiko()
  expect((await line('POST', REPLY, { replyToken, messages: hello }, { 'x-line-retry-key': KEY })).status).toBe(400)
  expect((await line('POST', REPLY, { replyToken, messages: hello })).status).toBe(200)
})

test('a retry key that was accepted answers 409 with the first request and its messages, and sends nothing more', async () => {
  const { line, simulator, uid, wait } = await withAiko()
  const body = { to: uid, messages: hello }
  const first = await line('POST', PUSH, body, { 'x-line-retry-key': KEY })
  const again = await line('POST', PUSH, body, { 'x-line-retry-key': KEY })
  expect(again.status).toBe(409)
  expect(again.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'))
  expect(again.headers.get('x-line-request-id')).not.toBe(first.headers.get('x-line-request-id'))
  expect(again.json.sentMessages).toEqual(first.json.sentMessages)
  expect(simulator.chat(uid, 'main')).toHaveLength(1)
  wait(24 * 3_600_000)
  expect((await line('POST', PUSH, body, { 'x-line-retry-key': KEY })).status).toBe(200)
  expect(simulator.chat(uid, 'main')).toHaveLength(2)
  expect((await line('POST', PUSH, body, { 'x-line-retry-key': 'no-uuid' })).status).toBe(400)
})

test('a timeout after acceptance was accepted, one before it was not', async () => {
  const { line, simulator, uid } = await withAiko()
  const body = { to: uid, messages: hello }
  await line('GET', '/v2/bot/info')
  simulator.setFaults({ next: { kind: 'timeout_before', calls: 1 } })
  await expect(line('POST', PUSH, body, { 'x-line-retry-key': KEY })).rejects.toThrow('timeout')
  expect(simulator.chat(uid, 'main')).toHaveLength(0)
  simulator.setFaults({ next: { kind: 'timeout_after', calls: 1 } })
  await expect(line('POST', PUSH, body, { 'x-line-retry-key': KEY })).rejects.toThrow('timeout')
  expect(simulator.chat(uid, 'main')).toHaveLength(1)
  expect((await line('POST', PUSH, body, { 'x-line-retry-key': KEY })).status).toBe(409)
  expect(simulator.chat(uid, 'main')).toHaveLength(1)
})

test('LINE answers 500, 429 or rubbish as often as it is told', async () => {
  const { line, simulator, uid } = await withAiko()
  const push = async () => line('POST', PUSH, { to: uid, messages: hello })
  simulator.setFaults({ next: { kind: 'error', calls: 2 } })
  expect([(await push()).status, (await push()).status, (await push()).status]).toEqual([500, 500, 200])
  simulator.setFaults({ next: { kind: 'rate_limit', calls: 1 } })
  expect((await push()).status).toBe(429)
  simulator.setFaults({ next: { kind: 'garbled', calls: 1 } })
  expect(await push()).toMatchObject({ status: 200, json: null })
  expect(simulator.chat(uid, 'main')).toHaveLength(2)
  simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/v2/bot/profile' } })
  expect((await push()).status).toBe(200)
  expect((await line('GET', `/v2/bot/profile/${uid}`)).status).toBe(500)
})

test('whoever blocks or is no friend is dropped with 200 and not counted; unknown UIDs are 400', async () => {
  const { line, simulator, uid } = await withAiko()
  const ben = simulator.addPerson({ name: 'べん' })
  const kaede = simulator.addPerson({ name: 'かえで' })
  await simulator.follow(ben.uid, 'main')
  await simulator.block(ben.uid, 'main')
  for (const to of [ben.uid, kaede.uid]) expect((await line('POST', PUSH, { to, messages: hello })).status).toBe(200)
  expect(await line('POST', MULTICAST, { to: [uid, ben.uid, kaede.uid], messages: hello })).toMatchObject({
    status: 200,
    text: '{}',
  })
  expect(simulator.chat(ben.uid, 'main')).toHaveLength(0)
  expect(simulator.chat(kaede.uid, 'main')).toHaveLength(0)
  expect(simulator.chat(uid, 'main')).toHaveLength(1)
  expect((await line('GET', '/v2/bot/message/quota/consumption')).json).toEqual({ totalUsage: 1 })
  expect((await line('POST', PUSH, { to: `U${'0'.repeat(32)}`, messages: hello })).status).toBe(400)
  expect((await line('POST', PUSH, { to: 'someone', messages: hello })).status).toBe(400)
  expect((await line('POST', MULTICAST, { to: [uid, `U${'0'.repeat(32)}`], messages: hello })).status).toBe(400)
  expect(simulator.calls(PUSH)[0]).toMatchObject({ verdict: 'dropped', status: 200 })
})

test('someone who wrote within seven days is reached by push though no friend, and not by multicast', async () => {
  const { line, simulator, wait } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'かえで' })
  await simulator.say(uid, 'main', 'もしもし')
  await line('POST', PUSH, { to: uid, messages: hello })
  await line('POST', MULTICAST, { to: [uid], messages: hello })
  expect(simulator.chat(uid, 'main')).toHaveLength(2)
  wait(8 * 24 * 3_600_000)
  await line('POST', PUSH, { to: uid, messages: hello })
  expect(simulator.chat(uid, 'main')).toHaveLength(2)
})

test('the quota is kept by recipients of pushes, not by messages', async () => {
  const { line, simulator, uid } = await withAiko()
  simulator.setQuota('main', 2)
  expect((await line('GET', '/v2/bot/message/quota')).json).toEqual({ type: 'limited', value: 2 })
  const body = { to: uid, messages: [...hello, ...hello, ...hello] }
  expect(
    [await line('POST', PUSH, body), await line('POST', PUSH, body), await line('POST', PUSH, body)].map(
      ({ status }) => status,
    ),
  ).toEqual([200, 200, 429])
})

test('a token that is wrong, expired or of the Login channel is 401', async () => {
  const { line, simulator, wait } = makeDesk()
  expect((await line('GET', '/v2/bot/info', undefined, { authorization: 'Bearer nonsense' })).status).toBe(401)
  const login = callsAs(simulator, { channelId: '1000000002', channelSecret: 'login-secret-of-main' })
  expect((await login('GET', '/v2/bot/info')).status).toBe(401)
  expect(await line('GET', '/v2/bot/info')).toMatchObject({
    status: 200,
    json: { userId: `U${'b'.repeat(32)}`, basicId: '@musubi' },
  })
  const authorization = `Bearer ${await stateless(simulator, channel.channelId, channel.channelSecret)}`
  wait(15 * 60_000)
  expect((await line('GET', '/v2/bot/info', undefined, { authorization })).status).toBe(401)
})

test('a profile is there for friends and for those who wrote, not for those who blocked', async () => {
  const { line, simulator, uid } = await withAiko()
  const profile = await line('GET', `/v2/bot/profile/${uid}`)
  expect(profile.json).toEqual({
    userId: uid,
    displayName: 'あい子',
    language: 'ja',
    pictureUrl: `http://localhost:3000/simulator/api/people/${uid}/picture`,
  })
  await simulator.block(uid, 'main')
  expect((await line('GET', `/v2/bot/profile/${uid}`)).status).toBe(404)
  expect((await line('GET', `/v2/bot/profile/U${'0'.repeat(32)}`)).status).toBe(404)
})

test('quick replies are those of the last message and go with the next tap or message', async () => {
  const { line, simulator, uid } = await withAiko()
  const quickReply = { items: [{ type: 'action', action: { type: 'message', label: 'はい', text: 'はい' } }] }
  await line('POST', PUSH, { to: uid, messages: [{ type: 'text', text: 'よい?', quickReply }] })
  expect(simulator.quickReply(uid, 'main')).toHaveLength(1)
  await simulator.say(uid, 'main', 'はい')
  expect(simulator.quickReply(uid, 'main')).toEqual([])
  await line('POST', PUSH, { to: uid, messages: [{ type: 'text', text: 'よい?', quickReply }, ...hello] })
  expect(simulator.quickReply(uid, 'main')).toEqual([])
})

test('a snapshot brings people, chats, tokens and the clock back', async () => {
  const { simulator, uid, replyToken, line } = await withAiko()
  await simulator.advance(1_000)
  await simulator.idToken(uid, 'main')
  const other = makeDesk()
  other.simulator.restore(JSON.parse(JSON.stringify(simulator.snapshot())))
  expect(other.simulator.friendship(uid, 'main')).toBe('following')
  expect(other.simulator.clock()).toBe(simulator.clock())
  expect((await line('POST', REPLY, { replyToken, messages: hello })).status).toBe(200)
  expect((await other.line('POST', REPLY, { replyToken, messages: hello })).status).toBe(200)
})
