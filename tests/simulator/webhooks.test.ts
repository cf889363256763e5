import { expect, test } from 'vitest'
import { channel, makeDesk } from './desk.ts'
import { createHmac } from 'node:crypto'

test('a follow is one signed POST with what LINE puts into it', async () => {
  const { simulator, received } = makeDesk()
  const aiko = simulator.addPerson({ name: 'あい子' })
  await simulator.follow(aiko.uid, 'main')
  expect(received).toHaveLength(1)
  const [{ url, headers, body, destination, events }] = received as [(typeof received)[0]]
  expect(url).toBe(channel.webhookUrl)
  expect(headers['x-line-signature']).toBe(createHmac('sha256', channel.channelSecret).update(body).digest('base64'))
  expect(destination).toBe(channel.botUserId)
  expect(events).toEqual([
    {
      type: 'follow',
      follow: { isUnblocked: false },
      mode: 'active',
      timestamp: simulator.clock(),
      source: { type: 'user', userId: aiko.uid },
      webhookEventId: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
      deliveryContext: { isRedelivery: false },
      replyToken: expect.stringMatching(/^[0-9a-f]{32}$/),
    },
  ])
})

test('a block is an unfollow without reply token, and coming back says so', async () => {
  const { simulator, received } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'べん' })
  await simulator.follow(uid, 'main')
  await simulator.block(uid, 'main')
  await simulator.unblock(uid, 'main')
  const [, left, back] = received.map(({ events }) => events[0]!)
  expect(left).toMatchObject({ type: 'unfollow' })
  expect(left).not.toHaveProperty('replyToken')
  expect(back).toMatchObject({ type: 'follow', follow: { isUnblocked: true } })
})

test('texts, stickers, pictures and taking back are events as LINE sends them', async () => {
  const { simulator, received, line } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  await simulator.say(uid, 'main', 'アンケート')
  await simulator.sticker(uid, 'main')
  await simulator.image(uid, 'main', 'data:image/png;base64,iVBORw0KGgo=')
  const [said] = simulator.chat(uid, 'main')
  await simulator.unsend(uid, 'main', said!.id)
  const [text, sticker, image, unsend] = received.map(({ events }) => events[0]!)
  expect(text!['message']).toEqual({
    type: 'text',
    text: 'アンケート',
    id: said!.id,
    quoteToken: expect.any(String),
    markAsReadToken: expect.any(String),
  })
  expect(sticker!['message']).toMatchObject({
    type: 'sticker',
    packageId: '446',
    stickerId: '1988',
    stickerResourceType: 'STATIC',
  })
  expect(image!['message']).toMatchObject({ type: 'image', contentProvider: { type: 'line' } })
  expect(unsend).toMatchObject({ type: 'unsend', unsend: { messageId: said!.id } })
  expect((await line('GET', `/v2/bot/message/${image!['message'].id}/content`)).headers.get('content-type')).toBe(
    'image/png',
  )
})

test('a postback with display text shows a bubble and sends no message event; the date picker adds what was picked', async () => {
  const { simulator, received } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  await simulator.tap(uid, 'main', { type: 'postback', label: 'はい', data: 'yes', displayText: 'はい' })
  await simulator.tap(uid, 'main', { type: 'datetimepicker', label: '日付', data: 'day', mode: 'date' }, '2026-12-24')
  expect(received.map(({ events }) => events[0]!['type'])).toEqual(['postback', 'postback'])
  expect(received[1]!.events[0]!['postback']).toEqual({ data: 'day', params: { date: '2026-12-24' } })
  expect(simulator.chat(uid, 'main').map(({ content }) => content.text)).toEqual(['はい'])
  expect((await simulator.tap(uid, 'main', { type: 'uri', uri: 'https://example.com/' })).open).toBe(
    'https://example.com/',
  )
})

test('a duplicated event comes twice, bit by bit the same', async () => {
  const { simulator, received } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  simulator.setFaults({ duplicate: true })
  await simulator.say(uid, 'main', 'A')
  expect(received).toHaveLength(2)
  expect(received[0]!.body).toBe(received[1]!.body)
})

test('in disorder the later event arrives first', async () => {
  const { simulator, received, wait } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  simulator.setFaults({ disorder: true })
  await simulator.say(uid, 'main', '一')
  wait(10)
  await simulator.say(uid, 'main', '二')
  expect(received.map(({ events }) => events[0]!['message'].text)).toEqual(['二', '一'])
  await simulator.say(uid, 'main', '三')
  wait(5_000)
  await simulator.tick()
  expect(received.at(-1)!.events[0]!['message'].text).toBe('三')
})

test('what got no 2xx is redelivered later with the same IDs, until it is answered', async () => {
  const { simulator, received, bot, wait } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  simulator.setFaults({ redelivery: true })
  bot.status = 500
  await simulator.say(uid, 'main', 'A')
  await simulator.tick()
  expect(received).toHaveLength(1)
  wait(5_000)
  await simulator.tick()
  bot.status = 200
  wait(30_000)
  await simulator.tick()
  wait(3_600_000)
  await simulator.tick()
  expect(received).toHaveLength(3)
  const [first, , last] = received.map(({ events }) => events[0]!)
  expect(last).toEqual({ ...first, deliveryContext: { isRedelivery: true } })
  const { headers, body } = received[2]!
  expect(headers['x-line-signature']).toBe(createHmac('sha256', channel.channelSecret).update(body).digest('base64'))
})

test('without the switch nothing is delivered twice', async () => {
  const { simulator, received, bot, wait } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  bot.status = 500
  await simulator.say(uid, 'main', 'A')
  wait(3_600_000)
  await simulator.tick()
  expect(received).toHaveLength(1)
})

test('in standby there is no reply token, and the destination can be wrong', async () => {
  const { simulator, received } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  simulator.setFaults({ standby: true, wrongDestination: true })
  await simulator.say(uid, 'main', 'A')
  expect(received[0]!.events[0]).toMatchObject({ mode: 'standby' })
  expect(received[0]!.events[0]).not.toHaveProperty('replyToken')
  expect(received[0]!.destination).not.toBe(channel.botUserId)
})

test('a test sends any events in one webhook, with a wrong signature if it likes', async () => {
  const { simulator, received } = makeDesk()
  const { uid } = simulator.addPerson({ name: 'あい子' })
  await simulator.sendEvents('main', [simulator.event(uid, 'follow'), { type: 'neverHeardOf' }], { signature: 'wrong' })
  await simulator.sendEvents('main', [], { signature: null })
  expect(received[0]!.events.map((event) => event['type'])).toEqual(['follow', 'neverHeardOf'])
  expect(received[0]!.headers['x-line-signature']).toBe('wrong')
  expect(received[1]!.headers).not.toHaveProperty('x-line-signature')
})
