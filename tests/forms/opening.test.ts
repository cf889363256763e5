import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openingOf } from '../../bot/forms/opening.ts'
import { answers, forms, submissions } from '../../db/schema/index.ts'
import { createWorld, morning, type World } from '../support/world.ts'
import { comes, party, publishParty, sendsParty, type Person } from './person.ts'

const hour = 60 * 60_000

let world: World
let aiko: Person
beforeEach(async () => {
  world = await createWorld()
  aiko = await comes(world, '愛子')
})
afterEach(() => world.close())

const close = () => world.db.orm.update(forms).set({ state: 'closed' }).where(eq(forms.key, 'party'))
const finished = async () =>
  (await world.db.orm.select().from(submissions).where(eq(submissions.state, 'finished'))).length

describe('whether a form takes answers', () => {
  const always = { state: 'open' as const, opensAt: null, closesAt: null, capacity: null }
  test.each([
    [always, 0, { kind: 'open', closesAt: null }],
    [{ ...always, opensAt: 101 }, 0, { kind: 'not_yet', opensAt: 101 }],
    [{ ...always, opensAt: 100, closesAt: 101 }, 0, { kind: 'open', closesAt: 101 }],
    [{ ...always, closesAt: 100 }, 0, { kind: 'closed', since: 100 }],
    [{ ...always, state: 'closed' as const, opensAt: 101 }, 0, { kind: 'closed', since: null }],
    [{ ...always, capacity: 2 }, 1, { kind: 'open', closesAt: null }],
    [{ ...always, capacity: 2 }, 2, { kind: 'full' }],
    [{ ...always, capacity: 2, closesAt: 99 }, 2, { kind: 'closed', since: 99 }],
  ])('%o with %i finished', (settings, count, opening) => expect(openingOf(settings, count, 100)).toEqual(opening))
})

test('before it opens a form says from when, in LIFF and in the chat, and then takes answers', async () => {
  await publishParty(world, { opensAt: morning + 2 * hour })
  const { body } = await aiko.open('party')
  expect(body).toMatchObject({ submission: null, opening: { kind: 'not_yet', opensAt: morning + 2 * hour } })
  expect(await aiko.says('お茶会')).toContain('「お茶会」の受付は2026年11月21日(土) 12:30からです')
  expect(await world.db.orm.select().from(submissions)).toEqual([])
  world.pass(2 * hour)
  expect((await sendsParty(aiko)).body).toMatchObject({ number: 1 })
})

test('who is in the middle when a form closes is told since when, and nothing that was given is lost', async () => {
  await publishParty(world, { closesAt: morning + hour })
  const id = (await aiko.open('party')).body.submission!.id
  expect((await aiko.save(id, 'people', 3)).status).toBe(200)
  world.pass(hour)
  for (const refused of [await aiko.save(id, 'word', 'はい'), await aiko.send(id)])
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { detail: { reason: 'closed', opening: { kind: 'closed', since: morning + hour } } } },
    })
  expect((await aiko.open('party')).body).toMatchObject({ submission: null, opening: { kind: 'closed' } })
  expect(await world.db.orm.select().from(answers)).toMatchObject([{ questionKey: 'people', valueNumber: 3 }])
  expect(await finished()).toBe(0)
})

test('in the chat it is said as well, once, and old buttons do not bring the question back', async () => {
  await publishParty(world, { closesAt: morning + hour })
  await aiko.says('お茶会')
  await aiko.says('3')
  world.pass(hour)
  const told = await aiko.says('楽しみです')
  expect(told).toContain('11月21日(土) 11:30に受付を終了しました')
  expect(told).toContain('保存されています')
  expect(await aiko.says('もしもし')).not.toContain('終了')
  const [draft] = await world.db.orm.select().from(submissions)
  await world.simulator.tap(aiko.uid, 'main', {
    type: 'postback',
    data: `musubi=skip&run=${draft!.id}&v=1&q=word`,
    label: 'スキップ',
  } as never)
  await world.rest()
  expect(JSON.stringify(world.simulator.lastReply(aiko.uid, 'main'))).toContain('受付を終了しました')
  expect(await world.db.orm.select().from(submissions)).toMatchObject([{ state: 'draft' }])
})

test('a form that staff closed says so without a time', async () => {
  await publishParty(world)
  await close()
  expect((await aiko.open('party')).body).toMatchObject({ submission: null, opening: { kind: 'closed', since: null } })
  expect(await aiko.says('お茶会')).toContain('「お茶会」は受付を終了しました')
})

test('of ten people who send at once for three places, three have one, and the others are told that it is full', async () => {
  await publishParty(world, { capacity: 3 })
  const people = await Promise.all(Array.from({ length: 10 }, (_, at) => comes(world, `人${at}`)))
  const drafts = await Promise.all(people.map(async (one) => (await one.open('party')).body.submission!.id))
  for (const [at, one] of people.entries()) await one.save(drafts[at]!, 'people', 1)
  const sent = await Promise.all(people.map((one, at) => one.send(drafts[at]!)))
  expect(sent.filter(({ status }) => status === 200)).toHaveLength(3)
  for (const { status, body } of sent.filter((one) => one.status !== 200)) {
    expect(status).toBe(409)
    expect(body.error!.detail).toMatchObject({ reason: 'full' })
  }
  const numbers = sent.flatMap(({ status, body }) => (status === 200 ? [body.number] : []))
  expect(numbers.toSorted()).toEqual([1, 2, 3])
  expect(await finished()).toBe(3)
  expect(await aiko.says('お茶会')).toContain('定員に達した')
  expect((await aiko.open('party')).body).toMatchObject({ submission: null, opening: { kind: 'full' } })
})

test('the last place may go to somebody else while a person answers in the chat: they are told, and their answers stay', async () => {
  await publishParty(world, { capacity: 1 })
  await aiko.says('お茶会')
  await aiko.says('3')
  expect((await sendsParty(await comes(world, 'ベン'))).status).toBe(200)
  expect(await aiko.says('楽しみです')).toContain('定員に達した')
  expect(await finished()).toBe(1)
  expect(await world.db.orm.select().from(answers).where(eq(answers.uid, aiko.uid))).toMatchObject([{ valueNumber: 3 }])
})

test('settings change without a new version, a definition makes one, and what is left out stays', async () => {
  const first = await publishParty(world, { capacity: 3, repeat: 'once' })
  expect(await publishParty(world, { capacity: 5 })).toEqual(first)
  expect((await publishParty(world, {}, { ...party, thanks: { ja: 'どうも' } })).version).toBe(2)
  const [form] = await world.db.orm
    .select()
    .from(forms)
    .where(and(eq(forms.key, 'party')))
  expect(form).toMatchObject({ capacity: 5, repeat: 'once', version: 2 })
  await expect(publishParty(world, { opensAt: 5, closesAt: 5 })).rejects.toThrow('end before it begins')
  await expect(publishParty(world, { capacity: 0 })).rejects.toThrow('capacity')
})
