import { afterAll, beforeAll, expect, test } from 'vitest'
import { consents, customers, identityLinks } from '../../db/schema/index.ts'
import { addFriend, noon, openWorld, ownPage, type World } from './world.ts'

let world: World
let cookie: string
let aiko: Awaited<ReturnType<typeof addFriend>>

beforeAll(async () => {
  world = await openWorld()
  cookie = await world.signIn('ito')
  aiko = await addFriend(world.deps, 'main', 1, 'Aiko')
  const { orm } = world.deps.db
  await orm.insert(customers).values({ id: 'member', memberId: 'M0001', attributes: {}, createdAt: noon })
  const link = {
    ...{
      accountId: 'main',
      friendSeq: aiko.seq,
      uid: aiko.uid,
      memberId: 'M0001',
      customerSeq: 2,
      formerCustomerSeq: 1,
    },
    ...{ method: 'pin' as const, proof: 'id_token' as const },
  }
  await orm.insert(identityLinks).values([
    { ...link, id: 'first', linkedAt: noon + 2, endedAt: noon + 3, endedBy: 'friend' },
    { ...link, id: 'second', linkedAt: noon + 4, method: 'staff' as const },
  ])
  const consent = {
    ...{ accountId: 'main', friendSeq: aiko.seq, purpose: 'link', version: '2026-11', text: '…' },
    ...{ language: 'ja' as const, mouth: 'liff' as const },
  }
  await orm.insert(consents).values([{ ...consent, id: 'agreed', act: 'given', at: noon + 1 }])
})
afterAll(() => world.close())

test('D6: the timeline tells of link, unlink and relink, by what the member was proven, and of the consent', async () => {
  const answer = await world.app.request(`/accounts/main/friends/${aiko.id}/timeline`, {
    headers: { ...ownPage, cookie },
  })
  const { entries } = (await answer.json()) as { entries: Record<string, unknown>[] }
  expect(entries.map(({ key: _key, ...entry }) => entry)).toEqual([
    { kind: 'linked', at: noon + 4, memberId: 'M0001', method: 'staff' },
    { kind: 'unlinked', at: noon + 3, memberId: 'M0001', by: 'friend' },
    { kind: 'linked', at: noon + 2, memberId: 'M0001', method: 'pin' },
    { kind: 'consent', at: noon + 1, purpose: 'link', act: 'given', version: '2026-11', mouth: 'liff' },
    { kind: 'friendship', at: noon, change: 'followed' },
  ])
})
