import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { friends, ruleDeeds, slotBookings, staffNotices, submissions } from '../../db/schema/index.ts'
import { endedMax } from '../../bot/slots/staff-contract.ts'
import type { DayOfSlots, StaffBooking, StaffSlots } from '../../bot/slots/staff-contract.ts'
import { openWorld, ownPage, type World } from '../dashboard/world.ts'
import { comesTooLate, nightEnds } from '../../bot/rules/night.ts'
import { heardBy } from '../../bot/slots/value.ts'
import { comes } from '../forms/person.ts'
import { begins, books, places, publishLesson } from './salon.ts'

let world: World
let cookies: { ito: string; mori: string }

beforeAll(async () => {
  world = await openWorld()
  await publishLesson(world.whole, { waiting: true })
  cookies = { ito: await world.signIn('ito'), mori: await world.signIn('mori') }
})
afterAll(() => world.close())

async function ask<T>(method: string, path: string, body?: unknown, cookie = cookies.ito) {
  const answer = await world.app.request(`/accounts/main/forms/lesson/slots${path}`, {
    method,
    headers: { ...ownPage, cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as T & { error?: { detail: Record<string, unknown> } } }
}
const follows = async (name: string) => {
  const person = await comes(world.whole, name)
  await world.whole.simulator.follow(person.uid, 'main')
  await world.whole.rest()
  return person
}
const plan = {
  ...{ question: 'when', from: '2026-12-01', to: '2026-12-14', weekdays: [2, 4], times: ['10:00', '14:30'] },
  ...{ minutes: 30, capacity: 2, title: { ja: '体験レッスン' } },
}
const list = async (query = '', cookie = cookies.ito) =>
  (await ask<StaffSlots>('GET', query, undefined, cookie)).body.slots

test('slots are added at once by days, weekdays and times, and taken back at once while nobody has chosen them', async () => {
  const { status, body } = await ask<{ ids: string[] }>('POST', '', plan)
  expect([status, body.ids.length]).toEqual([200, 8])
  const added = await list()
  expect(added[0]).toMatchObject({ startsAt: Date.parse('2026-12-01T10:00:00+09:00'), capacity: 2, taken: 0 })
  expect(added.at(-1)).toMatchObject({ endsAt: Date.parse('2026-12-10T15:00:00+09:00') })
  const week = await list(
    `?from=${Date.parse('2026-12-07T00:00:00+09:00')}&to=${Date.parse('2026-12-14T00:00:00+09:00')}`,
  )
  expect(week).toHaveLength(4)
  expect((await ask('POST', '/removal', { ids: body.ids })).status).toBe(200)
  expect(await list()).toEqual([])
  expect((await ask('POST', '/removal', { ids: body.ids })).status).toBe(404)
})

test('a plan that makes none or too many is refused, and so is a question without slots', async () => {
  expect((await ask('POST', '', { ...plan, to: '2026-12-01', weekdays: [0] })).body.error?.detail).toMatchObject({
    reason: 'no_such_day',
  })
  expect((await ask('POST', '', { ...plan, to: '2027-12-01', weekdays: [] })).body.error?.detail).toMatchObject({
    reason: 'too_many_at_once',
  })
  expect((await ask('POST', '', { ...plan, question: 'word' })).status).toBe(400)
  expect(await list()).toEqual([])
})

test('places are never taken away by a number; staff cancel a booking, and who waits gets the place and is noticed', async () => {
  await ask('POST', '', { ...plan, to: '2026-12-01', times: ['10:00'] })
  const [slot] = await list()
  const people = await Promise.all(['あいこ', 'ベン', 'ちえ', 'だい'].map((name) => follows(name)))
  const [aiko, ben, chie, dai] = people as [
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
    (typeof people)[0],
  ]
  await books(aiko, slot!.id)
  await books(ben, slot!.id)
  const waits = await books(chie, { slot: slot!.id, waiting: 'yes' })
  const refused = await ask('PUT', `/${slot!.id}`, { capacity: 1 })
  expect([refused.status, refused.body.error?.detail]).toEqual([409, { reason: 'below_taken', taken: 2 }])
  expect((await ask('POST', '/removal', { ids: [slot!.id] })).body.error?.detail).toEqual({ reason: 'in_use' })
  const { bookings } = (await ask<{ bookings: StaffBooking[] }>('GET', `/${slot!.id}/bookings`)).body
  expect(bookings.map(({ friend, state }) => [friend.displayName, state])).toEqual([
    ['あいこ', 'booked'],
    ['ベン', 'booked'],
    ['ちえ', 'waiting'],
  ])
  expect((await ask('DELETE', `/${slot!.id}/bookings/${bookings[0]!.id}`, {})).status).toBe(200)
  expect(await places(world.whole)).toMatchObject([{ taken: 2, counted: 2, booked: 2, waiting: 0 }])
  await world.whole.rest()
  const noticed = await world.deps.db.orm.select().from(staffNotices)
  expect(new Set(noticed.map(({ kind, subjectId }) => `${kind} ${subjectId}`))).toContain(`waiting ${waits.id}`)
  // One place more: the next who waits has it at once.
  await books(dai, { slot: slot!.id, waiting: 'yes' })
  expect((await ask('PUT', `/${slot!.id}`, { capacity: 3 })).status).toBe(200)
  expect(await places(world.whole)).toMatchObject([{ capacity: 3, taken: 3, booked: 3, waiting: 0 }])
})

test('A33: whoever sees no personal data finds no name among those who booked', async () => {
  const [slot] = await list('', cookies.mori)
  const { bookings } = (
    await ask<{ bookings: StaffBooking[] }>('GET', `/${slot!.id}/bookings`, undefined, cookies.mori)
  ).body
  expect(bookings.length).toBeGreaterThan(0)
  expect(bookings.map(({ friend }) => friend.displayName)).toEqual(bookings.map(() => null))
})

test('a closed slot is not offered any more, and nothing is held in it', async () => {
  await ask('POST', '', { ...plan, from: '2026-12-02', to: '2026-12-02', weekdays: [], times: ['18:00'] })
  const slot = (await list()).at(-1)!
  await ask('PUT', `/${slot.id}`, { state: 'closed' })
  const eri = await comes(world.whole, 'えり')
  const id = await begins(eri)
  const { offers } = (await eri.call<{ offers: { value: { slot: string } }[] }>('GET', `/submissions/${id}/slots/when`))
    .body
  expect(offers.map(({ value }) => value.slot)).not.toContain(slot.id)
  expect((await eri.save(id, 'when', slot.id)).body.error?.detail).toEqual({ problem: { code: 'slot_gone' } })
})

test('the summary tells how many booked which slot, by its words', async () => {
  const answer = await world.app.request('/accounts/main/forms/lesson/summary', {
    headers: { ...ownPage, cookie: cookies.ito },
  })
  const { summary } = (await answer.json()) as {
    summary: {
      questions: { chart: { choices: { label: { ja: string }; count: number }[] } }[]
    }
  }
  expect(summary.questions[0]!.chart.choices).toMatchObject([
    { label: { ja: '12月1日(火) 10:00〜 体験レッスン' }, count: 3 },
  ])
})

test('erasing a friend frees the place in the same batch, and leaves no booking of theirs', async () => {
  const before = await places(world.whole)
  const [mine] = (await world.deps.db.orm.select().from(slotBookings)).filter(({ state }) => state === 'booked')
  const [friend] = (await world.deps.db.orm.select().from(friends)).filter(({ seq }) => seq === mine!.friendSeq)
  const answer = await world.app.request(`/accounts/main/friends/${friend!.id}/erasure`, {
    method: 'POST',
    headers: { ...ownPage, cookie: await world.signIn('sato') },
    body: JSON.stringify({ confirmation: friend!.uid.slice(0, 6) }),
  })
  expect(answer.status).toBe(200)
  const left = await world.deps.db.orm.select().from(slotBookings)
  expect(left.filter(({ friendSeq }) => friendSeq === friend!.seq)).toEqual([])
  expect((await places(world.whole))[0]).toMatchObject({ taken: before[0]!.taken - 1, counted: before[0]!.taken - 1 })
})

test('a plan leaves days off out, and what is there already is not added a second time', async () => {
  const january = { ...plan, from: '2027-01-01', to: '2027-01-07', weekdays: [], times: ['10:00'] }
  const off = { ...january, except: ['2027-01-01', '2027-01-02', '2027-01-03'] }
  expect((await ask<{ ids: string[] }>('POST', '', off)).body.ids).toHaveLength(4)
  const again = await ask('POST', '', off)
  expect([again.status, again.body.error?.detail]).toEqual([409, { reason: 'same_slots' }])
  expect((await ask<{ ids: string[] }>('POST', '', january)).body.ids).toHaveLength(3)
  expect((await ask<{ ids: string[] }>('POST', '', { ...off, title: { ja: '上級' } })).body.ids).toHaveLength(4)
})

test('a day tells who comes with what they said; staff move somebody, also out of the queue, note who came, and close the day', async () => {
  const made = { ...plan, from: '2026-12-15', to: '2026-12-15', weekdays: [], times: ['10:00', '11:00'], capacity: 1 }
  const { ids } = (await ask<{ ids: string[] }>('POST', '', made)).body
  const [ten, eleven] = ids as [string, string]
  const [fumi, gen] = [await follows('ふみ'), await follows('げん')]
  const first = await begins(fumi)
  await fumi.save(first, 'when', ten)
  await fumi.save(first, 'word', '腰痛です')
  const { number } = (await fumi.send(first)).body
  world.whole.pass(1000)
  const waits = await books(gen, { slot: ten, waiting: 'yes' })
  const onDay = async (cookie = cookies.ito) => {
    const answer = await ask<DayOfSlots>('GET', '/../bookings?day=2026-12-15', undefined, cookie)
    return answer.body.slots.map(({ bookings }) =>
      bookings.map(({ friend, state, arrival, said }) => [friend.displayName, state, arrival, said[0]?.ja]),
    )
  }
  expect(await onDay()).toEqual([
    [
      ['ふみ', 'booked', null, '腰痛です'],
      ['げん', 'waiting', null, undefined],
    ],
    [],
  ])
  expect((await onDay(cookies.mori))[0]![0]).toEqual([null, 'booked', null, '●●●'])
  const numbers = async (query: string) => {
    const headers = { ...ownPage, cookie: cookies.ito }
    const answer = await world.app.request(`/accounts/main/submissions?${query}`, { headers })
    const { rows, total } = (await answer.json()) as { rows: { number: number; waits: boolean }[]; total: number }
    expect(total).toBe(rows.length)
    return rows.map((row) => [row.number, row.waits])
  }
  const other = waits.sent.body.number
  expect(await numbers('visit=2026-12-15')).toEqual([
    [other, true],
    [number, false],
  ])
  expect(await numbers('place=waiting')).toEqual([[other, true]])
  expect(await numbers(`slot=${eleven}`)).toEqual([])
  const { bookings } = (await ask<{ bookings: StaffBooking[] }>('GET', `/${ten}/bookings`)).body
  const at = (index: number) => `/bookings/${bookings[index]!.id}`
  expect((await ask('PUT', `/${ten}${at(1)}/arrival`, { arrival: 'came' })).body.error?.detail).toEqual({
    reason: 'waits',
  })
  // A change that was begun before does not lead back.
  await world.deps.db.write([
    { sql: "update forms set repeat = 'edit', cancel_until = 0 where key = 'lesson'", params: [] },
  ])
  const change = (await gen.change('lesson')).body.submission!.id
  expect((await ask('PUT', `/${ten}${at(1)}/slot`, { to: eleven })).status).toBe(200)
  await gen.save(change, 'word', 'よろしく')
  expect((await gen.send(change)).status).toBe(200)
  const full = await ask('PUT', `/${ten}${at(0)}/slot`, { to: eleven })
  expect([full.status, full.body.error?.detail]).toEqual([409, { reason: 'no_room' }])
  expect((await ask('PUT', `/${ten}${at(0)}/slot`, { to: 'nothing' })).status).toBe(404)
  expect((await ask('PUT', `/${ten}${at(0)}/arrival`, { arrival: 'missed' })).status).toBe(200)
  expect(await onDay()).toEqual([[['ふみ', 'booked', 'missed', '腰痛です']], [['げん', 'booked', null, 'よろしく']]])
  // Their own page, the list, figures and searches say the new time.
  const { submission } = (
    await gen.call<{ submission: { answers: { text: { ja: string } }[] } }>('GET', `/me/submissions/${change}`)
  ).body
  expect(submission.answers[0]!.text.ja).toContain('12月15日(火) 11:00〜11:30')
  expect(await numbers(`slot=${eleven}`)).toEqual([[other, false]])
  expect(await numbers(`q=${encodeURIComponent('12月15日(火) 11:00')}`)).toEqual([[other, false]])
  expect((await places(world.whole)).filter(({ id }) => ids.includes(id))).toMatchObject([
    { taken: 1, counted: 1, waiting: 0 },
    { taken: 1, counted: 1 },
  ])
  const answer = await world.app.request('/accounts/main/exports', {
    ...{ method: 'POST', headers: { ...ownPage, cookie: cookies.ito } },
    body: JSON.stringify({
      ...{ form: 'lesson', format: 'csv_utf8', language: 'ja', filters: { visit: '2026-12-15' } },
      columns: ['submission:number', 'question:when'],
    }),
  })
  const { id } = ((await answer.json()) as { export: { id: string } }).export
  const headers = { ...ownPage, cookie: cookies.ito }
  const file = await (await world.app.request(`/accounts/main/exports/${id}/file`, { headers })).text()
  expect(
    file
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n'),
  ).toEqual([
    '受付番号,ご希望の日時 開始,ご希望の日時 終了,ご希望の日時 枠の名前,ご希望の日時 状態,ご希望の日時 来たか',
    `${number},2026/12/15 10:00,2026/12/15 10:30,体験レッスン,予約済み,来なかった`,
    `${other},2026/12/15 11:00,2026/12/15 11:30,体験レッスン,予約済み,`,
  ])
  expect((await ask('PUT', '/states', { ids, state: 'closed' })).status).toBe(200)
  expect((await list()).filter((slot) => ids.includes(slot.id)).map(({ state }) => state)).toEqual(['closed', 'closed'])
})

test('staff who move a booking in the moment in which its person sends a change are told, and the change stands', async () => {
  const { first, second } = await countedDay('2026-12-16')
  const hana = await follows('はな')
  await books(hana, first, 1)
  const change = (await hana.change('lesson')).body.submission!.id
  await hana.save(change, 'people', 2)
  const { db } = world.deps
  const { write } = db
  db.write = async (statements) => {
    if (statements.some(({ sql }) => sql.startsWith('update "slot_bookings"'))) {
      db.write = write
      expect((await hana.send(change)).status).toBe(200)
    }
    return write(statements)
  }
  const moved = await ask('PUT', `/${first}/bookings/${(await bookingsIn(first))[0]!.id}/slot`, { to: second })
  expect([moved.status, moved.body.error?.detail]).toEqual([409, { reason: 'changed' }])
  expect(await placesOf(first, second)).toMatchObject([
    { taken: 2, booked: 2 },
    { taken: 0, counted: 0 },
  ])
  expect(await bookedWith(change)).toMatchObject([{ slotId: first, state: 'booked', seats: 2 }])
})

test('who waits, holds fewer places in a begun change and is moved by staff has the new slot when they send it', async () => {
  const { first, second } = await countedDay('2026-12-17')
  await books(await follows('いち'), first, 1)
  const jun = await follows('じゅん')
  await books(jun, { slot: first, waiting: 'yes' }, 3)
  const change = (await jun.change('lesson')).body.submission!.id
  await jun.save(change, 'people', 1)
  expect((await jun.save(change, 'when', first)).status).toBe(200)
  expect(await placesOf(first)).toMatchObject([{ taken: 2, held: 1, waiting: 3 }])
  const waits = (await bookingsIn(first)).find(({ state }) => state === 'waiting')!
  expect((await ask('PUT', `/${first}/bookings/${waits.id}/slot`, { to: second })).status).toBe(200)
  expect(await placesOf(first, second)).toMatchObject([
    { taken: 1, counted: 1, held: 0, waiting: 0 },
    { taken: 3, booked: 3 },
  ])
  expect((await jun.send(change)).status).toBe(200)
  expect(await bookedWith(change)).toMatchObject([{ slotId: second, state: 'booked', seats: 1 }])
  expect(await placesOf(first, second)).toMatchObject([
    { taken: 1, counted: 1 },
    { taken: 1, counted: 1, booked: 1 },
  ])
})

/** Two slots of three places on a day, of a lesson to which several come together and whose answers may be changed. */
async function countedDay(day: string) {
  await publishLesson(world.whole, { waiting: true, counted: true, repeat: 'edit' })
  await world.deps.db.write([{ sql: "update forms set cancel_until = 0 where key = 'lesson'", params: [] }])
  const made = { ...plan, from: day, to: day, weekdays: [], times: ['10:00', '11:00'], capacity: 3 }
  const [first, second] = (await ask<{ ids: string[] }>('POST', '', made)).body.ids as [string, string]
  return { first, second }
}
const bookingsIn = async (slot: string) =>
  (await ask<{ bookings: StaffBooking[] }>('GET', `/${slot}/bookings`)).body.bookings
const placesOf = async (...ids: string[]) => {
  const all = await places(world.whole)
  return ids.map((id) => all.find((one) => one.id === id)!)
}
const bookedWith = async (submission: string) =>
  (await world.deps.db.orm.select().from(slotBookings)).filter(({ submissionId }) => submissionId === submission)

test('row 21: staff who move or cancel a booking have its person told, once the time to undo it is over; a blocked one cannot be, and at night nobody is', async () => {
  const { whole, deps } = world
  const { first, second } = await countedDay('2026-12-18')
  const [kei, rin] = [await follows('けい'), await follows('りん')]
  await books(kei, first, 1)
  whole.pass(1000)
  await books(rin, first, 1)
  await whole.rest()
  const saysTo = ({ uid }: { uid: string }) => JSON.stringify(whole.simulator.chat(uid, 'main'))
  const passes = async (milliseconds: number) => {
    whole.pass(milliseconds)
    await whole.rest()
    await whole.rest()
  }
  const at = async (slot: string, index = 0) => `/${slot}/bookings/${(await bookingsIn(slot))[index]!.id}`
  const tells = (text: string) => ({ tell: { text: { ja: text } } })
  // Moved by mistake and taken back in time: nobody ever hears of it.
  const fromFirst = await at(first)
  const before = saysTo(kei)
  expect((await ask('PUT', `${fromFirst}/slot`, { to: second, ...tells('移しました') })).status).toBe(200)
  await passes(9_000)
  expect(await bookingsIn(second)).toMatchObject([{ told: { state: 'waiting' } }])
  expect((await ask('PUT', `${await at(second)}/slot`, { to: first, undo: true })).status).toBe(200)
  await passes(20_000)
  expect([saysTo(kei), (await bookingsIn(first))[0]!.told]).toEqual([before, null])
  // What stands is told, in their own slot, and once; after that it is not undone without a word.
  await ask('PUT', `${fromFirst}/slot`, { to: second, ...tells('{{slot}}に移しました') })
  await passes(20_000)
  await passes(60_000)
  expect(saysTo(kei).split('12月18日(金) 11:00〜11:30 体験レッスンに移しました')).toHaveLength(2)
  expect(await bookingsIn(second)).toMatchObject([{ told: { state: 'told', reason: null } }])
  expect((await ask('PUT', `${await at(second)}/slot`, { to: first, undo: true })).body.error?.detail).toEqual({
    reason: 'changed',
  })
  // Two moves in one evening: in the morning they hear of the last one.
  whole.pass(Date.parse('2026-12-16T22:00:00+09:00') - deps.clock())
  const [mine] = await bookingsIn(second)
  await ask('PUT', `${await at(second)}/slot`, { to: first, ...tells('夜の一度目') })
  await ask('PUT', `/${first}/bookings/${mine!.id}/slot`, { to: second, ...tells('夜の二度目') })
  await passes(60_000)
  expect(saysTo(kei)).not.toContain('夜の')
  await passes(10.5 * 60 * 60_000)
  expect(saysTo(kei)).toContain('夜の二度目')
  expect(saysTo(kei)).not.toContain('夜の一度目')
  // Who blocks the account is not reached: it stands beside their booking, and among what did not work.
  await whole.simulator.block(rin.uid, 'main')
  await whole.rest()
  await ask('PUT', `${await at(first)}/slot`, { to: second, ...tells('移しました') })
  await passes(20_000)
  expect((await bookingsIn(second)).map(({ told }) => told)).toEqual([
    { state: 'told', reason: null },
    { state: 'failed', reason: 'blocked_friend' },
  ])
  // A day on which nobody is there: the slots are closed, all of them cancelled and told, each of their own.
  const answer = await ask<{ cancelled: number }>('POST', '/cancellation', {
    ...{ ids: [first, second] },
    ...tells('{{slot}}は取り消しとなりました'),
  })
  expect([answer.status, answer.body]).toEqual([200, { cancelled: 2, more: false }])
  const deeds = async () =>
    (await deps.db.orm.select().from(ruleDeeds)).filter(({ on, state }) => on === 'staff' && state === 'waiting')
  expect(await deeds()).toHaveLength(2)
  await passes(20_000)
  expect(saysTo(kei)).toContain('12月18日(金) 11:00〜11:30 体験レッスンは取り消しとなりました')
  expect(await placesOf(first, second)).toMatchObject([
    { taken: 0, booked: 0 },
    { taken: 0, booked: 0 },
  ])
  expect((await list()).filter(({ id }) => id === first || id === second).map(({ state }) => state)).toEqual([
    'closed',
    'closed',
  ])
})

const tells = (text: string) => ({ tell: { text: { ja: text } } })
const passes = async (milliseconds: number) => {
  world.whole.pass(milliseconds)
  await world.whole.rest()
  await world.whole.rest()
}
const until = (moment: string) => passes(Date.parse(`${moment}:00+09:00`) - world.deps.clock())
/** A day with three slots of three places, and somebody who has one in the first. */
async function threeSlots(day: string, name: string, times = ['10:00', '11:00', '12:00']) {
  cookies.ito = await world.signIn('ito')
  const made = { ...plan, from: day, to: day, weekdays: [], times, capacity: 3 }
  const [a, b, c] = (await ask<{ ids: string[] }>('POST', '', made)).body.ids as [string, string, string]
  const person = await follows(name)
  await books(person, a, 1)
  await world.whole.rest()
  const booking = (await bookingsIn(a))[0]!.id
  return {
    ...{ a, b, c, person, booking },
    move: (from: string, to: string, rest: object = {}) =>
      ask('PUT', `/${from}/bookings/${booking}/slot`, { to, ...rest }),
    told: async (slot: string) => (await bookingsIn(slot)).find(({ id }) => id === booking)?.told,
    reads: () => JSON.stringify(world.whole.simulator.chat(person.uid, 'main')),
  }
}

test('a move that is undone leaves the one before it standing: its person hears of that, by night and by day', async () => {
  const { a, b, c, move, told, reads } = await threeSlots('2026-12-22', 'さき')
  await until('2026-12-18T22:00')
  await move(a, b, tells('Bに移しました'))
  await passes(3_000)
  await move(b, c, tells('Cに移しました'))
  await passes(3_000)
  expect((await move(c, b, { undo: true })).status).toBe(200)
  expect(await told(b)).toEqual({ state: 'waiting', reason: null })
  await until('2026-12-19T08:31')
  expect(reads().split('Bに移しました')).toHaveLength(2)
  expect(reads()).not.toContain('Cに移しました')
  expect(await told(b)).toEqual({ state: 'told', reason: null })
  // Without a word the second time: what they were to hear of the first stands, also when it came up in between.
  for (const [between, said] of [
    [3_000, 'やはりA'],
    [10_000, 'もう一度A'],
  ] as const) {
    await move(b, a, tells(said))
    await passes(between)
    await move(a, c)
    await passes(6_000)
    expect((await move(c, a, { undo: true })).status).toBe(200)
    await passes(20_000)
    expect(reads().split(said)).toHaveLength(2)
    await move(a, b)
    await passes(60_000)
  }
})

test('what stands beside a booking is of the slot that it is in, and a move is undone as long as nobody has heard of that move', async () => {
  const { a, b, c, move, told } = await threeSlots('2026-12-23', 'しほ')
  await until('2026-12-20T10:00')
  await move(a, b, tells('Bです'))
  await passes(20_000)
  expect(await told(b)).toEqual({ state: 'told', reason: null })
  await move(b, c)
  expect(await told(c)).toBeNull()
  // They heard of B before, but not that they are there again.
  await passes(1_000)
  await move(c, b)
  expect((await move(b, c, { undo: true })).status).toBe(200)
  await move(c, b, tells('もう一度Bです'))
  await passes(20_000)
  expect((await move(b, c, { undo: true })).body.error?.detail).toEqual({ reason: 'changed' })
})

test('whoever still fills in the form when a day is cancelled is told that the slot is gone', async () => {
  const { a } = await threeSlots('2026-12-24', 'そら')
  const tao = await follows('たお')
  const held = await begins(tao)
  await tao.save(held, 'people', 1)
  expect((await tao.save(held, 'when', a)).status).toBe(200)
  expect(await placesOf(a)).toMatchObject([{ taken: 2, held: 1 }])
  const answer = await ask('POST', '/cancellation', { ids: [a] })
  expect(answer.body).toEqual({ cancelled: 1, more: false })
  const sent = await tao.send(held)
  expect([sent.status, sent.body.error?.detail]).toEqual([400, { missing: ['when'], problem: { code: 'slot_gone' } }])
  expect(await placesOf(a)).toMatchObject([{ taken: 0, counted: 0 }])
})

test('a slot of hundreds is cancelled in several goes, each of which says whether there are more', async () => {
  const { a, booking } = await threeSlots('2026-12-25', 'つね')
  const { orm } = world.deps.db
  const [mine] = await orm.select().from(slotBookings).where(eq(slotBookings.id, booking))
  const [sent] = await orm.select().from(submissions).where(eq(submissions.id, mine!.submissionId))
  const others = Array.from({ length: endedMax }, (_, index) => `copy-${index}`)
  const number = (index: number) => ({ number: 10_000 + index, wordsSeq: 10_000 + index })
  await orm.insert(submissions).values(others.map((id, index) => ({ ...sent!, id, ...number(index) })))
  await orm.insert(slotBookings).values(others.map((id) => ({ ...mine!, id, submissionId: id })))
  const goes = [await ask('POST', '/cancellation', { ids: [a] }), await ask('POST', '/cancellation', { ids: [a] })]
  expect(goes.map(({ status, body }) => [status, body])).toEqual([
    [200, { cancelled: endedMax, more: true }],
    [200, { cancelled: 1, more: false }],
  ])
  expect(await placesOf(a)).toMatchObject([{ taken: 0, counted: 0 }])
})

test('what cannot be heard before a slot begins is not promised at night; of a whole day it is heard in the morning', async () => {
  const { a, move, told, reads } = await threeSlots('2026-12-26', 'なお')
  const early = { ...plan, from: '2026-12-26', to: '2026-12-26', weekdays: [], times: ['07:00'] }
  const [seven] = (await ask<{ ids: string[] }>('POST', '', early)).body.ids as [string]
  const wholeDay = { ...plan, from: '2026-12-26', to: '2026-12-26', weekdays: [], times: [], wholeDay: true }
  const [all] = (await ask<{ ids: string[] }>('POST', '', { ...wholeDay, minutes: null })).body.ids as [string]
  await until('2026-12-25T22:00')
  await move(a, seven, tells('朝7時に移しました'))
  expect(await told(seven)).toEqual({ state: 'failed', reason: 'too_late' })
  await passes(20_000)
  await move(seven, all, tells('終日の枠に移しました'))
  expect(await told(all)).toEqual({ state: 'waiting', reason: null })
  await until('2026-12-26T08:31')
  expect(reads()).toContain('終日の枠に移しました')
  expect(reads()).not.toContain('朝7時に移しました')
  expect(await told(all)).toEqual({ state: 'told', reason: null })
})

test('the night is over at eight, and a slot is too late for its news when it begins before that', () => {
  const at = (moment: string) => Date.parse(`${moment}:00+09:00`)
  expect(nightEnds(at('2026-12-25T21:00'))).toBe(at('2026-12-26T08:00'))
  expect(nightEnds(at('2026-12-26T07:59'))).toBe(at('2026-12-26T08:00'))
  const slot = (startsAt: string, endsAt: string | null = null) => ({
    startsAt: at(startsAt),
    endsAt: endsAt === null ? null : at(endsAt),
  })
  const late = (one: { startsAt: number | null; endsAt: number | null }, now: string) =>
    comesTooLate(heardBy(one), at(now))
  expect(late(slot('2026-12-26T07:00'), '2026-12-25T21:30')).toBe(true)
  expect(late(slot('2026-12-26T07:00'), '2026-12-25T20:30')).toBe(false)
  expect(late(slot('2026-12-26T08:15'), '2026-12-25T21:30')).toBe(false)
  expect(late(slot('2026-12-25T10:00'), '2026-12-25T21:30')).toBe(false)
  expect(late(slot('2026-12-26T00:00', '2026-12-27T00:00'), '2026-12-25T22:00')).toBe(false)
  expect(late(slot('2026-12-25T00:00', '2026-12-26T00:00'), '2026-12-25T22:00')).toBe(true)
  expect(late({ startsAt: null, endsAt: null }, '2026-12-25T22:00')).toBe(false)
})
