import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordConsent } from '../../bot/consents/record.ts'
import { consents, friends } from '../../db/schema/index.ts'
import { call, link, openCafe, person } from '../identity-links/people.ts'
import type { World } from '../support/world.ts'

let world: World
let aiko: { uid: string; session: string }
let ben: { uid: string; session: string }
beforeEach(async () => {
  world = await openCafe()
  aiko = await person(world, '愛子')
  ben = await person(world, 'ベン')
})
afterEach(() => world.close())

const me = async ({ session }: { session: string }) => (await call(world, 'GET', '/me', { session })).body.me
const put = (path: string, body: unknown, session = aiko.session) => call(world, 'PUT', path, { session, body })
const agreed = (uid: string, purpose: string) =>
  world.db.write([
    recordConsent(world.scope, {
      ...{
        uid,
        purpose,
        act: 'given',
        version: '3',
        text: '写真を使うことに同意します',
        language: 'ja',
        mouth: 'chat',
      },
    }),
  ])

test('a person sees who they are here, their tie, and what they agreed to; and nothing of anybody else', async () => {
  await link(world, aiko.session, 'M0001')
  expect(await me(aiko)).toMatchObject({
    friend: { displayName: null, following: false },
    language: null,
    messagesStopped: false,
    link: { memberId: 'M0001', name: '佐藤 愛子', method: 'pin', linkedAt: world.deps.clock() },
    submissions: [],
    consents: [{ purpose: 'link', act: 'given', version: '2026-11', canWithdraw: false }],
  })
  expect(await me(ben)).toMatchObject({ link: null, consents: [], submissions: [] })
})

test('the language that a person chose is spoken in the chat too, whatever LINE says', async () => {
  await world.simulator.follow(aiko.uid, 'main')
  await world.rest()
  expect((await put('/me/language', { language: 'en' })).body.me.language).toBe('en')
  await world.simulator.say(aiko.uid, 'main', 'アンケート')
  await world.rest()
  expect(JSON.stringify(world.simulator.lastReply(aiko.uid, 'main'))).toMatch(/who|visit|with/i)
})

test('a person stops messages and takes them again; each is kept, and saying it twice is kept once', async () => {
  const stop = (stopped: boolean) => put('/me/messages', { stopped, language: 'ja' })
  expect((await stop(true)).body.me.messagesStopped).toBe(true)
  await stop(true)
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, aiko.uid))
  expect(friend!.messagesStoppedAt).toBe(world.deps.clock())
  world.pass(1000)
  expect((await stop(false)).body.me.messagesStopped).toBe(false)
  const said = await world.db.orm.select().from(consents)
  expect(said.map(({ purpose, act }) => [purpose, act])).toEqual([
    ['messages', 'withdrawn'],
    ['messages', 'given'],
  ])
})

test('what was agreed in a form can be withdrawn, once; the tie and messages are ended in their own way', async () => {
  await agreed(aiko.uid, 'form:visit:photo')
  expect((await me(aiko)).consents).toMatchObject([
    { about: { ja: expect.stringMatching(/アンケート/) }, canWithdraw: true, text: '写真を使うことに同意します' },
  ])
  world.pass(1000)
  const withdraw = (purpose: string, session = aiko.session) =>
    call(world, 'DELETE', '/me/consents', { session, body: { purpose } })
  expect((await withdraw('form:visit:photo', ben.session)).status).toBe(404)
  const { consents: after } = (await withdraw('form:visit:photo')).body.me
  expect(after).toMatchObject([
    { act: 'withdrawn', canWithdraw: false },
    { act: 'given', canWithdraw: false },
  ])
  await withdraw('form:visit:photo')
  expect(await world.db.orm.select().from(consents)).toHaveLength(2)
  expect((await withdraw('link')).status).toBe(409)
})

test('a person reads their own answers, and nobody else’s', async () => {
  const draft = await call(world, 'PUT', '/forms/satisfaction/draft', { session: aiko.session })
  const id = draft.body.submission.id as string
  await put(`/submissions/${id}/answers/overall`, { value: 5 })
  const mine = await call(world, 'GET', `/me/submissions/${id}`, { session: aiko.session })
  expect(mine.body.submission).toMatchObject({ id, formKey: 'satisfaction', finishedAt: null })
  expect((await call(world, 'GET', `/me/submissions/${id}`, { session: ben.session })).status).toBe(404)
  expect((await me(aiko)).submissions).toMatchObject([{ id, state: 'draft', canContinue: true }])
})

test('nothing of the page is told or changed without a session of this account', async () => {
  const { accounts } = await import('../../db/schema/index.ts')
  const now = world.deps.clock()
  await world.db.orm
    .insert(accounts)
    .values({ id: 'stranger', name: '別の会社', source: 'dashboard', createdAt: now, updatedAt: now })
  for (const [method, path, body] of [
    ['GET', '/me', undefined],
    ['GET', '/me/submissions/any', undefined],
    ['PUT', '/me/language', { language: 'en' }],
    ['PUT', '/me/messages', { stopped: true, language: 'ja' }],
    ['DELETE', '/me/consents', { purpose: 'form:visit:photo' }],
  ] as const) {
    expect((await call(world, method, path, { body })).status).toBe(401)
    expect((await call(world, method, path, { body, session: aiko.session, account: 'stranger' })).status).toBe(401)
  }
})
