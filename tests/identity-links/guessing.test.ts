import { afterEach, beforeEach, expect, test } from 'vitest'
import { alerts, attemptCounts, friends, identityLinks } from '../../db/schema/index.ts'
import type { World } from '../support/world.ts'
import { call, changeLogin, claim, link, open, openCafe, person, sessionOf } from './people.ts'

const minute = 60_000
const hour = 60 * minute

let world: World
let aiko: { uid: string; session: string }
beforeEach(async () => {
  world = await openCafe()
  aiko = await person(world, '愛子')
})
afterEach(() => world.close())

const guess = (session: string, id: string, key: string, secret: string, address = '203.0.113.1') =>
  call(world, 'PUT', `/link-attempts/${id}/claim`, { session, body: { key, secret }, address })

test('A16: of 1,000 guesses by one person five are tried in fifteen minutes; the rest wait, and the owner is told', async () => {
  const id = (await open(world, aiko.session)).body.attempt.id as string
  const answers = []
  // From a new address each time, so that only the person is what they have in common.
  for (let at = 0; at < 1000; at++)
    answers.push(await guess(aiko.session, id, `M${at + 100}`, '2468', `10.1.${at >> 8}.${at & 255}`))
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(995)
  expect(new Set(answers.slice(0, 5).map(({ text }) => text)).size).toBe(1)
  const last = answers.at(-1)!
  expect(last.body.error.detail).toEqual({ retryAfter: 15 * 60 })
  expect(last.headers.get('retry-after')).toBe(String(15 * 60))
  const [friend] = await world.db.orm.select().from(friends)
  expect(await world.db.orm.select().from(alerts)).toMatchObject([
    { kind: 'link_guessing', subject: friend!.id, count: 995 },
  ])
  // The right PIN does not help either while the door is shut, and does when it opens again.
  expect((await guess(aiko.session, id, 'M0001', '2468')).status).toBe(429)
  world.pass(15 * minute)
  expect((await guess(aiko.session, id, 'M0001', '2468')).status).toBe(200)
})

test('A16: guesses at one member by people at 200 addresses are five in fifteen minutes, whatever the number is written like', async () => {
  const written = ['M0001', 'm1', 'Ｍ０００１', 'M-00001', 'M 0001']
  const people = await Promise.all(Array.from({ length: 100 }, (_, at) => person(world, `人${at}`)))
  const answers = []
  for (let at = 0; at < 200; at++) {
    const { session } = people[at % people.length]!
    const id = (await open(world, session)).body.attempt.id as string
    answers.push(await guess(session, id, written[at % written.length]!, String(1000 + at), `10.2.0.${at}`))
  }
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(195)
  const told = await world.db.orm.select().from(alerts)
  expect(told).toMatchObject([{ kind: 'link_guessing', count: 195 }])
  expect(told[0]!.subject).toMatch(/^member:[0-9a-f]{12}$/)
})

test('A16: a number that does not exist is shut as fast as one that does', async () => {
  const statuses = async (key: string) => {
    const answers = []
    for (let at = 0; at < 6; at++) {
      const { session } = await person(world, `${key}${at}`)
      answers.push((await claim(world, session, { key, secret: '0000' }, `10.3.0.${at}`)).answer.status)
    }
    return answers
  }
  const shut = [400, 400, 400, 400, 400, 429]
  expect(await statuses('M0002')).toEqual(shut)
  expect(await statuses('M7777')).toEqual(shut)
})

test.each([
  ['member_id', 'M0001', ['M0001', 'm1', 'Ｍ０００１', 'M-00001', 'M 000001', 'M.1']],
  ['email', 'M0001', ['m0001@example.jp', 'M0001@EXAMPLE.JP', ' m0001@example.jp', 'ｍ0001＠example.jp']],
  [
    'phone',
    'M0001',
    ['09000000001', '(090)0000-0001', '090(0000)0001', 'tel:090-0000-0001', '+81 90 0000 0001', '0(9)000000001'],
  ],
] as const)('A16: by %s, guesses at one member are five however the key is written', async (key, memberId, written) => {
  await changeLogin(world, { key })
  for (const [at, typed] of written.entries()) {
    // Every one of them means this member: otherwise the test would prove nothing.
    const { session } = await person(world, `会員${at}`)
    const { answer } = await claim(world, session, { key: typed, secret: '2468' }, `10.4.1.${at}`)
    expect(answer.body.attempt?.sides?.member.memberId, typed).toBe(memberId)
    world.pass(15 * minute)
  }
  const statuses = []
  for (let at = 0; at < 20; at++) {
    const { session } = await person(world, `人${at}`)
    const typed = written[at % written.length]!
    statuses.push((await claim(world, session, { key: typed, secret: '0000' }, `10.4.0.${at}`)).answer.status)
  }
  expect(statuses).toEqual([...Array(5).fill(400), ...Array(15).fill(429)])
})

test('A16: one member is counted once for the whole workspace, also where another account asks for another key', async () => {
  const { accounts } = await import('../../db/schema/index.ts')
  const [main] = await world.db.orm.select().from(accounts)
  const memberLogin = { ...main!.memberLogin!, key: 'email' as const }
  await world.db.orm.insert(accounts).values([
    { ...main!, id: 'second', name: '二号店', botUserId: null },
    { ...main!, id: 'third', name: '三号店', botUserId: null, memberLogin },
  ])
  const guesses = async (account: string, key: string) => {
    const statuses = []
    for (let at = 0; at < 6; at++) {
      const { uid } = world.simulator.addPerson({ name: `${account}${at}` })
      const idToken = await world.simulator.idToken(uid, 'main')
      const { session } = (await call(world, 'POST', '/session', { account, body: { idToken } })).body
      const { body } = await call(world, 'POST', '/link-attempts', { account, session, body: {} })
      const step = `/link-attempts/${body.attempt.id}/claim`
      statuses.push((await call(world, 'PUT', step, { account, session, body: { key, secret: '0000' } })).status)
    }
    return statuses.filter((status) => status === 400).length
  }
  expect(await guesses('main', 'M0001')).toBe(5)
  expect(await guesses('second', 'M0001')).toBe(0)
  await guesses('third', 'm0001@example.jp')
  world.pass(15 * minute)
  await guesses('third', 'm0001@example.jp')
  world.pass(15 * minute)
  // By whichever key, fifteen failed guesses are what one member takes in a day.
  expect(await guesses('main', 'M0001')).toBe(0)
})

test('A16: somebody who guesses slowly is held back by the day and told, with the person and the time', async () => {
  const id = async () => (await open(world, aiko.session)).body.attempt.id as string
  let tried = 0
  for (let at = 0; at < 10 * 4; at++) {
    for (let guessed = 0; guessed < 5; guessed++)
      if ((await guess(aiko.session, await id(), `M${at * 5 + guessed + 100}`, '0000')).status === 400) tried++
    world.pass(15 * minute)
  }
  expect(tried).toBe(10)
  const [friend] = await world.db.orm.select().from(friends)
  expect(await world.db.orm.select().from(alerts)).toMatchObject([
    { kind: 'link_guessing', subject: friend!.id, lastAt: world.deps.clock() - 15 * minute },
  ])
  world.pass(14 * hour)
  const { answer } = await claim(world, await sessionOf(world, aiko.uid), { key: 'M0001', secret: '2468' })
  expect(answer.status).toBe(200)
})

test('A16: one PIN is guessed at ten times a day, by however many people and however slowly', async () => {
  let tried = 0
  for (let at = 0; at < 40; at++) {
    const { session } = await person(world, `人${at}`)
    for (let guessed = 0; guessed < 3; guessed++)
      if ((await claim(world, session, { key: 'M0001', secret: '0000' }, `10.5.0.${at}`)).answer.status === 400) tried++
    world.pass(15 * minute)
  }
  expect(tried).toBe(10)
  const told = await world.db.orm.select().from(alerts)
  expect(told.map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/^member:[0-9a-f]{12}$/))
})

test('a login that succeeds takes nothing from anybody’s day', async () => {
  for (let at = 0; at < 30; at++) {
    expect((await claim(world, aiko.session, { key: 'M0001', secret: '2468' })).answer.status).toBe(200)
    world.pass(5 * minute)
  }
  expect(await world.db.orm.select().from(alerts)).toEqual([])
})

test('A16: one stranger cannot lock a member out, neither by trying on nor by trying slowly', async () => {
  const ben = await person(world, 'ベン')
  for (let at = 0; at < 12; at++) {
    const statuses = []
    for (let guessed = 0; guessed < 5; guessed++)
      statuses.push((await claim(world, ben.session, { key: 'M0001', secret: '0000' }, '10.6.0.1')).answer.status)
    if (at === 0) expect(statuses).toEqual([400, 400, 400, 429, 429])
    if (at > 1) expect(statuses).toEqual(Array(5).fill(429))
    const { answer } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' }, '10.6.0.2')
    expect(answer.status).toBe(200)
    world.pass(15 * minute)
  }
})

test('A16: whoever was tied to a member before comes in while strangers guess at it, and is counted as a person still', async () => {
  await link(world, aiko.session, 'M0001')
  await call(world, 'DELETE', '/link', { session: aiko.session, body: { accessToken: null } })
  for (let at = 0; at < 8; at++)
    await claim(world, (await person(world, `人${at}`)).session, { key: 'M0001', secret: '0000' }, `10.7.0.${at}`)
  const ben = await person(world, 'ベン')
  expect((await claim(world, ben.session, { key: 'M0001', secret: '2468' })).answer.status).toBe(429)
  const back = await sessionOf(world, aiko.uid)
  const status = async (secret: string) => (await claim(world, back, { key: 'M0001', secret })).answer.status
  expect(await status('2468')).toBe(200)
  expect([await status('0000'), await status('0000')].toSorted()).toEqual([400, 429])
})

test('A16: a phone that is locked out does not lock out the others at its address', async () => {
  const { id } = await claim(world, aiko.session, { key: 'M0900', secret: '0000' }, '203.0.113.7')
  for (let at = 0; at < 60; at++) await guess(aiko.session, id, `M${at}`, '0000', '203.0.113.7')
  const ben = await person(world, 'ベン')
  expect((await claim(world, ben.session, { key: 'M0002', secret: '2468' }, '203.0.113.7')).answer.status).toBe(200)
})

test('A16: one address tries at most thirty times, for however many people', async () => {
  const answers = []
  for (let at = 0; at < 32; at++) {
    const { session } = await person(world, `人${at}`)
    answers.push((await claim(world, session, { key: `M${at + 500}`, secret: '0000' }, '203.0.113.9')).answer.status)
  }
  expect(answers.filter((status) => status === 400)).toHaveLength(30)
  expect(answers.filter((status) => status === 429)).toHaveLength(2)
})

test('those who log in with success use up nothing of an address that a whole school shares', async () => {
  for (let at = 0; at < 35; at++) {
    const { session } = await person(world, `人${at}`)
    const claimed = await claim(world, session, { key: `M00${10 + (at % 11)}`, secret: '2468' }, '203.0.113.9')
    if (at >= 30) expect(claimed.answer.status).not.toBe(429)
  }
  const { session } = await person(world, '遅れて来た人')
  expect((await claim(world, session, { key: 'M0900', secret: '0000' }, '203.0.113.9')).answer.status).toBe(400)
})

test('A16: whoever is shut out cannot shut a member out by trying on', async () => {
  const id = (await open(world, aiko.session)).body.attempt.id as string
  for (let at = 0; at < 5; at++) await guess(aiko.session, id, 'M0900', '0000')
  for (let at = 0; at < 20; at++) await guess(aiko.session, id, 'M0001', '0000')
  const ben = await person(world, 'ベン')
  const { answer } = await claim(world, ben.session, { key: 'M0001', secret: '2468' })
  expect(answer.body.attempt.state).toBe('proven')
})

test('what is counted names nobody: addresses, people and numbers are kept as hashes', async () => {
  await claim(world, aiko.session, { key: 'M0001', secret: '0000' }, '203.0.113.1')
  const counted = JSON.stringify(await world.db.orm.select().from(attemptCounts))
  expect(counted).not.toMatch(/M0001|M1"|203\.0\.113/)
  expect(counted).not.toContain(aiko.uid)
  expect(await world.db.orm.select().from(identityLinks)).toEqual([])
})

test('a number that nobody has costs the same work as a wrong PIN: a hash is verified either way', async () => {
  const { isSecretOf } = await import('../../bot/customers/credentials.ts')
  const real = crypto.subtle.deriveBits.bind(crypto.subtle)
  let derived = 0
  crypto.subtle.deriveBits = (...given: Parameters<typeof real>) => (derived++, real(...given))
  try {
    const works = []
    for (const seq of [1, null]) {
      derived = 0
      expect(await isSecretOf(world.deps, seq, '0000')).toBe(false)
      works.push(derived)
    }
    expect(works).toEqual([1, 1])
  } finally {
    crypto.subtle.deriveBits = real
  }
})
