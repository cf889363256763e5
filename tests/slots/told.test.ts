import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { tellPerson, toldAfterMs } from '../../bot/rules/tell-person.ts'
import { moveBooking } from '../../bot/slots/move-booking.ts'
import { endOpenPromotions } from '../../bot/slots/after-restore.ts'
import { sweepPlaces } from '../../bot/slots/sweep.ts'
import { deliveries, forms, slotBookings, slots, staffNotices, submissions } from '../../db/schema/index.ts'
import { addStaff } from '../dashboard/world.ts'
import { comes, publishParty, sendsParty, type Person } from '../forms/person.ts'
import { ownerIn } from '../integrations/receivers.ts'
import { createWorld, type World } from '../support/world.ts'
import { addSlot, begins, books, day, hour, lesson, places, publishLesson } from './salon.ts'

let world: World
let aiko: Person
let ben: Person
beforeEach(async () => {
  world = await createWorld({ demo: false })
  aiko = await comes(world, 'あいこ')
  ben = await comes(world, 'ベン')
  for (const { uid } of [aiko, ben]) await world.simulator.follow(uid, 'main')
  await world.rest()
})
afterEach(() => world.close())

const settings = (set: Partial<typeof forms.$inferInsert>) => world.db.orm.update(forms).set(set)
const readBy = ({ uid }: Person) => JSON.stringify(world.simulator.chat(uid, 'main'))
const rest = async () => {
  await world.rest()
  await world.rest()
}

/** Aiko has the only place of a slot, and Ben waits for it. */
async function fillLesson(set: Partial<typeof forms.$inferInsert> = {}) {
  await publishLesson(world, { waiting: true })
  await settings({ confirmation: 'push', cancelUntil: 0, ...set })
  const slot = await addSlot(world, 20 * day, 1)
  const { id } = await books(aiko, slot)
  world.pass(1000)
  await books(ben, { slot, waiting: 'yes' })
  await rest()
  return { slot, id }
}

const cancels = async (id: string) => {
  const back = await comes(world, 'あいこ', aiko.uid)
  expect((await back.call('DELETE', `/me/submissions/${id}`)).status).toBe(200)
  await rest()
}

test('row 21: a form that is over gives nobody a place', async () => {
  await publishParty(world, { capacity: 1 })
  await settings({ waitingList: true, cancelUntil: 0, confirmation: 'push', closesAt: world.deps.clock() + hour })
  const { id } = await sendsParty(aiko)
  world.pass(1000)
  const waits = await sendsParty(ben)
  world.pass(2 * hour)
  await cancels(id)
  const [row] = await world.db.orm.select().from(submissions).where(eq(submissions.id, waits.id))
  expect(row!.place).toBe('waiting')
})

test('row 21: nor does a slot that takes no answers any more, nor one of a closed form until it is opened again', async () => {
  const { slot, id } = await fillLesson({ state: 'open' })
  await world.db.orm.update(slots).set({ closesAt: world.deps.clock() + hour })
  await settings({ state: 'closed' })
  world.pass(2 * hour)
  await cancels(id)
  expect(await places(world)).toMatchObject([{ id: slot, booked: 0, waiting: 1 }])
  await settings({ state: 'open' })
  world.pass(hour)
  await rest()
  expect(await places(world)).toMatchObject([{ booked: 0, waiting: 1 }])
  await world.db.orm.update(slots).set({ closesAt: null })
  world.pass(hour)
  await rest()
  expect(await places(world)).toMatchObject([{ taken: 1, booked: 1, waiting: 0 }])
})

test('M17: nobody is called at night; who got a place then is told in the morning', async () => {
  const { id } = await fillLesson()
  world.pass(15.5 * hour)
  await cancels(id)
  expect(await places(world)).toMatchObject([{ booked: 1, waiting: 0 }])
  expect(readBy(ben)).not.toContain('空きが出て')
  world.pass(7 * hour)
  await rest()
  expect(readBy(ben).split('空きが出て')).toHaveLength(2)
})

test('M17: somebody whom no message reaches is told by staff', async () => {
  await addStaff(world.deps, 'sato', 'owner')
  const { id } = await fillLesson()
  await world.simulator.block(ben.uid, 'main')
  await rest()
  await cancels(id)
  expect(readBy(ben)).not.toContain('空きが出て')
  const kinds = (await world.db.orm.select().from(staffNotices)).map(({ kind }) => kind)
  expect(kinds).toContain('waiting')
})

test('row 21: who sends when a place has just become free reads in the receipt that it is theirs, and hears nothing more', async () => {
  await publishLesson(world, { waiting: true })
  await settings({ confirmation: 'push', cancelUntil: 0 })
  const slot = await addSlot(world, 20 * day, 1)
  const { id } = await books(aiko, slot)
  const draft = await begins(ben)
  await ben.save(draft, 'when', { slot, waiting: 'yes' })
  await cancels(id)
  expect((await ben.send(draft)).body.waits).toBeUndefined()
  await rest()
  expect(readBy(ben)).not.toContain('空きが出て')
  // The same in the chat.
  const chie = await comes(world, 'ちえ')
  await chie.says('体験')
  await chie.says('1')
  const back = await comes(world, 'ベン', ben.uid)
  expect((await back.call('DELETE', `/me/submissions/${draft}`)).status).toBe(200)
  await chie.says('スキップ')
  const receipt = await chie.says('送信する')
  expect(receipt).toContain('受付番号は')
  expect(receipt).not.toContain('キャンセル待ち')
  await rest()
  expect(readBy(chie)).not.toContain('空きが出て')
  expect((await world.db.orm.select().from(slotBookings)).map(({ state }) => state)).toContain('booked')
})

test('a restored backup tells nobody a second time who had got a place, in a slot or in a form, and gives none twice', async () => {
  const { id } = await fillLesson()
  await publishParty(world, { capacity: 1 })
  await world.db.orm.update(forms).set({ waitingList: true, cancelUntil: 0, confirmation: 'push' })
  const first = await sendsParty(aiko)
  world.pass(1000)
  await sendsParty(ben)
  world.pass(15.5 * hour)
  await cancels(id)
  await cancels(first.id)
  // What a restore does with what it finds: they were told in the morning after the backup.
  await sweepPlaces(world.deps)
  await world.db.write(endOpenPromotions(world.deps.clock()))
  world.pass(7 * hour)
  await rest()
  expect(readBy(ben)).not.toContain('空きが出て')
  expect(await world.db.orm.select().from(staffNotices)).toEqual([])
  expect(await places(world)).toMatchObject([{ taken: 1, booked: 1, waiting: 0 }])
  const taken = (await world.db.orm.select().from(submissions)).filter(({ place }) => place === 'taken')
  expect(taken.map(({ uid, state }) => [uid, state])).toEqual([
    [aiko.uid, 'cancelled'],
    [ben.uid, 'finished'],
  ])
})

test('a form with slots has no waiting list of its own: who waits for one would hold the other', () => {
  const draft = {
    definition: lesson({ waiting: true }),
    rules: [],
    settings: { ...plainSettings, capacity: 3, waitingList: true },
  }
  expect(problemsOf(draft).map(({ code }) => code)).toEqual(['waits_twice'])
  expect(problemsOf({ ...draft, settings: { ...draft.settings, capacity: null } })).toEqual([])
})

test('who got a place at night and is moved then hears of both in one message, and of the place where the move is undone', async () => {
  const { slot, id } = await fillLesson()
  const other = await addSlot(world, 21 * day, 1)
  const booking = async () => (await world.db.orm.select().from(slotBookings)).find(({ state }) => state === 'booked')!
  const move = async (from: string, to: string, rest: object = {}) =>
    moveBooking(ownerIn(world), 'lesson', {
      slotId: from,
      bookingId: (await booking()).id,
      to,
      tell: undefined,
      undo: false,
      ...rest,
    })
  const tell = { text: { ja: '移しました' } }
  world.pass(15.5 * hour)
  await cancels(id)
  await move(slot, other, { tell })
  expect((await booking()).toldAt).not.toBeNull()
  world.pass(3_000)
  await move(other, slot, { undo: true })
  expect((await booking()).toldAt).toBeNull()
  await move(slot, other, { tell })
  world.pass(7 * hour)
  await rest()
  expect(readBy(ben)).not.toContain('空きが出て')
  expect(readBy(ben).split('移しました')).toHaveLength(2)
})

test('news of two bookings of one response goes out together, by the one free reply there is', async () => {
  const { id } = await fillLesson()
  await world.simulator.say(aiko.uid, 'main', 'よろしくお願いします')
  await world.rest()
  const of = (booking: string) => ({ booking, slot: null, until: null, text: `${booking}の取り消し` })
  await world.db.write(['一つ目', '二つ目'].flatMap((one) => tellPerson(world.scope, id, of(one))))
  world.pass(toldAfterMs)
  await rest()
  expect(readBy(aiko)).toMatch(/一つ目の取り消し.*二つ目の取り消し/)
  const sent = (await world.db.orm.select().from(deliveries)).filter(({ purpose }) => purpose === 'slot')
  expect(sent).toMatchObject([{ method: 'reply', state: 'accepted' }])
})
