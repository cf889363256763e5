import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replayErasures } from '../../bot/erasures/replay.ts'
import {
  auditEntries,
  customers,
  erasures,
  friends,
  identityLinks,
  mails,
  notes,
  submissions,
  talkMessages,
  talks,
} from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { addUpload } from '../dashboard/world.ts'
import { comes, publishParty, sendsParty, type Person } from '../forms/person.ts'
import { link, openCafe, sessionOf } from '../identity-links/people.ts'
import type { World } from '../support/world.ts'
import { tracesIn } from './traces.ts'

let world: World
let staff: Awaited<ReturnType<typeof openOffice>>
let aiko: Person

beforeEach(async () => {
  world = await openCafe()
  staff = await openOffice(world)
  await publishParty(world)
  aiko = await livesALittle('雛子郎')
})
afterEach(() => world.close())

/** Somebody who follows, answers in both mouths, links, is written to and about, and stops messages. */
async function livesALittle(name: string): Promise<Person> {
  const { uid } = world.simulator.addPerson({ name })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  const person = await comes(world, name, uid)
  await person.says('アンケート')
  await person.says('M0001 です')
  const { id } = await sendsParty(person)
  await link(world, await sessionOf(world, uid), 'M0001')
  await person.call('PUT', '/me/messages', { stopped: true, language: 'ja' })
  const friend = await friendOf(uid)
  const { orm } = world.db
  const now = world.deps.clock()
  const own = { accountId: 'main', friendSeq: friend.seq }
  await addUpload(world.deps, 'main', { submissionId: id, friendSeq: friend.seq })
  await orm.insert(notes).values({
    ...{ id: `note-${uid}`, ...own, submissionId: id, staffId: 'x', body: `${name}さんは窓側` },
    ...{ createdAt: now, updatedAt: now },
  })
  await orm
    .insert(talks)
    .values({ ...own, state: 'open', unread: 1, lastAt: now, updatedAt: now, revision: 0 })
    .onConflictDoNothing()
  await orm.insert(talkMessages).values({
    ...{ id: `said-${uid}`, ...own, side: 'friend', kind: 'text', text: `${name}です。明日います` },
    ...{ lineMessageId: `line-${uid}`, at: now },
  })
  await world.rest()
  return person
}

const friendOf = async (uid: string) =>
  (await world.db.orm.select().from(friends).where(eq(friends.uid, uid)).get()) as typeof friends.$inferSelect
const memberOf = async (memberId: string) =>
  (await world.db.orm
    .select()
    .from(customers)
    .where(eq(customers.memberId, memberId))
    .get()) as typeof customers.$inferSelect

/** The anonymous customer that a friend had before the tie. */
const formerOf = async (seq: number) =>
  (await world.db.orm.select().from(identityLinks).where(eq(identityLinks.friendSeq, seq))).map(
    ({ formerCustomerSeq }) => formerCustomerSeq,
  )

const confirmation = (uid: string) => ({ confirmation: uid.slice(0, 6) })

test('row 96: a friend who is erased is named in no table any more, and the audit says how much went without saying who', async () => {
  const friend = await friendOf(aiko.uid)
  const former = await formerOf(friend.seq)
  const path = `/friends/${friend.id}/erasure`
  const { body } = await staff('owner', 'GET', path)
  expect(body.counts).toMatchObject({
    friends: 1,
    submissions: 2,
    notes: 1,
    uploads: 1,
    talk_messages: expect.any(Number),
  })
  const erased = await staff('owner', 'POST', path, confirmation(aiko.uid))
  expect(erased).toMatchObject({ status: 200, body: { menu: 'default', counts: { notes: 1 } } })
  const sought = { texts: [aiko.uid, '雛子郎', 'M0001 です'], friendSeqs: [friend.seq], customerSeqs: former }
  expect(tracesIn(world.file, sought)).toEqual([])
  const [entry] = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'friend.erased'))
  expect(entry?.detail).toEqual({ counts: erased.body.counts })
  expect(await world.db.orm.select().from(erasures)).toMatchObject([{ kind: 'friend', accountId: 'main' }])
  // The member is the company's own.
  expect(await memberOf('M0001')).toMatchObject({ memberId: 'M0001' })
})

test("row 96: a member goes with the friend, contacts, secret and number included; other people's data stays", async () => {
  const ben = await livesALittle('ベン')
  const friend = await friendOf(aiko.uid)
  const member = await memberOf('M0001')
  const customerSeqs = [member.seq, ...(await formerOf(friend.seq))]
  const path = `/customers/${member.id}/erasure`
  expect((await staff('owner', 'GET', path)).body.counts).toMatchObject({ customers: 1, friends: 1 })
  const erased = await staff('owner', 'POST', path, { confirmation: 'm-0001' })
  expect(erased.status).toBe(200)
  await world.db.orm.delete(mails)
  const found = tracesIn(world.file, { texts: [aiko.uid, '雛子郎', '"M0001"'], friendSeqs: [friend.seq], customerSeqs })
  expect(found).toEqual([])
  expect(await memberOf('M0001')).toBeUndefined()
  const other = await friendOf(ben.uid)
  expect(await world.db.orm.select().from(submissions).where(eq(submissions.friendSeq, other.seq))).toHaveLength(2)
})

test('the bytes of the files go too', async () => {
  const friend = await friendOf(aiko.uid)
  const [upload] = await world.db.orm.query.uploads.findMany({ where: (row) => eq(row.friendSeq, friend.seq) })
  expect(await world.deps.files!.read(upload!.id)).not.toBeNull()
  await staff('owner', 'POST', `/friends/${friend.id}/erasure`, confirmation(aiko.uid))
  await world.rest()
  expect(await world.deps.files!.read(upload!.id)).toBeNull()
})

test('whoever writes again is a new friend with no memory', async () => {
  const before = await friendOf(aiko.uid)
  await staff('owner', 'POST', `/friends/${before.id}/erasure`, confirmation(aiko.uid))
  await world.simulator.say(aiko.uid, 'main', 'こんにちは')
  await world.rest()
  const after = await friendOf(aiko.uid)
  expect(after.seq).toBeGreaterThan(before.seq)
  expect(after).toMatchObject({ messagesStoppedAt: null, menuKey: null })
  expect((await staff('owner', 'GET', `/friends/${after.id}`)).body.friend).toMatchObject({
    member: null,
    consents: [],
    submissions: { count: 0 },
  })
})

test('a backup from before is erased again, once, and a new friend is left alone', async () => {
  const friend = await friendOf(aiko.uid)
  const member = await memberOf('M0001')
  await staff('owner', 'POST', `/friends/${friend.id}/erasure`, confirmation(aiko.uid))
  await staff('owner', 'POST', `/customers/${member.id}/erasure`, { confirmation: 'M0001' })
  const ledger = await world.db.orm.select().from(erasures)
  await world.close()
  // The same installation as it was: the cast is seeded, so the UIDs and ids are the same.
  world = await openCafe()
  staff = await openOffice(world)
  await publishParty(world)
  const again = await livesALittle('雛子郎')
  expect(again.uid).toBe(aiko.uid)
  world.pass(60_000)
  await world.db.orm.insert(erasures).values(ledger.map((row) => ({ ...row, at: world.deps.clock() })))
  const restored = await friendOf(again.uid)
  expect(await replayErasures(world.deps)).toEqual({ friends: 1, members: 1 })
  expect(tracesIn(world.file, { texts: [again.uid, '雛子郎'], friendSeqs: [restored.seq], customerSeqs: [] })).toEqual(
    [],
  )
  expect(await memberOf('M0001')).toBeUndefined()
  world.pass(60_000)
  await world.simulator.say(again.uid, 'main', 'また来ました')
  await world.rest()
  expect(await replayErasures(world.deps)).toEqual({ friends: 0, members: 0 })
})

test('only an owner erases, and only who repeats whom', async () => {
  const { id, uid } = await friendOf(aiko.uid)
  const path = `/friends/${id}/erasure`
  expect((await staff('editor', 'POST', path, confirmation(uid))).status).toBe(403)
  expect((await staff('owner', 'POST', path, { confirmation: 'U99999' })).body.error.detail).toEqual({
    reason: 'confirmation',
  })
  expect(await friendOf(aiko.uid)).toBeDefined()
})

test('a friend is set back for a rehearsal: what was answered, linked and agreed goes, the friendship stays', async () => {
  const before = await friendOf(aiko.uid)
  expect((await staff('editor', 'POST', `/friends/${before.id}/reset`, {})).status).toBe(403)
  expect((await staff('owner', 'POST', `/friends/${before.id}/reset`, {})).status).toBe(200)
  const { friend } = (await staff('owner', 'GET', `/friends/${before.id}`)).body
  expect(friend).toMatchObject({
    ...{ friendship: 'following', member: null, consents: [], openSessions: 0, messagesStoppedAt: null },
    submissions: { count: 0 },
  })
  const { entries } = (await staff('owner', 'GET', `/friends/${before.id}/timeline`)).body
  expect(entries.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['friendship', 'note', 'staff'])
  // Everything can be done for the first time again.
  expect((await link(world, await sessionOf(world, aiko.uid), 'M0001')).status).toBe(200)
})

test('among real people only a test friend is set back', async () => {
  const { id } = await friendOf(aiko.uid)
  world.deps.settings.LINE_CHANNEL_ID = '1'
  expect((await staff('owner', 'POST', `/friends/${id}/reset`, {})).body.error.detail).toEqual({ reason: 'not_a_test' })
  expect((await staff('editor', 'PUT', `/friends/${id}/test-mark`, { isTest: true })).status).toBe(200)
  expect((await staff('owner', 'POST', `/friends/${id}/reset`, {})).status).toBe(200)
})

test('row 96: everything about one person leaves as one JSON file, which is audited, and for nobody who may not see it', async () => {
  const { id, uid } = await friendOf(aiko.uid)
  expect((await staff('viewer', 'POST', `/friends/${id}/export`, {})).status).toBe(403)
  const { body } = await staff('editor', 'POST', `/friends/${id}/export`, {})
  expect(body).toMatchObject({
    friend: { uid, displayName: '雛子郎' },
    member: { memberId: 'M0001', contacts: expect.arrayContaining([expect.objectContaining({ kind: 'name' })]) },
    links: [{ memberId: 'M0001', method: 'pin' }],
    consents: expect.arrayContaining([expect.objectContaining({ purpose: 'messages', act: 'withdrawn' })]),
    notes: [{ body: '雛子郎さんは窓側' }],
    files: [{ name: '見積.pdf', base64: expect.any(String) }],
    inbox: expect.arrayContaining([expect.objectContaining({ type: 'follow' })]),
  })
  expect(JSON.stringify(body.submissions)).toContain('何名さまですか')
  expect(JSON.stringify(body)).not.toMatch(/tokenHash|retryKey|friendSeq|replyToken/)
  // Every time is written in one way, also in what LINE sent.
  expect(JSON.stringify(body)).not.toMatch(/"(\w*At|at|\w*Until|timestamp)":\d/)
  const deeds = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id))
  expect(deeds.map(({ action }) => action)).toContain('friend.exported')
})
