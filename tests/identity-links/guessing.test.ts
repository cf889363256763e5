import { afterEach, beforeEach, expect, test } from 'vitest'
import { alerts, attemptCounts, friends, identityLinks } from '../../db/schema/index.ts'
import type { World } from '../support/world.ts'
import { call, claim, open, openCafe, person } from './people.ts'

const minute = 60_000

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
  const people = await Promise.all(Array.from({ length: 50 }, (_, at) => person(world, `人${at}`)))
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

test('A16: one address tries at most thirty times, for however many people', async () => {
  const answers = []
  for (let at = 0; at < 32; at++) {
    const { session } = await person(world, `人${at}`)
    answers.push((await claim(world, session, { key: `M${at + 500}`, secret: '0000' }, '203.0.113.9')).answer.status)
  }
  expect(answers.filter((status) => status === 400)).toHaveLength(30)
  expect(answers.filter((status) => status === 429)).toHaveLength(2)
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
