import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountDays, accounts, customers, friends, friendshipChanges, identityLinks } from '../../db/schema/index.ts'
import { build, statement } from '../../db/database.ts'
import { loadAccount } from '../../bot/accounts/load.ts'
import { changeFriendship } from '../../bot/friends/change-friendship.ts'
import { learnFriend } from '../../bot/friends/learn.ts'
import { staffApi } from '../../bot/http/staff-api.ts'
import { linkStatements } from '../../bot/identity-links/link.ts'
import { tieOfUid } from '../../bot/identity-links/tie.ts'
import { unlinkStatements } from '../../bot/identity-links/unlink.ts'
import { recountWithout } from '../../bot/insights/erase.ts'
import { scopeOf, type Scope } from '../../bot/scope.ts'
import { addStaff, signIn } from '../dashboard/world.ts'
import { createWorld, type World } from '../support/world.ts'

const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
const cast = ['main', 'second']
const people = 12

let world: World
let cookie: string
const scopes: Scope[] = []

beforeAll(async () => {
  world = await createWorld({ demo: false })
  const now = world.deps.clock()
  await world.db.orm
    .insert(accounts)
    .values({ id: 'second', name: 'Second', source: 'dashboard', createdAt: now, updatedAt: now })
  for (const id of cast) scopes.push(scopeOf(world.deps, (await loadAccount(world.deps, id))!, { kind: 'system' }))
  for (let number = 0; number < people; number++)
    await world.db.orm
      .insert(customers)
      .values({ id: `member-${number}`, memberId: `M${number}`, attributes: {}, createdAt: now })
  await addStaff(world.deps, 'mori', 'viewer')
  cookie = await signIn(staffApi(world.deps), 'mori@example.com')
})
afterAll(() => world.close())

/** The same numbers each time, so that a failure can be looked at. */
let seed = 20261121
function pick(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}

const uidOf = (number: number) => `U${String(number).padStart(32, '0')}`
let events = 0

/** One thing that happens to somebody: most of it is told at once, some of it days late and out of order. */
async function happen(scope: Scope): Promise<void> {
  const uid = uidOf(pick(people))
  const late = pick(4) === 0 ? pick(3 * 24) * hourMs : 0
  await world.db.write(learnFriend(scope, uid, null))
  if (pick(3) > 0) {
    const kind = (['followed', 'blocked', 'returned'] as const)[pick(3)]!
    const at = scope.clock() - late
    await world.db.write(changeFriendship(scope, { uid, kind, at, webhookEventId: `event-${++events}` }))
    return
  }
  const tie = await tieOfUid(scope, uid)
  if (tie) await world.db.write(unlinkStatements(scope, tie, { endedBy: 'friend', deauthorised: 'no_token' }))
  else
    await world.db
      .write(linkStatements(scope, { uid, memberId: `M${pick(people)}`, method: 'staff', proof: 'staff' }))
      // The member is somebody else's by now: nothing happened.
      .catch(() => undefined)
}

/** Rounds as they come by themselves: the first one plans what the second one runs. */
async function rest(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    world.pass(60_000)
    await world.rest()
  }
}

async function home(account: string, days = 28) {
  const answer = await staffApi(world.deps).request(`/accounts/${account}/insights/home?days=${days}`, {
    headers: { cookie },
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { today: string; counting: boolean; figures: Record<string, number | string>[] }
}

const dayOf = (at: number) => new Date(at + 9 * hourMs).toISOString().slice(0, 10)

/** The figures of a day as somebody would count them by hand, from every row there is. */
async function byHand(account: string, day: string) {
  const { orm } = world.db
  const changes = await orm.select().from(friendshipChanges).where(eq(friendshipChanges.accountId, account))
  const ties = await orm.select().from(identityLinks).where(eq(identityLinks.accountId, account))
  const until = (at: number) => dayOf(at) <= day
  const kinds = (kind: string) => changes.filter((change) => change.kind === kind && dayOf(change.at) === day).length
  const newest = new Map<number, string>()
  for (const change of changes.filter(({ at }) => until(at)).toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)))
    newest.set(change.friendSeq, change.kind)
  const following = [...newest].filter(([, kind]) => kind !== 'blocked').map(([seq]) => seq)
  const tied = ties.filter(({ linkedAt, endedAt }) => until(linkedAt) && !(endedAt !== null && until(endedAt)))
  return {
    day,
    followed: kinds('followed'),
    blocked: kinds('blocked'),
    returned: kinds('returned'),
    linked: ties.filter(({ linkedAt }) => dayOf(linkedAt) === day).length,
    unlinked: ties.filter(({ endedAt }) => endedAt !== null && dayOf(endedAt) === day).length,
    everFollowed: newest.size,
    effective: following.length,
    linkedEffective: tied.filter(({ friendSeq }) => following.includes(friendSeq)).length,
  }
}

async function expectByHand(): Promise<void> {
  for (const account of cast) {
    const { figures } = await home(account)
    expect(figures.length).toBe(28)
    for (const figure of figures) expect(figure).toEqual(await byHand(account, String(figure['day'])))
  }
}

test('P21: P10: every figure of every day is what one counts by hand from the raw facts, whatever came late or out of order', async () => {
  for (let day = 0; day < 7; day++) {
    for (let act = 0; act < 40; act++) {
      await happen(scopes[pick(cast.length)]!)
      world.pass(pick(30) * 60_000)
    }
    // Before the days are closed, and after.
    await expectByHand()
    world.pass(8 * hourMs)
    await rest()
    await expectByHand()
  }
  const closed = await world.db.orm.select().from(accountDays).where(eq(accountDays.accountId, 'main'))
  expect(closed.length).toBeGreaterThan(5)
  expect(closed.filter(({ marks }) => marks > 0).length).toBeGreaterThan(0)
  expect(closed.filter(({ linkedEffective, unlinked }) => linkedEffective > 0 && unlinked > 0).length).toBeGreaterThan(
    0,
  )
})

test('P21: the figures of today agree with the friends as they stand', async () => {
  for (const account of cast) {
    const rows = await world.db.orm.select().from(friends).where(eq(friends.accountId, account))
    const { figures } = await home(account)
    expect(figures.at(-1)).toMatchObject({
      effective: rows.filter(({ friendship }) => friendship === 'following').length,
      everFollowed: rows.filter(({ friendship }) => friendship !== 'unknown').length,
    })
  }
})

test('P21: a closed day is counted again when an event of it comes late, and the days after it move along', async () => {
  const scope = scopes[0]!
  const before = (await home('main')).figures
  const at = scope.clock() - 3 * dayMs
  await world.db.write(learnFriend(scope, uidOf(99), null))
  await world.db.write(changeFriendship(scope, { uid: uidOf(99), kind: 'followed', at, webhookEventId: 'very-late' }))
  const stale = () =>
    world.db.orm
      .select()
      .from(accountDays)
      .where(eq(accountDays.accountId, 'main'))
      .then((rows) => rows.filter(({ marks, countedAtMark }) => marks !== countedAtMark).map(({ day }) => day))
  expect(await stale()).toEqual([dayOf(at), dayOf(at + dayMs), dayOf(at + 2 * dayMs)])
  await rest()
  expect(await stale()).toEqual([])
  const after = (await home('main')).figures
  const moved = (name: string) => after.map((figure, index) => Number(figure[name]) - Number(before[index]?.[name]))
  expect(moved('followed').filter((by) => by !== 0)).toEqual([1])
  expect(moved('effective').slice(-4)).toEqual([1, 1, 1, 1])
  expect(
    moved('effective')
      .slice(0, -4)
      .every((by) => by === 0),
  ).toBe(true)
})

test('P21: P10: whoever is erased leaves the figures of every day', async () => {
  const { orm } = world.db
  const [friend] = await orm
    .select()
    .from(friends)
    .where(eq(friends.uid, uidOf(1)))
  const own = friend!.seq
  const changes = await orm.select().from(friendshipChanges).where(eq(friendshipChanges.friendSeq, own))
  expect(changes.length).toBeGreaterThan(2)
  await world.db.write([
    recountWithout(friend!.accountId, own),
    statement(build.delete(friendshipChanges).where(eq(friendshipChanges.friendSeq, own))),
    statement(build.delete(identityLinks).where(eq(identityLinks.friendSeq, own))),
  ])
  await rest()
  await expectByHand()
})

test('P10: 40 linked of 100 effective friends are 40 %, and a block of a linked one changes both parts', async () => {
  const scope = scopes[1]!
  const { orm } = world.db
  await orm.delete(friendshipChanges).where(eq(friendshipChanges.accountId, 'second'))
  await orm.delete(identityLinks).where(eq(identityLinks.accountId, 'second'))
  await orm.delete(accountDays).where(eq(accountDays.accountId, 'second'))
  for (let number = 200; number < 300; number++) {
    const uid = uidOf(number)
    await world.db.write(learnFriend(scope, uid, null))
    await world.db.write(
      changeFriendship(scope, { uid, kind: 'followed', at: scope.clock(), webhookEventId: `hundred-${number}` }),
    )
    if (number >= 240) continue
    await orm.insert(customers).values({ id: `h${number}`, memberId: `H${number}`, attributes: {}, createdAt: 0 })
    await world.db.write(linkStatements(scope, { uid, memberId: `H${number}`, method: 'staff', proof: 'staff' }))
  }
  expect((await home('second')).figures.at(-1)).toMatchObject({ effective: 100, linkedEffective: 40 })
  world.pass(1)
  await world.db.write(
    changeFriendship(scope, { uid: uidOf(200), kind: 'blocked', at: scope.clock(), webhookEventId: 'blocks' }),
  )
  expect((await home('second')).figures.at(-1)).toMatchObject({ effective: 99, linkedEffective: 39, blocked: 1 })
})

test('P21: the job counts all days anew from the facts when their rows are lost', async () => {
  await world.db.orm.delete(accountDays)
  await rest()
  await expectByHand()
})
