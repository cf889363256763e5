import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadAccount } from '../../bot/accounts/load.ts'
import { recountForm } from '../../bot/forms/recount.ts'
import {
  customerContacts,
  forms,
  linkConflicts,
  submissions,
  talks,
  friends,
  customers,
  identityLinks,
} from '../../db/schema/index.ts'
import { addFriend, addSubmission, noon, openWorld, type World } from '../dashboard/world.ts'
import { eq } from 'drizzle-orm'

const dayMs = 24 * 60 * 60_000

let world: World
let cookie: string
beforeAll(async () => {
  world = await openWorld()
  cookie = await world.signIn('mori')
})
afterAll(() => world.close())

const get = async (path: string, account = 'main') => {
  const answer = await world.app.request(`/accounts/${account}/insights/${path}`, { headers: { cookie } })
  return { status: answer.status, body: (await answer.json()) as never }
}

test('X1: says of how many friends who follow the name, a member, an answer and a contact are known', async () => {
  const { orm } = world.deps.db
  const [aiko, ben, chika, daigo] = [
    await addFriend(world.deps, 'main', 1, 'Aiko'),
    await addFriend(world.deps, 'main', 2, 'Ben'),
    await addFriend(world.deps, 'main', 3, 'Chika'),
    await addFriend(world.deps, 'main', 4, 'Daigo'),
  ]
  await addFriend(world.deps, 'stranger', 5, 'Stranger')
  await orm.update(friends).set({ displayName: null }).where(eq(friends.seq, ben.seq))
  // Daigo left: nothing about him counts.
  await orm.update(friends).set({ friendship: 'blocked' }).where(eq(friends.seq, daigo.seq))
  await addSubmission(world.deps, 'main', daigo, { number: 9 })
  await addSubmission(world.deps, 'main', aiko, { number: 1 })
  await addSubmission(world.deps, 'main', aiko, { number: 2 })
  await orm.insert(customers).values({ id: 'member', memberId: 'M1', attributes: {}, createdAt: noon })
  const [member] = await orm.select().from(customers).where(eq(customers.id, 'member'))
  const seq = member!.seq
  await orm.update(friends).set({ customerSeq: seq }).where(eq(friends.seq, aiko.seq))
  const contact = { customerSeq: seq, normalised: '', source: 'import' as const, createdAt: noon, updatedAt: noon }
  await orm.insert(customerContacts).values([
    { ...contact, id: 'mail', kind: 'email', value: 'aiko@example.com' },
    { ...contact, id: 'phone', kind: 'phone', value: '090' },
  ])
  // A name alone reaches nobody.
  await orm.insert(customers).values({ id: 'other', attributes: {}, createdAt: noon })
  await orm
    .update(friends)
    .set({ customerSeq: seq + 1 })
    .where(eq(friends.seq, chika.seq))
  await orm
    .insert(customerContacts)
    .values({ ...contact, id: 'name', customerSeq: seq + 1, kind: 'name', value: '千佳' })
  const tie = { accountId: 'main', memberId: 'M1', method: 'staff' as const, proof: 'staff' as const, linkedAt: noon }
  await orm.insert(identityLinks).values([
    { ...tie, id: 'holds', friendSeq: aiko.seq, uid: aiko.uid, customerSeq: seq, formerCustomerSeq: seq },
    {
      ...{ ...tie, id: 'over', friendSeq: chika.seq, uid: chika.uid, customerSeq: seq, formerCustomerSeq: seq },
      ...{ endedAt: noon, endedBy: 'friend' },
    },
  ])
  const { body } = await get('home')
  expect(body).toMatchObject({ known: { following: 3, named: 2, linked: 1, answered: 1, reachable: 1 } })
  expect(JSON.stringify(body)).not.toMatch(/Aiko|example\.com|千佳|"U/)
})

test("counts finished submissions by Japan's calendar day, in the period of the address", async () => {
  const { orm } = world.deps.db
  const finished = async (days: number) =>
    ((await get(`home?days=${days}`)).body as { finished: { day: string; count: number }[] }).finished
  expect(await finished(7)).toHaveLength(7)
  expect((await finished(7)).at(-1)).toEqual({ day: '2026-11-21', count: 3 })
  const [one] = await orm.select().from(submissions).limit(1)
  // Half past midnight in Japan is the afternoon of the day before in UTC.
  const at = Date.parse('2026-11-15T00:30:00+09:00')
  const account = (await loadAccount(world.deps, 'main'))!
  const finishAt = async (moment: number) => {
    const moved = { startedAt: moment, finishedAt: moment }
    await orm.update(submissions).set(moved).where(eq(submissions.id, one!.id))
    for (const { key } of await orm.select({ key: forms.key }).from(forms))
      await recountForm({ db: world.deps.db, account }, key)
  }
  await finishAt(at)
  expect((await finished(7))[0]).toEqual({ day: '2026-11-15', count: 1 })
  await finishAt(at - dayMs)
  expect((await finished(7)).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 2])
  expect((await finished(28)).reduce((sum, { count }) => sum + count, 0)).toBe(3)
  expect((await get('home?days=8')).status).toBe(400)
})

test('says what waits for a person, and only what does', async () => {
  const { orm } = world.deps.db
  const rows = await orm.select().from(submissions)
  await orm.update(submissions).set({ review: 'done' }).where(eq(submissions.id, rows[0]!.id))
  await orm.update(submissions).set({ review: 'checking' }).where(eq(submissions.id, rows[1]!.id))
  const [first, second] = await orm.select().from(friends).where(eq(friends.accountId, 'main'))
  const talk = { accountId: 'main', unread: 1, lastAt: noon, updatedAt: noon, revision: 1 }
  await orm.insert(talks).values([
    { ...talk, friendSeq: first!.seq, state: 'open' },
    { ...talk, friendSeq: second!.seq, state: 'done' },
  ])
  const claim = { accountId: 'main', friendSeq: first!.seq, uid: first!.uid, memberId: 'M1', method: 'staff' as const }
  await orm.insert(linkConflicts).values([
    { ...claim, id: 'open', customerSeq: 1, heldByFriendSeq: second!.seq, state: 'open', createdAt: noon },
    { ...claim, id: 'over', customerSeq: 1, heldByFriendSeq: second!.seq, state: 'kept', createdAt: noon },
  ])
  expect((await get('today')).body).toEqual({ today: { reviews: 1, checking: 1, talks: 1, conflicts: 1 } })
  expect((await get('today', 'stranger')).body).toEqual({ today: { reviews: 0, checking: 0, talks: 0, conflicts: 0 } })
  expect((await get('home', 'stranger')).body).toMatchObject({ known: { following: 1, linked: 0, answered: 0 } })
})
