import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answers, consents, submissions } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes, party, publishParty, sendsParty, type Person } from './person.ts'

const minute = 60_000

let world: World
let aiko: Person
beforeEach(async () => {
  world = await createWorld()
  aiko = await comes(world, '愛子')
})
afterEach(() => world.close())

const states = async () =>
  (await world.db.orm.select().from(submissions).orderBy(asc(submissions.startedAt), asc(submissions.id))).map(
    ({ state, number }) => `${state} ${number}`,
  )

test('a form that is answered once shows the receipt instead of a blank page, in LIFF and in the chat', async () => {
  await publishParty(world, { repeat: 'once' })
  expect((await sendsParty(aiko)).body).toMatchObject({ number: 1, more: 'no', next: { ja: '当日お待ちしています' } })
  expect((await aiko.open('party')).body).toMatchObject({ submission: null, earlier: { number: 1, more: 'no' } })
  expect((await aiko.open('party', true)).body.submission).toBeNull()
  expect(await aiko.change('party')).toMatchObject({ status: 409, body: { error: { detail: { reason: 'answered' } } } })
  expect(await aiko.says('お茶会')).toContain('「お茶会」には回答済みです（受付番号 0001）')
  expect(await states()).toEqual(['finished 1'])
})

test('a form that may be answered again begins another one only when asked to', async () => {
  await publishParty(world, { repeat: 'many' })
  await sendsParty(aiko)
  expect((await aiko.open('party')).body).toMatchObject({ submission: null, earlier: { number: 1, more: 'again' } })
  const again = await aiko.open('party', true)
  expect(again.body.submission).toMatchObject({ state: 'draft', answers: {} })
  expect((await aiko.open('party')).body.submission!.id).toBe(again.body.submission!.id)
  expect(await aiko.says('お茶会')).toContain('何名さまですか')
})

test('changing what was sent begins with the answers as they were, and takes over the receipt number when it is sent', async () => {
  await publishParty(world, { repeat: 'edit' })
  const { id: first } = await sendsParty(aiko, 2)
  await sendsParty(await comes(world, 'ベン'), 5)
  world.pass(minute)
  const opened = await aiko.change('party')
  expect(opened.body).toMatchObject({
    submission: { state: 'draft', answers: { people: 2 } },
    earlier: { id: first, number: 1, more: 'change' },
  })
  const { id } = opened.body.submission!
  expect((await aiko.change('party')).body.submission!.id).toBe(id)
  expect((await aiko.open('party')).body.submission!.id).toBe(id)
  await aiko.save(id, 'people', 4)
  expect((await world.db.orm.select().from(submissions).where(eq(submissions.id, first)))[0]!.state).toBe('finished')
  expect((await aiko.send(id)).body).toMatchObject({ number: 1, more: 'change' })
  expect((await aiko.send(id)).body).toMatchObject({ number: 1 })
  expect(await states()).toEqual(['replaced null', 'finished 2', 'finished 1'])
  const kept = await world.db.orm.select().from(answers).where(eq(answers.submissionId, first))
  expect(kept).toMatchObject([{ valueNumber: 2 }])
  expect((await aiko.send(first)).body.error!.detail).toEqual({ reason: 'replaced' })
})

test('two devices that change and send at once leave one submission in the place of the other', async () => {
  await publishParty(world, { repeat: 'edit' })
  await sendsParty(aiko)
  const opened = await Promise.all(Array.from({ length: 4 }, () => aiko.change('party')))
  const ids = new Set(opened.map(({ body }) => body.submission!.id))
  expect(ids.size).toBe(1)
  const [id] = ids
  const sent = await Promise.all(Array.from({ length: 4 }, () => aiko.send(id!)))
  expect(sent.map(({ status, body }) => `${status} ${body.number}`)).toEqual(Array(4).fill('200 1'))
  expect(await states()).toEqual(['replaced null', 'finished 1'])
})

test('a change needs no place of its own in a form that is full', async () => {
  await publishParty(world, { repeat: 'edit', capacity: 1 })
  await sendsParty(aiko)
  const { id } = (await aiko.change('party')).body.submission!
  expect((await aiko.save(id, 'people', 1)).status).toBe(200)
  expect((await aiko.send(id)).body).toMatchObject({ number: 1 })
  expect((await (await comes(world, 'ベン')).open('party')).body.opening).toEqual({ kind: 'full' })
})

test('in the chat who may change is sent to the page where all of it is seen', async () => {
  await publishParty(world, { repeat: 'edit' })
  await sendsParty(aiko)
  const said = await aiko.says('お茶会')
  expect(said).toContain('受付番号 0001')
  expect(said).toContain('/2000000002-musubi01/forms/party')
  expect(await states()).toEqual(['finished 1'])
})

test('an old button in the chat of what was changed since says that it was sent, and changes nothing', async () => {
  await publishParty(world, { repeat: 'edit' })
  await aiko.says('お茶会')
  await aiko.says('3')
  await aiko.says('楽しみです')
  const [first] = await world.db.orm.select().from(submissions)
  const { id } = (await aiko.change('party')).body.submission!
  await aiko.send(id)
  const data = `musubi=skip&run=${first!.id}&v=1&q=word`
  await world.simulator.tap(aiko.uid, 'main', { type: 'postback', data, label: 'スキップ' } as never)
  await world.rest()
  expect(JSON.stringify(world.simulator.lastReply(aiko.uid, 'main'))).toContain('「お茶会」には回答済みです')
  expect(await states()).toEqual(['replaced null', 'finished 1'])
})

const withRules = {
  ...party,
  questions: [
    ...party.questions,
    ...['rules', 'photos'].map((key) => ({
      kind: 'consent' as const,
      key,
      title: { ja: key },
      text: { ja: '写真を撮ります', en: 'We take pictures' },
      version: '3',
      required: key === 'rules',
    })),
  ],
}

test('a consent that holds stands in a change, and one that was withdrawn is asked again', async () => {
  await publishParty(world, { repeat: 'edit' }, withRules)
  const first = (await aiko.open('party')).body.submission!.id
  await aiko.save(first, 'people', 2)
  expect((await aiko.send(first)).body.error!.detail).toEqual({ missing: ['rules'] })
  await aiko.save(first, 'rules', 'agreed')
  await aiko.save(first, 'photos', 'agreed')
  expect((await aiko.send(first, 'en')).status).toBe(200)
  const [rules] = await world.db.orm.select().from(consents)
  expect(rules).toMatchObject({
    purpose: 'form:party:rules',
    act: 'given',
    version: '3',
    text: 'We take pictures',
    language: 'en',
    mouth: 'liff',
  })
  await world.db.orm
    .insert(consents)
    .values({ ...rules!, id: 'withdrawn', act: 'withdrawn', at: world.deps.clock() + 1 })
  const { submission } = (await aiko.change('party')).body
  expect(submission!.answers).toEqual({ people: 2, photos: 'agreed' })
  expect((await aiko.send(submission!.id)).body.error!.detail).toEqual({ missing: ['rules'] })
})

test('a tick that is taken away in a change withdraws the consent, and a later change does not bring it back', async () => {
  await publishParty(world, { repeat: 'edit' }, withRules)
  const first = (await aiko.open('party')).body.submission!.id
  await aiko.save(first, 'people', 2)
  for (const key of ['rules', 'photos']) await aiko.save(first, key, 'agreed')
  await aiko.send(first)
  world.pass(minute)
  const { id } = (await aiko.change('party')).body.submission!
  await aiko.save(id, 'photos', null)
  expect((await aiko.send(id)).status).toBe(200)
  const said = await world.db.orm.select().from(consents).orderBy(asc(consents.at), asc(consents.id))
  expect(said.map(({ purpose, act }) => `${purpose} ${act}`)).toEqual([
    'form:party:rules given',
    'form:party:photos given',
    'form:party:rules given',
    'form:party:photos withdrawn',
  ])
  expect((await aiko.change('party')).body.submission!.answers).toEqual({
    people: 2,
    rules: 'agreed',
    photos: null,
  })
})

test('a change that was begun can be left: what was sent stands, and shows its receipt again', async () => {
  await publishParty(world, { repeat: 'edit' })
  const { id } = await sendsParty(aiko, 2)
  const begun = (await aiko.change('party')).body.submission!.id
  await aiko.save(begun, 'people', 5)
  expect((await aiko.keep('party')).body).toMatchObject({
    submission: null,
    earlier: { id, number: 1, more: 'change' },
  })
  expect((await aiko.keep('party')).status).toBe(200)
  expect((await aiko.open('party')).body).toMatchObject({ submission: null, earlier: { id } })
  expect((await states()).toSorted()).toEqual(['cancelled null', 'finished 1'])
  expect((await aiko.change('party')).body.submission!.answers).toEqual({ people: 2 })
})
