import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answers, submissions } from '../../db/schema/index.ts'
import { createWorld, morning, type World } from '../support/world.ts'
import { comes, party, publishParty, type Person } from './person.ts'

const day = 24 * 60 * 60_000

let world: World
let aiko: Person
beforeEach(async () => {
  world = await createWorld()
  aiko = await comes(world, '愛子')
  await publishParty(world)
})
afterEach(() => world.close())

const all = () => world.db.orm.select().from(submissions)

test('a draft ends thirty days after its person last touched it, and not before', async () => {
  const opened = await aiko.open('party')
  expect(opened.body.draftEndsAt).toBe(morning + 30 * day)
  await aiko.save(opened.body.submission!.id, 'people', 2)
  world.pass(20 * day)
  aiko = await sameWithNewSession()
  await aiko.save(opened.body.submission!.id, 'word', 'また')
  expect((await aiko.open('party')).body.draftEndsAt).toBe(morning + 50 * day)
  world.pass(29 * day)
  await world.rest()
  expect(await all()).toMatchObject([{ state: 'draft' }])
  world.pass(day + 1)
  await world.rest()
  expect(await all()).toMatchObject([{ state: 'cancelled' }])
  expect(await world.db.orm.select().from(answers)).toHaveLength(2)
  aiko = await sameWithNewSession()
  expect((await aiko.save(opened.body.submission!.id, 'people', 3)).body.error!.detail).toEqual({
    reason: 'cancelled',
  })
  expect((await aiko.open('party')).body.submission).toMatchObject({ answers: {} })
})

/** A session lasts twelve hours; the person stays the same. */
const sameWithNewSession = () => comes(world, '愛子', aiko.uid)

test('FT33: two devices on one draft: different questions both stay, for the same one the later stands, and each notices the other', async () => {
  const phone = await aiko.open('party')
  const tablet = await (await sameWithNewSession()).open('party')
  const { id, revision } = phone.body.submission!
  expect(tablet.body.submission).toMatchObject({ id, revision })
  const saved = await Promise.all([aiko.save(id, 'people', 2), aiko.save(id, 'word', 'はい')])
  expect(saved.map(({ body }) => body.revision).toSorted()).toEqual([revision + 1, revision + 2])
  const later = await aiko.save(id, 'people', 3)
  // The other device knew one revision less than there is: it reads again.
  expect(later.body.revision).toBe(revision + 3)
  expect((await aiko.open('party')).body.submission).toMatchObject({
    revision: revision + 3,
    answers: { people: 3, word: 'はい' },
  })
  // Nobody sends what they have not seen: the page names the revision that it shows.
  const sends = (seen: number) => aiko.call('PUT', `/submissions/${id}/completion?language=ja&revision=${seen}`)
  expect(await sends(revision + 2)).toMatchObject({
    status: 409,
    body: { error: { detail: { reason: 'changed', revision: revision + 3 } } },
  })
  expect((await sends(revision + 3)).status).toBe(200)
  expect((await sends(revision + 2)).status, 'the same receipt again').toBe(200)
  expect((await aiko.save(id, 'word', 'いいえ')).body.error!.detail).toEqual({ reason: 'finished' })
  expect(await world.db.orm.select().from(answers).where(eq(answers.questionKey, 'word'))).toMatchObject([
    { valueText: 'はい' },
  ])
})

test('FT31: sent again after a lost answer, from two devices or ten times at once, a submission has one receipt', async () => {
  const { id } = (await aiko.open('party')).body.submission!
  await aiko.save(id, 'people', 2)
  const sent = await Promise.all(Array.from({ length: 10 }, () => aiko.send(id)))
  expect(new Set(sent.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1)
  expect(sent[0]).toMatchObject({ status: 200, body: { number: 1, memberId: null } })
  world.pass(day / 4)
  expect((await aiko.send(id)).body).toEqual(sent[0]!.body)
  expect(await all()).toHaveLength(1)
})

test('a draft goes on in the version that it was begun in, whatever is published meanwhile', async () => {
  const { id } = (await aiko.open('party')).body.submission!
  const longer = { ...party, questions: [...party.questions, { ...party.questions[1]!, key: 'new', required: true }] }
  await publishParty(world, {}, longer)
  const again = await aiko.open('party')
  expect(again.body.submission).toMatchObject({ id, version: 1 })
  expect(again.body.definition.questions.map(({ key }) => key)).toEqual(['people', 'word'])
  await aiko.save(id, 'people', 2)
  expect((await aiko.send(id)).status).toBe(200)
})

test('N1: a draft begun in the chat goes on in LIFF, and one begun in LIFF goes on in the chat, to one and the same row', async () => {
  await aiko.says('お茶会')
  await aiko.says('2')
  const opened = await aiko.open('party')
  expect(opened.body.submission!.answers).toEqual({ people: 2 })
  await aiko.save(opened.body.submission!.id, 'word', 'はい')
  expect((await aiko.send(opened.body.submission!.id)).body.number).toBe(1)

  const ben = await comes(world, 'ベン')
  const begun = await ben.open('party')
  await ben.save(begun.body.submission!.id, 'people', 4)
  expect(await ben.says('お茶会')).toContain('ひとこと')
  expect(await ben.says('楽しみです')).toContain('ありがとうございました')
  const rows = (await all()).map(({ uid, state, beganIn, finishedIn }) => ({ uid, state, beganIn, finishedIn }))
  expect(rows).toEqual([
    { uid: aiko.uid, state: 'finished', beganIn: 'chat', finishedIn: 'liff' },
    { uid: ben.uid, state: 'finished', beganIn: 'liff', finishedIn: 'chat' },
  ])
})
