import { afterEach, beforeEach, expect, test } from 'vitest'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { forms, slotBookings } from '../../db/schema/index.ts'
import { comes, type Person } from '../forms/person.ts'
import { createWorld, morning, type World } from '../support/world.ts'
import { addSlot, begins, books, day, hour, lesson, places, publishLesson } from './salon.ts'

let world: World
beforeEach(async () => void (world = await createWorld({ demo: false })))
afterEach(() => world.close())

const settings = (set: Partial<typeof forms.$inferInsert>) => world.db.orm.update(forms).set(set)
const come = (...names: string[]) => Promise.all(names.map((name) => comes(world, name)))
const problemIn = ({ body }: Awaited<ReturnType<Person['send']>> | Awaited<ReturnType<Person['save']>>) =>
  body.error?.detail?.['problem']
const stateOf = async ({ uid }: Person) =>
  (await world.db.orm.select().from(slotBookings)).find((one) => one.uid === uid && one.state !== 'cancelled')?.state

test(
  'A56: parties that race for the last ten places never overbook them by people, and every free place could not seat who was refused',
  { timeout: 120_000 },
  async () => {
    await publishLesson(world, { counted: true })
    const slot = await addSlot(world, day, 10)
    const people = await come(...Array.from({ length: 60 }, (_, at) => `人${at}`))
    const size = (at: number) => 1 + (at % 4)
    const drafts = await Promise.all(people.map(begins))
    await Promise.all(people.map((person, at) => person.save(drafts[at]!, 'people', size(at))))
    const saved = await Promise.all(people.map((person, at) => person.save(drafts[at]!, 'when', slot)))
    const sent = await Promise.all(people.map((person, at) => person.send(drafts[at]!)))
    const [stands] = await places(world)
    expect(stands).toMatchObject({ taken: stands!.counted, booked: stands!.counted, held: 0 })
    const lucky = saved.flatMap(({ status }, at) => (status === 200 ? [at] : []))
    expect(lucky.reduce((sum, at) => sum + size(at), 0)).toBe(stands!.taken)
    expect(sent.map(({ status }) => status === 200)).toEqual(saved.map(({ status }) => status === 200))
    const refused = saved.flatMap(({ status }, at) => (status === 200 ? [] : [size(at)]))
    expect(Math.min(...refused)).toBeGreaterThan(10 - stands!.taken)
    for (const one of saved.filter(({ status }) => status !== 200))
      expect(['slot_full', 'slot_short']).toContain((problemIn(one) as { code: string }).code)
  },
)

test('how many come may change after a slot was chosen: the hold grows, or is free again and another slot is asked for', async () => {
  await publishLesson(world, { counted: true })
  const [slot, other] = [await addSlot(world, day, 4), await addSlot(world, 2 * day, 9)]
  const [aiko, ben] = (await come('あいこ', 'ベン')) as [Person, Person]
  const id = await begins(aiko)
  await aiko.save(id, 'people', 2)
  await aiko.save(id, 'when', slot)
  await aiko.save(id, 'people', 4)
  expect((await places(world))[0]).toMatchObject({ taken: 4, held: 4 })
  await aiko.save(id, 'people', 1)
  expect((await books(ben, slot, 3)).sent.status).toBe(200)
  await aiko.save(id, 'people', 2)
  expect((await places(world))[0]).toMatchObject({ taken: 3, counted: 3, held: 0 })
  const refused = await aiko.send(id)
  expect(refused.body.error?.detail).toEqual({
    missing: ['when'],
    problem: { code: 'slot_short', left: 1, unit: '名' },
  })
  await aiko.save(id, 'when', other)
  expect((await aiko.send(id)).status).toBe(200)
  expect(await places(world)).toMatchObject([{ taken: 3 }, { taken: 2, booked: 2 }])
})

test('row 21: who waits longest gets the place if there is room for all of theirs, else the next who fits; a large party keeps its turn', async () => {
  await publishLesson(world, { counted: true, waiting: true })
  await settings({ cancelUntil: 0, confirmation: 'push' })
  const slot = await addSlot(world, 20 * day, 4)
  const [aiko, ben, chie, dai, eri] = (await come('あいこ', 'ベン', 'ちえ', 'だい', 'えり')) as Person[] as [
    ...[Person, Person, Person, Person, Person],
  ]
  for (const { uid } of [aiko, ben, chie, dai, eri]) await world.simulator.follow(uid, 'main')
  const two = await books(aiko, slot, 2)
  const other = await books(ben, slot, 2)
  // Nobody waits for more places than there are.
  expect(problemIn((await books(eri, { slot, waiting: 'yes' }, 5)).saved)).toEqual({ code: 'slot_full' })
  for (const [person, many] of [
    [chie, 3],
    [dai, 2],
  ] as const) {
    world.pass(1000)
    expect((await books(person, { slot, waiting: 'yes' }, many)).sent.body.waits).toBe(true)
  }
  await aiko.call('DELETE', `/me/submissions/${two.id}`)
  expect(await Promise.all([chie, dai].map(stateOf))).toEqual(['waiting', 'booked'])
  await world.rest()
  await world.rest()
  expect(JSON.stringify(world.simulator.chat(dai.uid, 'main'))).toContain('　2名')
  // All of a party's places are free when it cancels, and the large one was first.
  const [own] = (await world.db.orm.select().from(slotBookings)).filter(({ uid }) => uid === dai.uid)
  await ben.call('DELETE', `/me/submissions/${other.id}`)
  expect(await stateOf(chie)).toBe('waiting')
  await dai.call('DELETE', `/me/submissions/${own!.submissionId}`)
  expect(await stateOf(chie)).toBe('booked')
  expect(await places(world)).toMatchObject([{ taken: 3, counted: 3, waiting: 0 }])
})

test('M17: after sending, more come if there is room; fewer give their places to who waits; too late is too late for the number as well', async () => {
  await publishLesson(world, { counted: true, waiting: true, repeat: 'edit' })
  await settings({ cancelUntil: 60 })
  const slot = await addSlot(world, day, 6)
  const [aiko, ben, chie] = (await come('あいこ', 'ベン', 'ちえ')) as [Person, Person, Person]
  await books(aiko, slot, 2)
  const changes = async (person: Person, people: number) => {
    const { id } = (await person.change('lesson')).body.submission!
    return { saved: await person.save(id, 'people', people), sent: await person.send(id) }
  }
  expect((await changes(aiko, 5)).sent.body.number).toBe(1)
  expect(await places(world)).toMatchObject([{ taken: 5, counted: 5 }])
  world.pass(1000)
  expect((await books(ben, { slot, waiting: 'yes' }, 3)).sent.body.waits).toBe(true)
  // There is no room for more, and what was booked stays.
  const more = await changes(aiko, 7)
  expect(problemIn(more.sent)).toEqual({ code: 'slot_short', left: 6, unit: '名' })
  expect((await changes(aiko, 3)).sent.status).toBe(200)
  expect(await stateOf(ben)).toBe('booked')
  // Who waits with more than there is room for, and comes with fewer, has a place at once.
  expect((await books(chie, { slot, waiting: 'yes' }, 2)).sent.body.waits).toBe(true)
  expect((await changes(ben, 2)).sent.status).toBe(200)
  expect(await stateOf(chie)).toBe('waiting')
  expect((await changes(chie, 1)).sent.body.waits).toBeUndefined()
  expect(await places(world)).toMatchObject([{ taken: 6, counted: 6, waiting: 0 }])
  world.pass(day - hour)
  const late = await changes(await comes(world, 'あいこ', aiko.uid), 2)
  expect(problemIn(late.saved)).toEqual({ code: 'seats_fixed', since: morning + day - hour })
})

test('in the chat only slots with room for all are offered, or their waiting list', async () => {
  await publishLesson(world, { counted: true, waiting: true })
  const few = await addSlot(world, day, 3)
  await addSlot(world, 2 * day, 10)
  await books(await comes(world, 'ベン'), few, 1)
  const aiko = await comes(world, 'あいこ')
  await aiko.says('体験')
  const asked = await aiko.says('3')
  expect(asked).toContain('残り2名（3名はキャンセル待ち）')
  expect(await aiko.says('2')).toContain('ひとこと')
  expect((await places(world))[1]).toMatchObject({ taken: 3, held: 3 })
  await aiko.says('スキップ')
  expect(await aiko.says('送信する')).toContain('受付番号は')
  // The number of a party that is too large for all of them can be changed.
  const chie = await comes(world, 'ちえ')
  await chie.says('体験')
  expect(await chie.says('20')).toContain('20名分空いている枠がありません')
  expect(await chie.says('戻る')).toContain('人数')
  expect(await chie.says('2')).toContain('残り2名')
})

test('what counts people is a whole number of at least one, asked before the slot, and names nobody', () => {
  const codes = (definition: ReturnType<typeof lesson>) =>
    problemsOf({ definition, rules: [], settings: plainSettings }).map(({ path, code }) => [path, code])
  const counted = lesson({ counted: true })
  const [people, when, word] = counted.questions as [(typeof counted.questions)[0], ...typeof counted.questions]
  expect(codes(counted)).toEqual([])
  expect(codes({ ...counted, questions: [when!, people] })).toEqual([['questions.0.seats', 'seats_later']])
  expect(codes({ ...counted, questions: [word!, when!] })).toEqual([['questions.1.seats', 'seats_unknown']])
  for (const unfit of [{ min: 0 }, { decimals: true }, { personal: true }])
    expect(codes({ ...counted, questions: [{ ...people, ...unfit } as typeof people, when!] })).toEqual([
      ['questions.1.seats', 'seats_unfit'],
    ])
})
