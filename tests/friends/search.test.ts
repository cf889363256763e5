import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillFriendSearch } from '../../bot/friends/search-index.ts'
import { fillCustomerSearch } from '../../bot/customers/search-index.ts'
import { loadAccount } from '../../bot/accounts/load.ts'
import { refreshProfile } from '../../bot/friends/refresh-profile.ts'
import { scopeOf } from '../../bot/scope.ts'
import { identityLinks, friends, customers } from '../../db/schema/index.ts'
import { addFriend, addMember, openWorld, type World } from '../dashboard/world.ts'

let world: World
let cookies: Record<'sato' | 'ito' | 'mori', string>
let hanako: Awaited<ReturnType<typeof addFriend>>

beforeAll(async () => {
  world = await openWorld()
  cookies = { sato: await world.signIn('sato'), ito: await world.signIn('ito'), mori: await world.signIn('mori') }
  const { deps } = world
  hanako = await addFriend(deps, 'main', 0xa1, 'はなちゃん☕')
  await addFriend(deps, 'main', 0xb2, '山田 太郎')
  await addFriend(deps, 'main', 0xc3, '<img src=x onerror=alert(1)>')
  await addFriend(deps, 'stranger', 0xd4, '山田 他社')
  await addMember(deps, 'M-0042', {
    ...{ name: '佐藤 花子', kana: 'サトウ ハナコ', email: 'Hanako.Sato@example.com', phone: '090-1234-5678' },
  })
  await addMember(deps, 'M-0043', { name: '佐藤 次郎', kana: 'さとう じろう', email: 'jiro@example.com' })
  await tie(hanako, 'M-0042')
})
afterAll(() => world.close())

async function tie(friend: { seq: number; uid: string }, memberId: string) {
  const { orm } = world.deps.db
  const member = await orm.select().from(customers).where(eq(customers.memberId, memberId)).get()
  const before = await orm.select().from(friends).where(eq(friends.seq, friend.seq)).get()
  await orm.insert(identityLinks).values({
    ...{ id: `tie-${friend.seq}`, accountId: 'main', friendSeq: friend.seq, uid: friend.uid, memberId },
    ...{
      customerSeq: member!.seq,
      formerCustomerSeq: before!.customerSeq,
      method: 'pin',
      proof: 'id_token',
      linkedAt: 1,
    },
  })
  await orm.update(friends).set({ customerSeq: member!.seq }).where(eq(friends.seq, friend.seq))
}

interface Row {
  id: string
  uid: string
  displayName: string | null
  memberId: string | null
}
interface Found {
  friends: Row[]
  members: Row[]
}
const ask = async <Body>(path: string, who: 'sato' | 'ito' | 'mori' = 'sato', account = 'main') => {
  const answer = await world.app.request(`/accounts/${account}/${path}`, { headers: { cookie: cookies[who] } })
  return { status: answer.status, body: (await answer.json()) as Body }
}
const find = async (q: string, who?: 'sato' | 'ito' | 'mori', account?: string) => {
  const { body } = await ask<Found>(`people/search?q=${encodeURIComponent(q)}`, who, account)
  return { friends: body.friends.map(({ id }) => id), members: body.members.map(({ memberId }) => memberId) }
}

test.for([
  ['part of a LINE name', 'なちゃ'],
  ['a LINE name in katakana', 'ハナチャン'],
  ['the name that the company knows', '佐藤花子'],
  ['its words in another order', '花子 佐藤'],
  ['the reading in hiragana', 'さとうはな'],
  ['the reading in half-width katakana', 'ｻﾄｳ ﾊﾅｺ'],
  ['the member number', 'M-0042'],
  ['the member number however it is written', 'ｍ００42'],
  ['an e-mail address in another case', 'hanako.sato@EXAMPLE.com'],
  ['the beginning of an e-mail address', 'hanako'],
  ['a telephone number', '09012345678'],
  ['a telephone number from abroad', '+81 90-1234-5678'],
  ['the beginning of a telephone number', '090-1234'],
  ['the UID', `U${'161'.padStart(32, '0')}`],
] as [string, string][])('ES01: somebody is found by %s', async ([, q]) => {
  expect((await find(q)).friends).toEqual([hanako.id])
})

test('ES01: a member without a friend is found as a member, one with a friend as the friend', async () => {
  expect(await find('佐藤')).toEqual({ friends: [hanako.id], members: ['M-0043'] })
})

test('ES01: a new name is found and the old one is not', async () => {
  const account = await loadAccount(world.deps, 'main')
  const scope = scopeOf({ ...world.deps, fetch: async () => profile('田中 新') }, account!, { kind: 'system' })
  const friend = await addFriend(world.deps, 'main', 0xe5, '中村 旧')
  await refreshProfile(scope, { uid: friend.uid })
  expect((await find('田中 新')).friends).toEqual([friend.id])
  expect((await find('中村')).friends).toEqual([])
})

const profile = (displayName: string) => ({
  status: 200,
  body: null,
  headers: { get: () => null },
  text: async () => JSON.stringify({ userId: 'x', displayName, access_token: 'x', expires_in: 900 }),
})

test('ES01: names from before the full-text tables are put into them by jobs', async () => {
  await world.deps.db.write([
    { sql: 'delete from friend_search', params: [] },
    { sql: 'delete from customer_search', params: [] },
  ])
  expect(await find('佐藤')).toEqual({ friends: [], members: [] })
  for (const id of ['main', 'stranger']) {
    const scope = scopeOf(world.deps, (await loadAccount(world.deps, id))!, { kind: 'system' })
    await fillFriendSearch(scope, { after: 0 })
    await fillCustomerSearch(scope, { after: 0 })
  }
  expect(await find('佐藤')).toEqual({ friends: [hanako.id], members: ['M-0043'] })
  expect((await find('山田 太郎')).friends).toHaveLength(1)
})

test('A30: a second account finds nobody of the first, and the first nobody of the second', async () => {
  expect((await find('山田', 'sato', 'stranger')).friends).toEqual(['friend-stranger-212'])
  expect((await find('はなちゃん', 'sato', 'stranger')).friends).toEqual([])
  expect((await find('山田')).friends).toEqual(['friend-main-178'])
})

test('A32, A33: whoever may not see names finds by the UID alone: not by value, order or count', async () => {
  for (const q of ['はなちゃん', '佐藤', 'さとう', 'M-0042', 'hanako', '090-1234', '09012345678', 'な'])
    expect([q, await find(q, 'mori')]).toEqual([q, { friends: [], members: [] }])
  const counted = await ask<{ total: unknown; rows: unknown[] }>('friends?q=佐藤', 'mori')
  expect(counted.body).toMatchObject({ total: { count: 0, more: false }, rows: [] })
  const byUid = await ask<Found>(`people/search?q=${hanako.uid}`, 'mori')
  expect(byUid.body.friends).toMatchObject([{ uid: hanako.uid, displayName: null, memberId: '●●●', memberName: null }])
  for (const path of [
    'friends',
    'customers',
    `friends/${hanako.id}`,
    `friends/${hanako.id}/timeline`,
    'customers?friend=with',
  ])
    expect(JSON.stringify((await ask(path, 'mori')).body)).not.toMatch(/はなちゃん|佐藤|M-0042|hanako|\+81/i)
})

test('X5: who may not see names works with the UID: it is shown and searched by its beginning', async () => {
  const { body } = await ask<{ rows: Row[] }>(`friends?q=${hanako.uid.slice(0, 31)}`, 'mori')
  expect(body.rows.map(({ uid }) => uid)).toContain(hanako.uid)
})

test('A27: signs of SQL, of the full-text language and of LIKE mean themselves', async () => {
  for (const q of [
    "' or 1=1 --",
    '" OR name:*',
    'name:あ',
    '%',
    '_',
    '*',
    'NEAR(a b)',
    ')',
    'account : "a"',
    '\u0000',
    '☕'.repeat(50),
  ])
    expect([q, (await ask(`friends?q=${encodeURIComponent(q)}`)).status]).toEqual([q, 200])
  expect((await find('" OR "')).friends).toEqual([])
  for (const path of [
    "friends?friendship=following'--",
    'friends?link=1',
    'friends?change=followed&from=2026-13-01',
    "friends?cursor=';drop",
    'friends?sort=display_name',
    'customers?friend=x',
    'customers?conflict=all',
    `friends/${hanako.id}/timeline?only=sql`,
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 400])
})

test('A24: markup in a LINE name is text: it is found, and answered as it is', async () => {
  const { body } = await ask<{ rows: Row[] }>(`friends?q=${encodeURIComponent('<img src=x')}`)
  expect(body.rows).toMatchObject([{ displayName: '<img src=x onerror=alert(1)>' }])
})
