import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { menuShownEvent } from '../../bot/events/names.ts'
import {
  auditEntries,
  customers,
  deliveries,
  events,
  friends,
  notes,
  ruleDeeds,
  talkMessages,
} from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { comes, publishParty, sendsParty, type Person } from '../forms/person.ts'
import { claim, link, openCafe, sessionOf } from '../identity-links/people.ts'
import { addSlot, books, day, publishLesson } from '../slots/salon.ts'
import { morning, type World } from '../support/world.ts'

let world: World
let staff: Awaited<ReturnType<typeof openOffice>>
let aiko: Person

interface Entry {
  kind: string
  at: number
  [more: string]: unknown
}

beforeEach(async () => {
  world = await openCafe()
  staff = await openOffice(world)
  await publishParty(world)
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  aiko = await comes(world, '愛子', uid)
})
afterEach(() => world.close())

const friendOf = async (uid: string) =>
  (await world.db.orm.select().from(friends).where(eq(friends.uid, uid)).get()) as typeof friends.$inferSelect
const memberOf = async (memberId: string) =>
  (await world.db.orm.select().from(customers).where(eq(customers.memberId, memberId)).get())?.id ?? ''
const timeline = async (role: 'viewer' | 'editor', uid: string, only?: string) => {
  const { id } = await friendOf(uid)
  const query = only === undefined ? '' : `&only=${only}`
  return (await staff(role, 'GET', `/friends/${id}/timeline?limit=100${query}`)).body.entries as Entry[]
}
const kindsOf = (entries: Entry[]) => [...new Set(entries.map(({ kind }) => kind))].toSorted()

test('M2: the friend page names the member, and the page of the member every friend, each by the id of its page', async () => {
  await link(world, await sessionOf(world, aiko.uid), 'M0001')
  const friend = await friendOf(aiko.uid)
  const customerId = await memberOf('M0001')
  const { body } = await staff('editor', 'GET', `/friends/${friend.id}`)
  expect(body.friend.member).toMatchObject({ id: customerId, memberId: 'M0001' })
  expect(body.friend.member.contacts[0]).toMatchObject({ source: 'import' })
  const { customer } = (await staff('editor', 'GET', `/customers/${customerId}`)).body
  expect(customer.links).toMatchObject([{ method: 'pin', endedAt: null, friend: { id: friend.id, uid: aiko.uid } }])
  expect((await staff('editor', 'GET', `/customers/${customerId}`, undefined, 'stranger')).status).toBe(404)
})

test('X7, row 40: one timeline tells who did what: taps, answers, messages, links, consents, staff, menus and sessions', async () => {
  await aiko.says('アンケート')
  await sendsParty(aiko)
  await link(world, await sessionOf(world, aiko.uid), 'M0001')
  await world.simulator.tap(aiko.uid, 'main', { type: 'postback', data: 'coupon=autumn' } as never)
  await world.rest()
  const friend = await friendOf(aiko.uid)
  const own = { accountId: 'main', friendSeq: friend.seq }
  const now = world.deps.clock()
  const { orm } = world.db
  await orm.insert(notes).values({ id: 'n', ...own, staffId: 'x', body: '窓側が好き', createdAt: now, updatedAt: now })
  await orm
    .insert(talkMessages)
    .values({ id: 'm', ...own, side: 'friend', kind: 'text', text: '明日行きます', at: now })
  await staff('owner', 'PUT', `/friends/${friend.id}/test-mark`, { isTest: true })
  const all = await timeline('editor', aiko.uid)
  expect(kindsOf(all)).toEqual(
    [
      ...['answer', 'consent', 'delivery', 'friendship', 'linked', 'message', 'note', 'session_opened', 'staff'],
      ...['submission_begun', 'submission_finished', 'tap'],
    ].toSorted(),
  )
  expect(all.find(({ kind }) => kind === 'tap')).toMatchObject({ label: 'coupon=autumn' })
  expect(all.find(({ kind }) => kind === 'message')).toMatchObject({ side: 'friend', text: '明日行きます' })
  expect(all.find(({ kind }) => kind === 'staff')).toMatchObject({ staff: 'owner', action: 'friend.test_marked' })
  expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((one, other) => other - one))
  expect(kindsOf(await timeline('editor', aiko.uid, 'notes,link'))).toEqual(['linked', 'note'])
  expect(kindsOf(await timeline('editor', aiko.uid, 'messages'))).toEqual(['delivery', 'message', 'tap'])
})

test('ES02: the page says whether a message arrives and why not, and each one that was sent has a state and a reason', async () => {
  const friend = await friendOf(aiko.uid)
  const shown = async () => (await staff('editor', 'GET', `/friends/${friend.id}`)).body.friend.unreachable
  expect(await shown()).toBeNull()
  await aiko.call('PUT', '/me/messages', { stopped: true, language: 'ja' })
  expect(await shown()).toBe('stopped')
  await world.simulator.block(aiko.uid, 'main')
  await world.rest()
  expect(await shown()).toBe('blocked')
  const { uid } = world.simulator.addPerson({ name: '通りすがり' })
  await sessionOf(world, uid)
  const stranger = (await friendOf(uid)).id
  expect((await staff('editor', 'GET', `/friends/${stranger}`)).body.friend.unreachable).toBe('never_followed')
  world.pass(1_000)
  const delivery = {
    ...{ accountId: 'main', friendSeq: friend.seq, uid: aiko.uid, method: 'push' as const, purpose: 'talk' as const },
    ...{ attempts: 1, deadlineAt: 0, createdAt: world.deps.clock() },
  }
  await world.db.orm.insert(deliveries).values({ id: 'd', ...delivery, state: 'failed', reason: 'http_400' })
  await world.db.orm.insert(talkMessages).values({
    ...{
      id: 'said',
      accountId: 'main',
      friendSeq: friend.seq,
      side: 'staff',
      kind: 'text',
      text: 'お席のご用意ができました',
    },
    ...{ deliveryId: 'd', at: world.deps.clock() },
  })
  const sent = (await timeline('editor', aiko.uid, 'messages')).filter(({ at }) => at === world.deps.clock())
  expect(sent).toMatchObject([{ kind: 'message', outcome: { method: 'push', state: 'failed', reason: 'http_400' } }])
  for (const entry of await timeline('editor', aiko.uid, 'messages'))
    expect(entry['state'] ?? (entry['outcome'] as { state: string }).state).toEqual(expect.any(String))
})

test('A32, A33: on the page and in the timeline of a person nothing personal is told to whoever may not see it', async () => {
  await link(world, await sessionOf(world, aiko.uid), 'M0001')
  const friend = await friendOf(aiko.uid)
  const own = { accountId: 'main', friendSeq: friend.seq }
  await world.db.orm
    .insert(talkMessages)
    .values({ id: 'm', ...own, side: 'friend', kind: 'text', text: '秘密です', at: 1 })
  await world.db.orm
    .insert(notes)
    .values({ id: 'n', ...own, staffId: 'x', body: '秘密のメモ', createdAt: 1, updatedAt: 1 })
  const name = (await staff('editor', 'GET', `/customers/${await memberOf('M0001')}`)).body.customer.contacts[0].value
  for (const path of [
    `/friends/${friend.id}`,
    `/friends/${friend.id}/timeline`,
    `/friends/${friend.id}/links`,
    `/customers/${await memberOf('M0001')}`,
    '/link-conflicts',
  ]) {
    const { status, body } = await staff('viewer', 'GET', path)
    expect([path, status]).toEqual([path, 200])
    expect([path, JSON.stringify(body)]).toEqual([path, expect.not.stringMatching(`愛子|秘密|M0001|${name}`)])
  }
})

test('members are listed with and without a friend, and those whom two people claim', async () => {
  await link(world, await sessionOf(world, aiko.uid), 'M0001')
  const { uid } = world.simulator.addPerson({ name: 'ベン' })
  const session = await sessionOf(world, uid)
  const { id } = await claim(world, session, { key: 'M0001', secret: '2468' })
  await world.app.request(`/liff/api/main/link-attempts/${id}/consent`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${session}` },
    body: JSON.stringify({ version: '2026-11', language: 'ja' }),
  })
  const list = async (query: string) => {
    const { body } = await staff('editor', 'GET', `/customers?limit=100&${query}`)
    expect(body.total).toEqual({ count: body.rows.length, more: false })
    return body.rows.map(({ memberId }: { memberId: string }) => memberId)
  }
  expect(await list('')).toHaveLength(20)
  expect(await list('friend=with')).toEqual(['M0001'])
  expect(await list('friend=without')).toHaveLength(19)
  expect(await list('conflict=open')).toEqual(['M0001'])
  expect(await list('conflict=open&friend=without')).toEqual([])
})

test('friends are listed by friendship, link and what happened on which days of Japan, page by page, with their total', async () => {
  const uids = [aiko.uid]
  for (const name of ['一', '二', '三']) {
    const { uid } = world.simulator.addPerson({ name })
    await world.simulator.follow(uid, 'main')
    uids.push(uid)
  }
  await world.rest()
  await link(world, await sessionOf(world, uids[1]!), 'M0002')
  // Half past eleven at night in Japan, and an hour later.
  world.pass(13 * 3_600_000)
  await world.simulator.block(uids[2]!, 'main')
  world.pass(3_600_000)
  await world.simulator.block(uids[3]!, 'main')
  await world.rest()
  const list = async (query: string) => {
    const { body } = await staff('editor', 'GET', `/friends?${query}`)
    return { uids: body.rows.map(({ uid }: { uid: string }) => uid), total: body.total?.count, next: body.next }
  }
  expect(await list('friendship=blocked')).toMatchObject({ uids: [uids[3], uids[2]], total: 2 })
  expect(await list('link=linked')).toMatchObject({ uids: [uids[1]], total: 1 })
  expect(await list('link=linked&friendship=following')).toMatchObject({ uids: [uids[1]], total: 1 })
  expect(await list('link=linked&friendship=blocked')).toMatchObject({ uids: [], total: 0 })
  expect(await list('link=unlinked&friendship=following')).toMatchObject({ uids: [uids[0]], total: 1 })
  expect(await list('change=blocked&from=2026-11-21&to=2026-11-21')).toMatchObject({ uids: [uids[2]], total: 1 })
  expect(await list('change=blocked&from=2026-11-22')).toMatchObject({ uids: [uids[3]], total: 1 })
  // Also across friendships, the newest friend comes first.
  for (const [filter, expected] of [
    ['change=followed', uids.toReversed()],
    ['link=unlinked', [uids[3], uids[2], uids[0]]],
  ] as const) {
    const paged: string[] = []
    for (let next = ''; ;) {
      const page = await list(`${filter}&limit=1${next && `&cursor=${next}`}`)
      if (!next) expect(page.total).toBe(expected.length)
      paged.push(...page.uids)
      if (page.next === null) break
      next = page.next
    }
    expect(paged).toEqual(expected)
  }
})

test('the timeline tells when LINE shows another rich menu', async () => {
  const friend = await friendOf(aiko.uid)
  await world.db.orm.insert(events).values({
    ...{
      id: 'e',
      accountId: 'main',
      name: menuShownEvent,
      friendSeq: friend.seq,
      at: 5,
      properties: { menu: 'member' },
    },
  })
  expect(await timeline('editor', aiko.uid, 'menu')).toMatchObject([{ kind: 'menu', menu: 'member' }])
})

test('the export of a person has what they booked, and what rules did with their answers', async () => {
  const { id } = await friendOf(aiko.uid)
  await publishLesson(world, { waiting: true })
  const slot = await addSlot(world, 60 * day, 1, '朝の回')
  await books(await comes(world, '葵'), { slot })
  world.pass(1_000)
  const { id: submissionId } = await books(aiko, { slot, waiting: 'yes' })
  await world.db.orm.insert(ruleDeeds).values({
    ...{ id: 'deed', accountId: 'main', submissionId, on: 'finished', ruleKey: 'vip', place: 0, state: 'done' },
    ...{ deed: { do: 'add_tag', tag: 'vip' }, createdAt: world.deps.clock(), finishedAt: world.deps.clock() },
  })
  const { bookings, ruleDeeds: deeds } = (await staff('editor', 'POST', `/friends/${id}/export`, {})).body
  const at = new Date(world.deps.clock()).toISOString()
  expect(bookings).toMatchObject([
    {
      ...{ form: 'lesson', submissionId, state: 'waiting', waitingBefore: 0, promotedAt: null },
      slot: { ja: expect.stringMatching(/^1月\d+日.*朝の回$/) },
      startsAt: new Date(morning + 60 * day).toISOString(),
      createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
    },
  ])
  expect(deeds).toContainEqual(
    expect.objectContaining({ form: 'lesson', submissionId, ruleKey: 'vip', state: 'done', finishedAt: at }),
  )
})

test('ES16: every deed about a person names who did it, and what it changed', async () => {
  const { id } = await friendOf(aiko.uid)
  await staff('editor', 'PUT', `/friends/${id}/test-mark`, { isTest: true })
  await staff('editor', 'POST', `/friends/${id}/export`, {})
  await staff('owner', 'POST', `/friends/${id}/reset`, {})
  const deeds = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id))
  expect(deeds).toMatchObject([
    { action: 'friend.test_marked', detail: { before: false, after: true } },
    { action: 'friend.exported' },
    { action: 'friend.reset', detail: { counts: { friends: 1 } } },
  ])
})
