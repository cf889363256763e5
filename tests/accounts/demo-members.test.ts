import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contactsOf } from '../../bot/customers/contacts.ts'
import { importMembers } from '../../bot/customers/import-members.ts'
import { loadDemo } from '../../bot/demo/load.ts'
import {
  auditEntries,
  customers,
  customerTags,
  friends,
  identityLinks,
  linkConflicts,
  memberCredentials,
} from '../../db/schema/index.ts'
import { agree, call, claim, link, openCafe, person } from '../identity-links/people.ts'
import type { World } from '../support/world.ts'
import { openOffice } from './office.ts'

let world: World
let staff: Awaited<ReturnType<typeof openOffice>>

beforeEach(async () => {
  world = await openCafe()
  staff = await openOffice(world)
})
afterEach(() => world.close())

/** From here on the installation has a channel of its own, as with `LINE_CHANNEL_ID` in the settings. */
const connect = () => void (world.deps.settings.LINE_CHANNEL_ID = '1650000000')
const bring = (text: string, dry = false) =>
  importMembers(world.deps, {
    bytes: new TextEncoder().encode(text),
    fileName: '会員.csv',
    dry,
    by: 'command',
    accountId: 'main',
  })
const notice = async () => (await staff('editor', 'GET', '/members')).body.demo
const remove = async () => (await staff('owner', 'POST', '/members/demo-removal', {})).body.demo
const member = async (memberId: string) =>
  (await world.db.orm.select().from(customers).where(eq(customers.memberId, memberId)))[0]
const reasonOf = (answer: { body: { error: { detail: { reason: string } } } }) => answer.body.error.detail.reason
const ties = () => world.db.orm.select().from(identityLinks)

test('the demo’s PIN opens no member of the company’s own file, with or without a PIN of their own', async () => {
  connect()
  await bring('会員番号,氏名,暗証番号\nM0001,本物 花子,\nm-0002,本物 次郎,8642\n')
  const stranger = await person(world, '知らない人')
  for (const key of ['M0001', 'M0002']) {
    const { answer } = await claim(world, stranger.session, { key, secret: '2468' })
    expect([answer.status, reasonOf(answer)]).toEqual([400, 'not_matched'])
  }
  const { answer } = await claim(world, stranger.session, { key: 'M0002', secret: '8642' })
  expect(answer.body.attempt.sides.member).toEqual({ memberId: 'M0002', name: '本物 次郎' })
})

/** Gives a tag to members as staff do who try things out. */
async function tag(...memberIds: string[]) {
  const { id } = (await staff('editor', 'POST', '/tags', { name: '試し' })).body
  for (const memberId of memberIds)
    expect((await staff('editor', 'POST', `/people/${(await member(memberId))!.id}/tags`, { tagId: id })).status).toBe(
      200,
    )
}

test('of the demo nothing stays with a member of the company’s file: no contact, no mark, no tag', async () => {
  await tag('M0001')
  const before = await contactsOf(world.deps, (await member('M0001'))!.seq)
  expect(before.map(({ kind }) => kind).toSorted()).toEqual(['birthday', 'email', 'kana', 'name', 'phone'])
  await bring('会員番号,氏名\nM0001,佐藤 愛子\n')
  const taken = await member('M0001')
  expect(taken!.attributes).toEqual({})
  expect(await world.db.orm.select().from(customerTags)).toEqual([])
  expect(await contactsOf(world.deps, taken!.seq)).toMatchObject([{ kind: 'name', value: '佐藤 愛子' }])
  expect((await member('M0002'))!.attributes).toEqual({ demo: true })
})

test('who was tied to a member of the demo, or had proven to be one, does not become the company’s member', async () => {
  const [aiko, ben, chika] = [await person(world, '愛子'), await person(world, 'ベン'), await person(world, '千佳')]
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  const proven = await claim(world, chika.session, { key: 'M0003', secret: '2468' })
  expect(proven.answer.body.attempt.state).toBe('proven')
  await bring('会員番号,氏名\nM0001,本物 花子\nM0003,本物 三郎\n')
  expect((await call(world, 'GET', '/me', { session: aiko.session })).body.me.link).toBeNull()
  expect(await ties()).toMatchObject([{ memberId: 'M0001', endedBy: 'command' }])
  expect(await world.db.orm.select().from(linkConflicts)).toMatchObject([{ state: 'kept', decidedBy: 'command' }])
  expect(reasonOf(await agree(world, chika.session, proven.id))).toBe('expired')
})

test('a dry run, and a file with mistakes, take nothing from the demo', async () => {
  await bring('会員番号,氏名\nM0001,本物 花子\n', true)
  await bring('会員番号,メールアドレス\nM0001,not an address\n')
  expect((await member('M0001'))!.attributes).toEqual({ demo: true })
})

test('a member once taken over is the company’s: another import and another start leave their PIN', async () => {
  await bring('会員番号,氏名,暗証番号\nM0001,本物 花子,8642\n')
  await loadDemo(world.scope)
  await bring('会員番号,氏名\nM0001,本物 華子\n')
  const hanako = await person(world, '花子')
  const { answer } = await claim(world, hanako.session, { key: 'M0001', secret: '8642' })
  expect(answer.body.attempt.sides.member.name).toBe('本物 華子')
})

test('staff are told of the demo’s members as soon as there is a channel of one’s own, and not before', async () => {
  expect(await notice()).toBeNull()
  connect()
  expect(await notice()).toEqual({ count: 20, tied: [] })
})

test('an owner removes the demo’s members; nobody can log in as one of them, and no start brings them back', async () => {
  connect()
  const aiko = await person(world, '愛子')
  await link(world, aiko.session, 'M0004')
  await call(world, 'DELETE', '/link', { session: aiko.session, body: { accessToken: null } })
  await tag('M0004', 'M0005')
  expect((await staff('editor', 'POST', '/members/demo-removal', {})).status).toBe(403)
  expect(await remove()).toBeNull()
  expect((await staff('viewer', 'GET', '/members')).body.members).toBe(0)
  expect(await world.db.orm.select().from(memberCredentials)).toEqual([])
  expect(await ties(), 'the history stays').toMatchObject([{ memberId: 'M0004', endedBy: 'friend' }])
  expect((await world.db.orm.select().from(customers)).length).toBe((await ties()).length + 1)
  expect(await world.db.orm.select().from(customerTags)).toEqual([])
  const entries = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'members.demo_removed'))
  expect(entries.map(({ detail }) => (detail['removed'] as string[]).length)).toEqual([20])
  await loadDemo(world.scope)
  expect(await notice()).toBeNull()
  const { answer } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  expect(reasonOf(answer)).toBe('not_matched')
})

test('a member of the demo who is tied stays without a PIN, is listed, and goes once the tie is undone', async () => {
  connect()
  const [aiko, ben] = [await person(world, '愛子'), await person(world, 'ベン')]
  await link(world, aiko.session, 'M0005')
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, aiko.uid))
  const left = { count: 1, tied: [{ memberId: 'M0005', friend: { id: friend!.id, displayName: friend!.displayName } }] }
  expect(await remove()).toEqual(left)
  expect(await notice()).toEqual(left)
  const { answer } = await claim(world, ben.session, { key: 'M0005', secret: '2468' })
  expect(reasonOf(answer)).toBe('not_matched')
  await staff('editor', 'POST', `/friends/${friend!.id}/unlinking`, {})
  expect(await remove()).toBeNull()
})

test('the company’s own members are not touched when the demo’s are removed', async () => {
  connect()
  await bring('会員番号,氏名,暗証番号\nM0001,本物 花子,8642\n1234,本物 次郎,8642\n')
  expect(await remove()).toBeNull()
  const hanako = await person(world, '花子')
  const { answer } = await claim(world, hanako.session, { key: 'M0001', secret: '8642' })
  expect(answer.body.attempt.sides.member.name).toBe('本物 花子')
  expect((await staff('viewer', 'GET', '/members')).body.members).toBe(2)
})
