import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordConsent } from '../../bot/consents/record.ts'
import { addMember } from '../../bot/customers/add-member.ts'
import { contactsOf, contactStatements } from '../../bot/customers/contacts.ts'
import { consents, customers, friends, linkConflicts } from '../../db/schema/index.ts'
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
  expect((await withdraw('messages')).status).toBe(409)
  expect((await withdraw('link')).status).toBe(404)
})

test('the agreement to a tie is taken back while none holds; the claim that waited on it is closed', async () => {
  const withdraw = () => call(world, 'DELETE', '/me/consents', { session: ben.session, body: { purpose: 'link' } })
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  expect((await me(ben)).consents).toMatchObject([{ purpose: 'link', act: 'given', canWithdraw: true }])
  world.pass(1000)
  expect((await withdraw()).body.me.consents).toMatchObject([
    { act: 'withdrawn', canWithdraw: false },
    { act: 'given' },
  ])
  expect(await world.db.orm.select().from(linkConflicts)).toMatchObject([
    { state: 'kept', decidedBy: 'friend', decidedAt: world.deps.clock() },
  ])
  await withdraw()
  expect(await world.db.orm.select().from(consents)).toHaveLength(3)
  // With a tie it is withdrawn by ending the tie.
  await link(world, ben.session, 'M0002')
  expect((await me(ben)).consents[0]).toMatchObject({ act: 'given', canWithdraw: false })
  expect((await withdraw()).status).toBe(409)
})

test('what the company knows of a member is not replaced by what a registration says', async () => {
  const name = (value: string) => [{ kind: 'name' as const, value, normalised: value }]
  const write = (memberId: string, value: string, source: 'import' | 'registration' | 'staff') =>
    world.db.write(contactStatements(world.scope, { memberId, contacts: name(value), source }))
  const known = async (memberId: string) => {
    const [member] = await world.db.orm.select().from(customers).where(eq(customers.memberId, memberId))
    return (await contactsOf(world.scope, member!.seq))
      .filter(({ kind }) => kind === 'name')
      .map(({ value, source }) => `${value} (${source})`)
  }
  await write('M0001', '自称 愛子', 'registration')
  expect(await known('M0001')).toEqual(['佐藤 愛子 (import)'])
  await write('M0001', '佐藤 藍子', 'staff')
  await write('M0001', '自称 愛子', 'registration')
  expect(await known('M0001')).toEqual(['佐藤 藍子 (staff)'])
  await world.db.write([addMember(world.scope, { memberId: 'W000001' })])
  await write('W000001', '登録 花子', 'registration')
  await write('W000001', '登録 華子', 'registration')
  expect(await known('W000001')).toEqual(['登録 華子 (registration)'])
  await write('W000001', '山田 華子', 'import')
  expect(await known('W000001')).toEqual(['山田 華子 (import)'])
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
