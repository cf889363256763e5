import { afterEach, beforeEach, expect, test } from 'vitest'
import { comes, type Person } from '../forms/person.ts'
import { createWorld, type World } from '../support/world.ts'
import { addSlot, begins, books, day, hour, places, publishLesson } from './salon.ts'

let world: World
beforeEach(async () => void (world = await createWorld({ demo: false })))
afterEach(() => world.close())

test(
  'A56: of 200 people who want the last 5 places at once, five get one, and the others are told kindly',
  { timeout: 120_000 },
  async () => {
    await publishLesson(world)
    const slot = await addSlot(world, day, 5)
    const people = await crowd(200)
    const drafts = await Promise.all(people.map(begins))
    const saved = await Promise.all(people.map((person, index) => person.save(drafts[index]!, 'when', slot)))
    const lucky = saved.flatMap(({ status }, index) => (status === 200 ? [index] : []))
    expect(lucky).toHaveLength(5)
    for (const { status, body } of saved.filter((one) => one.status !== 200)) {
      expect(status).toBe(400)
      expect(body.error?.detail).toEqual({ problem: { code: 'slot_full' } })
    }
    // Everybody sends it, also those without a place, and twice.
    const sent = await Promise.all(
      [...people, ...people].map((person, index) => person.send(drafts[index % people.length]!)),
    )
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(await places(world)).toMatchObject([{ taken: 5, counted: 5, booked: 5, held: 0 }])
  },
)

test('A56: holds that ran out are taken by others, and whoever comes back too late is asked again with nothing lost', async () => {
  await publishLesson(world)
  const [slot, later] = [await addSlot(world, day, 5), await addSlot(world, day + hour, 300)]
  const slow = await crowd(5)
  const slowDrafts = await Promise.all(slow.map(begins))
  for (const [index, person] of slow.entries()) {
    expect((await person.save(slowDrafts[index]!, 'when', slot)).status).toBe(200)
    await person.save(slowDrafts[index]!, 'word', 'よろしく')
  }
  world.pass(16 * 60_000)
  const quick = await crowd(60)
  const results = await Promise.all(quick.map((person) => books(person, slot)))
  expect(results.filter(({ sent }) => sent.status === 200)).toHaveLength(5)
  const back = await Promise.all(slow.map((person, index) => person.send(slowDrafts[index]!)))
  for (const { status, body } of back) {
    expect(status).toBe(400)
    expect(body.error?.detail).toEqual({ missing: ['when'], problem: { code: 'slot_full' } })
  }
  expect((await slow[0]!.open('lesson')).body.submission!.answers['word']).toBe('よろしく')
  await slow[0]!.save(slowDrafts[0]!, 'when', later)
  expect((await slow[0]!.send(slowDrafts[0]!)).status).toBe(200)
  for (const one of await places(world)) expect(one.taken).toBe(one.counted)
  expect(await places(world)).toMatchObject([
    { id: slot, booked: 5 },
    { id: later, booked: 1 },
  ])
})

test('a hold that ran out, and that nobody asked for, is still its person’s when they send', async () => {
  await publishLesson(world)
  const slot = await addSlot(world, day, 1)
  const aiko = await comes(world, 'あいこ')
  const id = await begins(aiko)
  await aiko.save(id, 'when', slot)
  world.pass(hour)
  expect((await aiko.send(id)).status).toBe(200)
  expect(await places(world)).toMatchObject([{ taken: 1, booked: 1 }])
})

test('FT33: two devices on one draft hold one place between them, and the later choice stands', async () => {
  await publishLesson(world)
  const [first, second] = [await addSlot(world, day, 1), await addSlot(world, 2 * day, 1)]
  const phone = await comes(world, 'あいこ')
  const tablet = await comes(world, 'あいこ', phone.uid)
  const [id, same] = [await begins(phone), await begins(tablet)]
  expect(same).toBe(id)
  const both = await Promise.all([phone.save(id, 'when', first), tablet.save(id, 'when', second)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  const held = (await places(world)).filter(({ taken }) => taken > 0)
  expect(held).toHaveLength(1)
  expect((await phone.open('lesson')).body.submission!.answers['when']).toMatchObject({ slot: held[0]!.id })
  const sent = await Promise.all([phone.send(id), tablet.send(id)])
  expect(sent.map(({ body }) => body.number)).toEqual([1, 1])
  expect((await places(world)).map(({ booked, taken }) => [booked, taken]).toSorted()).toEqual([
    [0, 0],
    [1, 1],
  ])
})

const crowd = async (size: number): Promise<Person[]> => {
  const people: Person[] = []
  for (let number = 0; number < size; number++) people.push(await comes(world, `人${number}`))
  return people
}
