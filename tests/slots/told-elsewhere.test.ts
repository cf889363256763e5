import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addKey } from '../../bot/integrations/keys.ts'
import { comes } from '../forms/person.ts'
import { openHall, ownerIn, type Hall } from '../integrations/receivers.ts'
import { addSlot, books, day, hour, publishLesson } from './salon.ts'

const url = 'https://calendar.example.com/hook'
let hall: Hall
let key: string
beforeAll(async () => {
  hall = await openHall()
  await publishLesson(hall.world, { waiting: true })
  key = (await addKey(ownerIn(hall.world), { title: 'BI', scopes: ['submissions:read'], networks: [], days: null })).key
})
beforeEach(async () => {
  await hall.empty()
  await hall.world.db.write([{ sql: 'update forms set cancel_until = 0', params: [] }])
})
afterAll(() => hall.world.close())

/** Where whoever reads `/v1/submissions` stands, and what came since. */
async function readOn(form: string, cursor: string | null) {
  hall.world.pass(5_000)
  const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
  const headers = { authorization: `Bearer ${key}` }
  const answer = await hall.world.app.request(`/v1/submissions?form=${form}${from}`, { headers })
  return (await answer.json()) as {
    data: { id: string; place: string | null; answers: { when?: { waiting: boolean } } }[]
    next_cursor: string
  }
}

/** What the endpoint was told since, of whom. */
const told = () =>
  hall.calls.map(({ body }) => JSON.parse(body)).map(({ type, data }) => [type, data.id, data.place, data.answers])

test('other systems hear who got the place in a slot that somebody gave up, by the cursor and by a webhook', async () => {
  await hall.endpoint(url, { events: ['submission.changed'] })
  const slot = await addSlot(hall.world, 60 * day, 1)
  const [ai, ben] = [await comes(hall.world, 'あい'), await comes(hall.world, 'ベン')]
  const first = await books(ai, { slot })
  hall.world.pass(1_000)
  const second = await books(ben, { slot, waiting: 'yes' })
  const { next_cursor, data } = await readOn('lesson', null)
  expect(data.map(({ answers }) => answers.when?.waiting)).toEqual([false, true])
  await ai.call('DELETE', `/me/submissions/${first.id}`)
  await hall.later(0)
  await hall.later(0)
  const since = await readOn('lesson', next_cursor)
  expect(since.data).toMatchObject([{ id: second.id, answers: { when: { waiting: false } } }])
  expect(told()).toEqual([
    ['submission.changed', second.id, null, { when: expect.objectContaining({ waiting: false }) }],
  ])
})

test('at night other systems hear of it at once, and once; only the person waits for the morning', async () => {
  await hall.endpoint(url, { events: ['submission.changed'] })
  await hall.world.db.write([{ sql: "update forms set confirmation = 'push'", params: [] }])
  const slot = await addSlot(hall.world, 90 * day, 1)
  const [ai, ben] = [await comes(hall.world, 'あい'), await comes(hall.world, 'ベン')]
  await hall.world.simulator.follow(ben.uid, 'main')
  const first = await books(ai, { slot })
  hall.world.pass(1_000)
  const second = await books(ben, { slot, waiting: 'yes' })
  hall.world.pass(15.5 * hour)
  const back = await comes(hall.world, 'あい', ai.uid)
  await back.call('DELETE', `/me/submissions/${first.id}`)
  for (let times = 0; times < 3; times++) await hall.later(0)
  expect(told().map(([type, id]) => [type, id])).toEqual([['submission.changed', second.id]])
  const read = () => JSON.stringify(hall.world.simulator.chat(ben.uid, 'main'))
  expect(read()).not.toContain('空きが出て')
  hall.world.pass(7 * hour)
  for (let times = 0; times < 3; times++) await hall.later(0)
  expect(read()).toContain('空きが出て')
  expect(told()).toHaveLength(1)
})

test('other systems hear who got a place of a form that somebody gave up, and read who waits', async () => {
  await hall.endpoint(url, { events: ['submission.changed'] })
  await hall.world.db.write([
    { sql: `update forms set capacity = 1, waiting_list = 1 where key = 'party'`, params: [] },
  ])
  const first = await hall.sends()
  hall.world.pass(1_000)
  const ben = await comes(hall.world, 'ベン')
  const id = (await ben.open('party')).body.submission!.id
  await ben.save(id, 'people', 2)
  await ben.send(id)
  const { next_cursor, data } = await readOn('party', null)
  expect(data.map(({ place }) => place)).toEqual(['taken', 'waiting'])
  const ai = await comes(hall.world, '愛子', hall.aiko.uid)
  await ai.call('DELETE', `/me/submissions/${first.id}`)
  await hall.later(0)
  await hall.later(0)
  expect((await readOn('party', next_cursor)).data).toMatchObject([{ id, place: 'taken' }])
  expect(told()).toMatchObject([['submission.changed', id, 'taken', { people: 2 }]])
})
