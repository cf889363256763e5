import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accounts, auditEntries, customers, friends, identityLinks } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { addFriend, addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { link, openCafe, sessionOf } from '../identity-links/people.ts'
import type { World } from '../support/world.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
let friend: Awaited<ReturnType<typeof addFriend>>
const cookies: Record<string, string> = {}

/** M0001 is linked in `main`; Abe owns `stranger` alone, Kimi owns everything but only edits `stranger`. */
beforeEach(async () => {
  world = await openCafe()
  office = await openOffice(world)
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await link(world, await sessionOf(world, uid), 'M0001')
  const times = { createdAt: 0, updatedAt: 0 }
  await world.db.orm.insert(accounts).values({ id: 'stranger', name: '別の店', source: 'dashboard', ...times })
  friend = await addFriend(world.deps, 'stranger', 9, '知らない人')
  await addStaff(world.deps, 'abe', { role: 'owner', accountId: 'stranger' })
  await addStaff(world.deps, 'kimi', 'owner', { role: 'editor', accountId: 'stranger' })
  const api = { request: (to: string, init: RequestInit) => world.app.request(`/api${to}`, init) } as never
  for (const name of ['abe', 'kimi']) cookies[name] = await signIn(api, `${name}@example.com`)
})
afterEach(() => world.close())

async function call(who: 'abe' | 'kimi', account: string, method: string, path: string, body?: unknown) {
  const answer = await world.app.request(`/api/accounts/${account}${path}`, {
    method,
    headers: { ...ownPage, cookie: cookies[who]! },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: answer.status, body: await answer.json() }
}

const member = async (memberId: string) =>
  (await world.db.orm.select().from(customers).where(eq(customers.memberId, memberId)))[0]

/** As the person would do it in the mini-app of `stranger`. */
async function tieStranger(memberId: string) {
  const [tie] = await world.db.orm.select().from(identityLinks)
  const { seq } = (await member(memberId))!
  const [own] = await world.db.orm.select().from(customers).where(eq(customers.id, 'customer-stranger-9'))
  await world.db.orm.insert(identityLinks).values({
    ...{ ...tie!, id: 'tie-stranger', accountId: 'stranger', uid: friend.uid, friendSeq: friend.seq },
    ...{ memberId, customerSeq: seq, formerCustomerSeq: own!.seq },
  })
  await world.db.orm.update(friends).set({ customerSeq: seq }).where(eq(friends.seq, friend.seq))
}

const refused = { status: 403, body: { error: { detail: { reason: 'every_account' } } } }

test('who owns one account only changes no members of the company: neither by a file nor by removing the demo', async () => {
  const before = await world.db.orm.select().from(customers)
  const file = 'member_id,name,pin\nM0003,乗っ取り,9999\n'
  expect(await call('abe', 'stranger', 'POST', '/members/import', file)).toMatchObject(refused)
  expect(await call('abe', 'stranger', 'POST', '/members/import?dry=true', file)).toMatchObject(refused)
  expect(await call('abe', 'stranger', 'POST', '/members/demo-removal', {})).toMatchObject(refused)
  expect(await world.db.orm.select().from(customers)).toEqual(before)
  expect((await office('owner', 'POST', '/members/import', file)).status).toBe(200)
})

test('how many members the company has, and what it imported, is told to staff of all accounts only', async () => {
  await office('owner', 'POST', '/members/import', 'member_id,name\nM0099,新人\n')
  expect((await office('viewer', 'GET', '/members')).body).toMatchObject({ members: 21, imports: [{ added: 1 }] })
  expect((await call('abe', 'stranger', 'GET', '/members')).body).toMatchObject({ members: 0, imports: [] })
  await tieStranger('M0002')
  expect((await call('abe', 'stranger', 'GET', '/members')).body).toMatchObject({ members: 1, imports: [] })
})

test('a member whom other accounts know is erased by an owner of every account only; one known here alone by the owner', async () => {
  await tieStranger('M0001')
  const path = `/customers/${(await member('M0001'))!.id}/erasure`
  expect(await call('abe', 'stranger', 'GET', path)).toMatchObject(refused)
  expect(await call('abe', 'stranger', 'POST', path, { confirmation: 'M0001' })).toMatchObject(refused)
  expect(await world.db.orm.select().from(identityLinks)).toHaveLength(2)
  const [linked] = await world.db.orm.select().from(friends).where(eq(friends.accountId, 'main'))
  await office('owner', 'POST', `/friends/${linked!.id}/erasure`, { confirmation: linked!.uid.slice(0, 6) })
  expect((await call('abe', 'stranger', 'POST', path, { confirmation: 'M0001' })).status).toBe(200)
  expect(await member('M0001')).toBeUndefined()
})

test('an erasure that touches another account is in its audit log, and its friend’s timeline shows the unlinking', async () => {
  await tieStranger('M0001')
  const path = `/customers/${(await member('M0001'))!.id}/erasure`
  expect((await call('kimi', 'main', 'POST', path, { confirmation: 'M0001' })).status).toBe(200)
  const entries = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.accountId, 'stranger'))
  expect(entries.map(({ action }) => action).toSorted()).toEqual(['identity.unlinked', 'member.erased'])
  expect(JSON.stringify(entries)).not.toContain('M0001')
  const timeline = await call('abe', 'stranger', 'GET', `/friends/${friend.id}/timeline`)
  expect(timeline.body.entries).toContainEqual(expect.objectContaining({ kind: 'staff', action: 'identity.unlinked' }))
})

test('friends who are erased with the member are in the audit log of their own account', async () => {
  await tieStranger('M0001')
  const path = `/customers/${(await member('M0001'))!.id}/erasure`
  expect((await office('owner', 'POST', path, { confirmation: 'M0001' })).status).toBe(200)
  const entries = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.accountId, 'stranger'))
  expect(entries.map(({ action }) => action).toSorted()).toEqual(['friend.erased', 'member.erased'])
})
