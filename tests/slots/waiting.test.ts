import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forms, submissions } from '../../db/schema/index.ts'
import { comes, publishParty, sendsParty, type Person } from '../forms/person.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let people: Person[]
beforeEach(async () => {
  world = await createWorld({ demo: false })
  await publishParty(world, { capacity: 2 })
  await settings({ waitingList: true, cancelUntil: 0 })
  people = await Promise.all(['あいこ', 'ベン', 'ちえ', 'だい'].map((name) => comes(world, name)))
  for (const { uid } of people) await world.simulator.follow(uid, 'main')
  await world.rest()
})
afterEach(() => world.close())

const settings = (set: Partial<typeof forms.$inferInsert>) =>
  world.db.orm.update(forms).set(set).where(eq(forms.key, 'party'))
const placeOf = async (id: string) =>
  (await world.db.orm.select().from(submissions)).find((one) => one.id === id)?.place
const readBy = ({ uid }: Person) => JSON.stringify(world.simulator.chat(uid, 'main'))

/** Two have a place, and two wait. */
async function fillUp() {
  const sent = []
  for (const person of people) {
    sent.push(await sendsParty(person))
    world.pass(1000)
  }
  return sent
}

test('row 21: who comes when a form is full may wait, and is told so; a place counts only once it is given', async () => {
  const sent = await fillUp()
  expect(await Promise.all(sent.map(({ id }) => placeOf(id)))).toEqual(['taken', 'taken', 'waiting', 'waiting'])
  expect(sent.map(({ body }) => body.waits)).toEqual([undefined, undefined, true, true])
  const eri = await comes(world, 'えり')
  const { opening, definition } = (await eri.open('party')).body
  expect(opening).toMatchObject({ kind: 'open', waiting: true })
  expect(definition.introduction?.ja).toContain('キャンセル待ちになります')
  expect(await (await comes(world, 'ふみ')).says('お茶会')).toContain('キャンセル待ちになります')
})

test('row 21: of ten who send at once for two places two have one and eight wait', async () => {
  const crowd = await Promise.all(Array.from({ length: 10 }, (_, at) => comes(world, `人${at}`)))
  const sent = await Promise.all(crowd.map((person) => sendsParty(person)))
  const given = await Promise.all(sent.map(({ id }) => placeOf(id)))
  expect(given.filter((place) => place === 'taken')).toHaveLength(2)
  expect(given.filter((place) => place === 'waiting')).toHaveLength(8)
})

test('M17: the place of who cancels goes to who waited longest, who is told by a push where the form pays for it, once', async () => {
  await settings({ confirmation: 'push' })
  const sent = await fillUp()
  await people[0]!.call('DELETE', `/me/submissions/${sent[0]!.id}`)
  expect(await Promise.all(sent.map(({ id }) => placeOf(id)))).toEqual(['taken', 'taken', 'taken', 'waiting'])
  await world.rest()
  await world.rest()
  expect(readBy(people[2]!).split('空きが出て')).toHaveLength(2)
  expect(readBy(people[3]!)).not.toContain('空きが出て')
  expect(readBy(people[0]!)).toContain('取り消しました')
})

test('row 21: where the form pays for nothing nobody is pushed to', async () => {
  const sent = await fillUp()
  await people[1]!.call('DELETE', `/me/submissions/${sent[1]!.id}`)
  await world.rest()
  expect(await placeOf(sent[2]!.id)).toBe('taken')
  expect(people.map(readBy).join('')).not.toContain('空きが出て')
})

test('row 21: more places than before go to who waits, within a minute', async () => {
  const sent = await fillUp()
  await settings({ capacity: 3 })
  world.pass(61_000)
  await world.rest()
  expect(await Promise.all(sent.map(({ id }) => placeOf(id)))).toEqual(['taken', 'taken', 'taken', 'waiting'])
})

test('a change keeps the place, or the place in the queue', async () => {
  await settings({ repeat: 'edit' })
  const sent = await fillUp()
  const change = (await people[2]!.change('party')).body.submission!
  await people[2]!.save(change.id, 'people', 5)
  expect((await people[2]!.send(change.id)).status).toBe(200)
  expect(await placeOf(change.id)).toBe('waiting')
  await people[0]!.call('DELETE', `/me/submissions/${sent[0]!.id}`)
  expect(await placeOf(change.id)).toBe('taken')
})

test('M17: what was cancelled leaves the figures, stays as history, and a form that is answered once may be answered again', async () => {
  await settings({ repeat: 'edit' })
  const { id, body } = await sendsParty(people[0]!)
  await people[0]!.change('party')
  await people[0]!.call('DELETE', `/me/submissions/${id}`)
  const [row] = (await world.db.orm.select().from(submissions)).filter((one) => one.id === id)
  expect(row).toMatchObject({ state: 'cancelled', number: body.number, wordsSeq: null })
  const again = await sendsParty(people[0]!)
  expect([again.status, again.body.number]).toEqual([200, 2])
})
