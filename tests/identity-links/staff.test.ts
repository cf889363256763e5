import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accounts, auditEntries, consents, friends, identityLinks, linkConflicts } from '../../db/schema/index.ts'
import type { Role } from '../../bot/staff/contract.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import type { World } from '../support/world.ts'
import { call, claim, link, open, openCafe, person, sessionOf } from './people.ts'

let world: World
let aiko: { uid: string; session: string }
let ben: { uid: string; session: string }
const cookies = {} as Record<Role, string>

beforeEach(async () => {
  world = await openCafe()
  aiko = await person(world, '愛子')
  ben = await person(world, 'ベン')
  const now = world.deps.clock()
  await world.db.orm
    .insert(accounts)
    .values({ id: 'stranger', name: '別の会社', source: 'dashboard', createdAt: now, updatedAt: now })
  for (const role of ['viewer', 'editor', 'owner'] as const) {
    await addStaff(world.deps, role, role)
    cookies[role] = await signInAs(role)
  }
})
afterEach(() => world.close())

const signInAs = (role: Role) =>
  signIn(
    { request: (path: string, init: RequestInit) => world.app.request(`/api${path}`, init) } as never,
    `${role}@example.com`,
  )

async function staff(role: Role, method: string, path: string, body?: unknown, account = 'main') {
  const answer = await world.app.request(`/api/accounts/${account}${path}`, {
    method,
    headers: { ...ownPage, cookie: cookies[role] },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : null }
}

const friendId = async (uid: string) =>
  (await world.db.orm.select({ id: friends.id }).from(friends).where(eq(friends.uid, uid)))[0]!.id

/** What somebody said about the tie, and where. */
const said = async (uid: string) =>
  (
    await world.db.orm
      .select({ act: consents.act, mouth: consents.mouth })
      .from(consents)
      .innerJoin(friends, eq(friends.seq, consents.friendSeq))
      .where(eq(friends.uid, uid))
      .orderBy(consents.at)
  ).map(({ act, mouth }) => `${act} ${mouth}`)

test('D6: staff see every tie that a friend had, how it was proven, and who ended it', async () => {
  await link(world, aiko.session, 'M0001')
  await call(world, 'DELETE', '/link', { session: aiko.session, body: { accessToken: null } })
  world.pass(1000)
  await link(world, aiko.session, 'M0002')
  const { body } = await staff('editor', 'GET', `/friends/${await friendId(aiko.uid)}/links`)
  expect(body.links).toMatchObject([
    { memberId: 'M0002', method: 'pin', proof: 'id_token', endedAt: null },
    { memberId: 'M0001', endedBy: 'friend', deauthorised: 'no_token' },
  ])
})

test('an editor undoes a tie, which is audited; a viewer may not', async () => {
  await link(world, aiko.session, 'M0001')
  const path = `/friends/${await friendId(aiko.uid)}/unlinking`
  expect((await staff('viewer', 'POST', path, {})).status).toBe(403)
  expect((await staff('editor', 'POST', path, {})).body.links).toMatchObject([
    { endedBy: expect.stringMatching(/^staff:/), deauthorised: 'no_token' },
  ])
  expect((await staff('editor', 'POST', path, {})).status).toBe(404)
  expect(await world.db.orm.select().from(auditEntries)).toMatchObject([{ action: 'identity.unlinked' }])
})

test('A13: staff leave a member with the one who has it, or move it; the two ties change together, and it is audited', async () => {
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  const listed = await staff('editor', 'GET', '/link-conflicts?state=open')
  expect(listed.body).toMatchObject({
    open: 1,
    rows: [
      {
        memberId: 'M0001',
        state: 'open',
        claimant: { id: await friendId(ben.uid) },
        holder: { id: await friendId(aiko.uid) },
      },
    ],
  })
  const path = `/link-conflicts/${listed.body.rows[0].id}/decision`
  expect((await staff('viewer', 'POST', path, { decision: 'moved' })).status).toBe(403)
  expect((await staff('editor', 'POST', path, { decision: 'moved' })).body).toEqual({ decision: 'moved' })
  const ties = await world.db.orm.select().from(identityLinks)
  expect(ties).toMatchObject([
    { uid: aiko.uid, endedBy: expect.stringMatching(/^staff:/) },
    { uid: ben.uid, memberId: 'M0001', endedAt: null },
  ])
  expect((await staff('editor', 'POST', path, { decision: 'kept' })).status).toBe(409)
  expect(await world.db.orm.select().from(auditEntries)).toMatchObject([{ action: 'identity.conflict_moved' }])
  expect((await staff('viewer', 'GET', '/link-conflicts?state=decided')).body.rows).toHaveLength(1)
})

test('an editor ties a friend to a member by its number, seeing the name first; it is audited, and agreed to by nobody', async () => {
  const path = `/friends/${await friendId(aiko.uid)}/linking`
  expect((await staff('viewer', 'POST', path, { memberId: 'M0001' })).status).toBe(403)
  expect((await staff('viewer', 'GET', `${path}?memberId=M0001`)).status).toBe(403)
  expect((await staff('editor', 'GET', `${path}?memberId=${encodeURIComponent('ｍ０００１')}`)).body).toEqual({
    member: { memberId: 'M0001', name: '佐藤 愛子', held: false },
  })
  expect((await staff('editor', 'GET', `${path}?memberId=M9999`)).status).toBe(404)
  expect((await staff('editor', 'POST', path, { memberId: 'M9999' })).status).toBe(404)
  expect((await staff('editor', 'POST', path, { memberId: 'm-0001' })).body.links).toMatchObject([
    { memberId: 'M0001', method: 'staff', proof: 'staff', endedAt: null },
  ])
  expect(await world.db.orm.select().from(auditEntries)).toMatchObject([
    { action: 'identity.linked', subject: await friendId(aiko.uid), detail: { memberId: 'M0001' } },
  ])
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, aiko.uid))
  expect(friend!.menuKey).toBe('member')
  expect(await world.db.orm.select().from(consents)).toEqual([])
})

test('staff tie nobody who is tied, and to no member who is: the answer says which', async () => {
  await link(world, aiko.session, 'M0001')
  const tie = async (uid: string, memberId: string) =>
    staff('editor', 'POST', `/friends/${await friendId(uid)}/linking`, { memberId })
  const [mine, theirs] = [await tie(aiko.uid, 'M0002'), await tie(ben.uid, 'M0001')]
  expect([mine.status, mine.body.error.detail.reason]).toEqual([409, 'friend_linked'])
  expect([theirs.status, theirs.body.error.detail.reason]).toEqual([409, 'member_linked'])
  const path = `/friends/${await friendId(ben.uid)}/linking`
  expect((await staff('editor', 'GET', `${path}?memberId=M0001`)).body.member.held).toBe(true)
  const answers = await Promise.all([tie(ben.uid, 'M0003'), tie(ben.uid, 'M0004')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('what was agreed is withdrawn with the tie, also when staff end it or move it; whoever has it keeps the agreement', async () => {
  await link(world, aiko.session, 'M0001')
  world.pass(1000)
  await link(world, ben.session, 'M0001')
  world.pass(1000)
  const { rows } = (await staff('viewer', 'GET', '/link-conflicts')).body
  await staff('editor', 'POST', `/link-conflicts/${rows[0].id}/decision`, { decision: 'moved' })
  world.pass(1000)
  expect(await said(aiko.uid)).toEqual(['given liff', 'withdrawn staff'])
  expect(await said(ben.uid)).toEqual(['given liff'])
  await staff('editor', 'POST', `/friends/${await friendId(ben.uid)}/unlinking`, {})
  world.pass(1000)
  expect(await said(ben.uid)).toEqual(['given liff', 'withdrawn staff'])
  // Staff made this tie, nobody agreed to it, and so nothing is withdrawn.
  const path = `/friends/${await friendId(ben.uid)}`
  await staff('editor', 'POST', `${path}/linking`, { memberId: 'M0002' })
  await staff('editor', 'POST', `${path}/unlinking`, {})
  expect(await said(ben.uid)).toEqual(['given liff', 'withdrawn staff'])
})

test('a conflict shows who has the member now: nobody, or somebody else, and nobody stands in the claimant’s way', async () => {
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  const shown = async () => (await staff('viewer', 'GET', '/link-conflicts?state=open')).body.rows[0]
  await call(world, 'DELETE', '/link', { session: aiko.session, body: { accessToken: null } })
  expect((await shown()).holder).toBeNull()
  const carla = await person(world, 'カルラ')
  await link(world, carla.session, 'M0001')
  expect((await shown()).holder).toMatchObject({ id: await friendId(carla.uid) })
  await staff('editor', 'POST', `/friends/${await friendId(carla.uid)}/unlinking`, {})
  const path = `/link-conflicts/${(await shown()).id}/decision`
  expect((await staff('editor', 'POST', path, { decision: 'moved' })).status).toBe(200)
  expect((await staff('viewer', 'GET', '/link-conflicts?state=decided')).body.rows).toMatchObject([
    { state: 'moved', holder: { id: await friendId(aiko.uid) } },
  ])
})

test('a claimant who got the member without anybody’s decision waits for none', async () => {
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  await call(world, 'DELETE', '/link', { session: aiko.session, body: { accessToken: null } })
  await link(world, ben.session, 'M0001')
  expect((await staff('viewer', 'GET', '/link-conflicts?state=open')).body).toMatchObject({ rows: [], open: 0 })
  expect(await world.db.orm.select().from(linkConflicts)).toMatchObject([
    { state: 'moved', decidedBy: 'system', decidedAt: world.deps.clock() },
  ])
})

test('a conflict that is kept leaves everything as it is, and the claimant may ask again', async () => {
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  const { rows } = (await staff('viewer', 'GET', '/link-conflicts')).body
  await staff('editor', 'POST', `/link-conflicts/${rows[0].id}/decision`, { decision: 'kept' })
  expect(await world.db.orm.select().from(identityLinks)).toMatchObject([{ uid: aiko.uid, endedAt: null }])
  await link(world, ben.session, 'M0001')
  expect((await world.db.orm.select().from(linkConflicts)).map(({ state }) => state)).toEqual(['kept', 'open'])
})

test('a claimant who is tied to another member by now is not moved', async () => {
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  await link(world, ben.session, 'M0002')
  const { rows } = (await staff('viewer', 'GET', '/link-conflicts')).body
  const answer = await staff('editor', 'POST', `/link-conflicts/${rows[0].id}/decision`, { decision: 'moved' })
  expect([answer.status, answer.body.error.detail.reason]).toEqual([409, 'already_linked'])
  expect((await world.db.orm.select().from(identityLinks)).filter(({ endedAt }) => endedAt === null)).toHaveLength(2)
})

test('P11: each step of the member login is counted by the day on which it was opened', async () => {
  const other = await person(world, '三人目')
  await open(world, other.session)
  await claim(world, ben.session, { key: 'M0002', secret: '0000' })
  await link(world, aiko.session, 'M0001')
  world.pass(24 * 60 * 60_000)
  await open(world, await sessionOf(world, other.uid))
  expect((await staff('viewer', 'GET', '/link-steps')).body.steps).toEqual([
    { day: '2026-11-22', opened: 1, claimed: 0, proven: 0, linked: 0, conflicts: 0 },
    { day: '2026-11-21', opened: 3, claimed: 2, proven: 1, linked: 1, conflicts: 0 },
  ])
})

test('through the stranger’s account nothing of this one is seen or changed', async () => {
  await link(world, aiko.session, 'M0001')
  await link(world, ben.session, 'M0001')
  const [conflict] = await world.db.orm.select().from(linkConflicts)
  const id = await friendId(aiko.uid)
  const there = (method: string, path: string, body?: unknown) => staff('owner', method, path, body, 'stranger')
  expect((await there('GET', `/friends/${id}/links`)).status).toBe(404)
  expect((await there('POST', `/friends/${id}/unlinking`, {})).status).toBe(404)
  expect((await there('POST', `/friends/${id}/linking`, { memberId: 'M0002' })).status).toBe(404)
  expect((await there('GET', '/link-conflicts')).body).toEqual({ rows: [], open: 0, next: null })
  expect((await there('POST', `/link-conflicts/${conflict!.id}/decision`, { decision: 'moved' })).status).toBe(404)
  expect((await there('GET', '/link-steps')).body).toEqual({ steps: [] })
  expect((await world.db.orm.select().from(identityLinks)).map(({ endedAt }) => endedAt)).toEqual([null])
})

test('A64: the owner brings members in from a file, first as a dry run; nobody else may, and it is audited', async () => {
  const bring = async (role: Role, query: string, body: string, account = 'main') => {
    const answer = await world.app.request(`/api/accounts/${account}/members/import${query}`, {
      method: 'POST',
      headers: {
        ...ownPage,
        'content-type': 'text/csv',
        'x-file-name': encodeURIComponent('../../会員 11月.csv'),
        cookie: cookies[role],
      },
      body,
    })
    return { status: answer.status, body: await answer.json() }
  }
  const csv = 'member_id,name\nM0001,佐藤 愛子\nN-1,新人\n'
  expect((await bring('editor', '', csv)).status).toBe(403)
  expect((await bring('owner', '', csv, 'nowhere')).status).toBe(404)
  const dry = await bring('owner', '?dry=true', csv)
  expect(dry.body.report).toMatchObject({ fileName: '会員 11月.csv', written: false, added: 1, unchanged: 1 })
  expect((await staff('viewer', 'GET', '/members')).body).toMatchObject({ members: 20, imports: [] })
  expect((await bring('owner', '', csv)).body.report).toMatchObject({ written: true, added: 1 })
  const told = { by: expect.stringMatching(/^staff:/), added: 1 }
  expect((await staff('editor', 'GET', '/members')).body).toMatchObject({
    members: 21,
    imports: [{ fileName: '会員 11月.csv', ...told }],
  })
  // A file may be called after a person.
  expect((await staff('viewer', 'GET', '/members')).body.imports).toMatchObject([{ fileName: '●●●', ...told }])
  expect(await world.db.orm.select().from(auditEntries)).toMatchObject([{ action: 'members.imported' }])
})
