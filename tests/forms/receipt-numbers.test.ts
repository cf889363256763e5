import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishForm } from '../../bot/forms/publish.ts'
import { friends } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes, party, publishParty, sendsParty, type Person } from './person.ts'

let world: World
let staff: Awaited<ReturnType<typeof openOffice>>

beforeEach(async () => {
  world = await createWorld({ demo: false })
  staff = await openOffice(world)
  await publishParty(world)
})
afterEach(() => world.close())

async function erased({ uid }: Person) {
  const all = await world.db.orm.select().from(friends)
  const { id } = all.find((friend) => friend.uid === uid)!
  const path = `/friends/${id}/erasure`
  expect(await staff('owner', 'POST', path, { confirmation: uid.slice(0, 6) })).toMatchObject({ status: 200 })
}

test('row 96: the receipt number of the newest submission is not given again when its person is erased', async () => {
  const [aiko, ben] = [await comes(world, '愛子'), await comes(world, '勉')]
  expect((await sendsParty(aiko)).body.number).toBe(1)
  expect((await sendsParty(ben)).body.number).toBe(2)
  await erased(ben)
  expect((await sendsParty(await comes(world, '千代'))).body.number).toBe(3)
})

test('a chat says the number before it is written, and it is the one that is kept, also after an erasure', async () => {
  const [aiko, ben] = [await comes(world, '愛子'), await comes(world, '勉')]
  await sendsParty(ben)
  await erased(ben)
  await aiko.says('お茶会')
  await aiko.says('2')
  expect(await aiko.says('楽しみです')).toContain('受付番号は 0002 です')
  expect((await sendsParty(await comes(world, '千代'))).body.number).toBe(3)
})

test('twenty people who finish at once get twenty numbers without a gap', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, (_, at) => comes(world, `客${at}`)))
  const sent = await Promise.all(people.map((person) => sendsParty(person)))
  expect(sent.map(({ body }) => body.number).toSorted((a, b) => a! - b!)).toEqual(people.map((_, at) => at + 1))
})

test('what is changed afterwards keeps its number, and the next one is not taken by it', async () => {
  await publishForm(world.scope, { key: 'party', keyword: 'お茶会', definition: party, settings: { repeat: 'edit' } })
  const aiko = await comes(world, '愛子')
  await sendsParty(aiko)
  const { id } = (await aiko.change('party')).body.submission!
  await aiko.save(id, 'people', 4)
  expect((await aiko.send(id)).body.number).toBe(1)
  expect((await sendsParty(await comes(world, '勉'))).body.number).toBe(2)
})
