import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answers, forms, slotBookings, webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import { cancelDay, cancelRefusal, changeableUntil, untilDay } from '../../bot/slots/may-cancel.ts'
import { comes } from '../forms/person.ts'
import { createWorld, morning, type World } from '../support/world.ts'
import { addSlot, begins, books, day, hour, places, publishLesson } from './salon.ts'

let world: World
beforeEach(async () => void (world = await createWorld({ demo: false })))
afterEach(() => world.close())

const allowCancelling = (minutes: number | null) =>
  world.db.orm.update(forms).set({ cancelUntil: minutes }).where(eq(forms.key, 'lesson'))

test('choosing another slot frees the first, and so does passing it over or giving the draft up', async () => {
  await publishLesson(world, { repeat: 'edit' })
  const [first, second] = [await addSlot(world, day, 3), await addSlot(world, 2 * day, 3)]
  const aiko = await comes(world, 'あいこ')
  const id = await begins(aiko)
  await aiko.save(id, 'when', first)
  expect((await places(world)).map(({ taken }) => taken)).toEqual([1, 0])
  await aiko.save(id, 'when', second)
  expect((await places(world)).map(({ taken }) => taken)).toEqual([0, 1])
  await aiko.says('体験')
  await aiko.says('やめる')
  expect((await places(world)).map(({ taken, counted }) => [taken, counted])).toEqual([
    [0, 0],
    [0, 0],
  ])
})

test('M17: a change holds the new slot before the old one is freed, and keeps the old one until it is sent', async () => {
  await publishLesson(world, { repeat: 'edit' })
  await allowCancelling(0)
  const [first, second] = [await addSlot(world, day, 1), await addSlot(world, 2 * day, 1)]
  const aiko = await comes(world, 'あいこ')
  await books(aiko, first)
  const change = (await aiko.change('lesson')).body.submission!
  await aiko.save(change.id, 'when', second)
  expect((await places(world)).map(({ taken }) => taken)).toEqual([1, 1])
  expect((await aiko.send(change.id)).body.number).toBe(1)
  expect(await places(world)).toMatchObject([
    { taken: 0, counted: 0 },
    { taken: 1, booked: 1 },
  ])
  // A change of something else keeps the place.
  const again = (await aiko.change('lesson')).body.submission!
  await aiko.save(again.id, 'word', '楽しみです')
  expect((await aiko.send(again.id)).status).toBe(200)
  expect(await places(world)).toMatchObject([{ taken: 0 }, { taken: 1, booked: 1 }])
  // And one that is given up leaves everything as it was.
  const third = (await aiko.change('lesson')).body.submission!
  await aiko.save(third.id, 'when', first)
  await aiko.keep('lesson')
  expect(await places(world)).toMatchObject([
    { taken: 0, counted: 0 },
    { taken: 1, booked: 1 },
  ])
})

test('M17: a person cancels in LIFF: the slot is free again, and the number stays as history', async () => {
  await publishLesson(world)
  await allowCancelling(60)
  const slot = await addSlot(world, day, 1)
  const aiko = await comes(world, 'あいこ')
  const { id } = await books(aiko, slot)
  const { submission } = (await aiko.call<{ submission: object }>('GET', `/me/submissions/${id}`)).body
  expect(submission).toMatchObject({ cancelling: 'possible', bookings: [{ state: 'booked', value: { slot } }] })
  expect((await aiko.call('DELETE', `/me/submissions/${id}`)).status).toBe(200)
  expect(await places(world)).toMatchObject([{ taken: 0, counted: 0 }])
  // Asked again it answers the same.
  expect((await aiko.call('DELETE', `/me/submissions/${id}`)).status).toBe(200)
  const ben = await comes(world, 'ベン')
  expect((await books(ben, slot)).sent.body.number).toBe(2)
})

test('a system that hears of cancellations is told once of what a person cancels', async () => {
  const row = { id: 'ledger', accountId: 'main', title: '台帳', url: 'https://ledger.example.com/', secret: 'sealed' }
  const wants = { events: ['submission.cancelled'], forms: [], personal: false, state: 'active' as const }
  await world.db.orm.insert(webhookEndpoints).values({ ...row, ...wants, createdAt: 0, updatedAt: 0 })
  world.deps.accountCache.clear()
  await publishLesson(world)
  await allowCancelling(60)
  const aiko = await comes(world, 'あいこ')
  const { id } = await books(aiko, await addSlot(world, day, 1))
  for (const _ of ['first', 'again']) await aiko.call('DELETE', `/me/submissions/${id}`)
  expect(await world.db.orm.select().from(webhookCalls)).toMatchObject([
    { endpointId: 'ledger', event: 'submission.cancelled', submissionId: id },
  ])
})

test('row 23: nobody cancels by themselves after the time that the form says, nor where it says none', async () => {
  await publishLesson(world)
  await addSlot(world, day, 5)
  const slot = (await places(world))[0]!.id
  const aiko = await comes(world, 'あいこ')
  const { id } = await books(aiko, slot)
  const refused = await aiko.call('DELETE', `/me/submissions/${id}`)
  expect([refused.status, refused.body.error?.detail]).toEqual([409, { reason: 'not_cancellable' }])
  await allowCancelling(24 * 60)
  world.pass(1)
  const late = await aiko.call('DELETE', `/me/submissions/${id}`)
  expect([late.status, late.body.error?.detail]).toEqual([409, { reason: 'too_late' }])
  await allowCancelling(60)
  expect((await aiko.call('DELETE', `/me/submissions/${id}`)).status).toBe(200)
})

test('row 23: who only waits may leave the queue until the slot begins, because that costs nobody a place', async () => {
  await publishLesson(world, { waiting: true })
  await allowCancelling(24 * 60)
  const slot = await addSlot(world, hour, 1)
  const [aiko, ben] = [await comes(world, 'あいこ'), await comes(world, 'ベン')]
  const booked = await books(aiko, slot)
  const waits = await books(ben, { slot, waiting: 'yes' })
  expect((await aiko.call('DELETE', `/me/submissions/${booked.id}`)).body.error?.detail).toEqual({ reason: 'too_late' })
  expect((await ben.call('DELETE', `/me/submissions/${waits.id}`)).status).toBe(200)
  expect(await places(world)).toMatchObject([{ booked: 1, waiting: 0 }])
})

test('row 23: nobody cancels what is somebody else’s', async () => {
  await publishLesson(world)
  await allowCancelling(0)
  const slot = await addSlot(world, day, 1)
  const { id } = await books(await comes(world, 'あいこ'), slot)
  const ben = await comes(world, 'ベン')
  expect((await ben.call('DELETE', `/me/submissions/${id}`)).status).toBe(404)
  expect(await places(world)).toMatchObject([{ taken: 1 }])
})

test('row 21: who comes when a slot is full may wait; the place of who cancels goes to who waited longest, in the same moment', async () => {
  await publishLesson(world, { waiting: true })
  await allowCancelling(0)
  const slot = await addSlot(world, day, 1)
  const [aiko, ben, chie] = [await comes(world, 'あいこ'), await comes(world, 'ベン'), await comes(world, 'ちえ')]
  const booked = await books(aiko, slot)
  const full = await ben.save(await begins(ben), 'when', slot)
  expect([full.status, full.body.error?.detail]).toEqual([400, { problem: { code: 'slot_full' } }])
  const waits = await books(ben, { slot, waiting: 'yes' })
  expect(waits.saved.body.value).toMatchObject({ slot, waiting: 'yes' })
  expect(waits.sent.status).toBe(200)
  world.pass(1000)
  const later = await books(chie, { slot, waiting: 'yes' })
  expect(later.sent.status).toBe(200)
  expect(await places(world)).toMatchObject([{ taken: 1, booked: 1, waiting: 2 }])
  await aiko.call('DELETE', `/me/submissions/${booked.id}`)
  expect(await places(world)).toMatchObject([{ taken: 1, counted: 1, booked: 1, waiting: 1 }])
  const rows = await world.db.orm.select().from(slotBookings)
  expect(rows.find(({ submissionId }) => submissionId === waits.id)).toMatchObject({ state: 'booked' })
  const [answer] = (await world.db.orm.select().from(answers)).filter(({ submissionId }) => submissionId === waits.id)
  expect(answer!.valueJson).not.toHaveProperty('waiting')
})

test('row 21: a slot that is over, closed or of another question is not to be had', async () => {
  await publishLesson(world)
  const slot = await addSlot(world, hour, 5)
  const aiko = await comes(world, 'あいこ')
  const id = await begins(aiko)
  expect((await aiko.save(id, 'when', 'nothing')).body.error?.detail).toEqual({ problem: { code: 'slot_gone' } })
  world.pass(2 * hour)
  expect((await aiko.save(id, 'when', slot)).body.error?.detail).toEqual({ problem: { code: 'slot_gone' } })
  expect(await places(world)).toMatchObject([{ taken: 0 }])
})

test('M17: where nobody cancels by themselves, but answers can be changed, a slot can be changed until it begins, and not given up', async () => {
  await publishLesson(world, { repeat: 'edit', optional: true })
  const [slot, other] = [await addSlot(world, hour, 1), await addSlot(world, day, 1)]
  const aiko = await comes(world, 'あいこ')
  await books(aiko, slot)
  const { id } = (await aiko.change('lesson')).body.submission!
  expect((await aiko.save(id, 'when', null)).body.error?.detail).toEqual({
    problem: { code: 'slot_fixed', since: null },
  })
  expect((await aiko.save(id, 'when', other)).status).toBe(200)
  expect((await aiko.send(id)).status).toBe(200)
  expect(await places(world)).toMatchObject([{ taken: 0 }, { taken: 1, booked: 1 }])
})

test('M17: a change does not give a place up that nobody may cancel by themselves any more, nor one that is over', async () => {
  await publishLesson(world, { repeat: 'edit' })
  await allowCancelling(24 * 60)
  const [slot, other] = [await addSlot(world, 25 * hour, 1), await addSlot(world, 60 * day, 1)]
  const aiko = await comes(world, 'あいこ')
  await books(aiko, slot)
  const { id } = (await aiko.change('lesson')).body.submission!
  expect((await aiko.save(id, 'when', other)).status).toBe(200)
  world.pass(2 * hour)
  const fixed = { problem: { code: 'slot_fixed', since: morning + hour } }
  // Chosen in time, and sent too late.
  expect((await aiko.send(id)).body.error?.detail).toEqual({ missing: ['when'], ...fixed })
  expect((await aiko.save(id, 'when', other)).body.error?.detail).toEqual(fixed)
  expect((await aiko.save(id, 'when', null)).status).toBe(400)
  world.pass(30 * hour)
  const back = await comes(world, 'あいこ', aiko.uid)
  expect((await back.save(id, 'when', slot)).status).toBe(200)
  await back.save(id, 'word', '遅れます')
  expect((await back.send(id)).body.number).toBe(1)
  expect(await places(world)).toMatchObject([
    { taken: 1, booked: 1 },
    { taken: 0, counted: 0 },
  ])
})

test('M17: until a time of the day before, 前日17時, whatever hour the slot begins at', () => {
  const until = untilDay({ days: 1, minute: 17 * 60 })
  const begins = (time: string) => [{ startsAt: Date.parse(`2026-12-05T${time}:00+09:00`), state: 'booked' }]
  const five = Date.parse('2026-12-04T17:00:00+09:00')
  expect(['00:00', '08:30', '23:30'].map((time) => changeableUntil(until, begins(time)))).toEqual([five, five, five])
  expect(cancelRefusal(until, begins('08:30'), five)).toBe(null)
  expect(cancelRefusal(until, begins('08:30'), five + 1)).toBe('too_late')
  expect(changeableUntil(90, begins('08:30'))).toBe(Date.parse('2026-12-05T07:00:00+09:00'))
  expect([cancelDay(until), cancelDay(untilDay({ days: 3, minute: 0 })), cancelDay(90)]).toEqual([
    { days: 1, minute: 17 * 60 },
    { days: 3, minute: 0 },
    null,
  ])
})
