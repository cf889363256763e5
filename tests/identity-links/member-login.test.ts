import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { consents, customers, events, friends, identityLinks, linkAttempts } from '../../db/schema/index.ts'
import type { World } from '../support/world.ts'
import { agree, call, changeLogin, claim, link, open, openCafe, person, sessionOf } from './people.ts'

const minute = 60_000

let world: World
let aiko: { uid: string; session: string }
let ben: { uid: string; session: string }
beforeEach(async () => {
  world = await openCafe()
  aiko = await person(world, '愛子')
  ben = await person(world, 'ベン')
})
afterEach(() => world.close())

const friendOf = async (uid: string) => (await world.db.orm.select().from(friends).where(eq(friends.uid, uid)))[0]!

test('D10, D11: a person proves their member number with the PIN, sees both sides by name, agrees, and is tied', async () => {
  const before = await friendOf(aiko.uid)
  const { id, answer } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  expect(answer.status).toBe(200)
  expect(answer.body.attempt).toMatchObject({
    state: 'proven',
    sides: { member: { memberId: 'M0001', name: '佐藤 愛子' } },
    code: null,
  })
  // Proven is not tied yet: that takes the person's word.
  expect(await world.db.orm.select().from(identityLinks)).toEqual([])
  const agreed = await agree(world, aiko.session, id)
  expect(agreed.body.attempt.state).toBe('linked')
  const [tie] = await world.db.orm.select().from(identityLinks)
  const [member] = await world.db.orm.select().from(customers).where(eq(customers.memberId, 'M0001'))
  expect(tie).toMatchObject({
    uid: aiko.uid,
    memberId: 'M0001',
    method: 'pin',
    proof: 'id_token',
    customerSeq: member!.seq,
    formerCustomerSeq: before.customerSeq,
    linkedAt: world.deps.clock(),
    endedAt: null,
  })
  expect(await friendOf(aiko.uid)).toMatchObject({ customerSeq: member!.seq, menuKey: 'member' })
  expect(await world.db.orm.select().from(events)).toMatchObject([
    { name: 'identity.linked', friendSeq: before.seq, properties: { memberId: 'M0001', method: 'pin' } },
  ])
})

test('N15: what was agreed is kept word by word, with its version, its language and what LY Corporation is told', async () => {
  await link(world, aiko.session, 'M0001')
  const [given] = await world.db.orm.select().from(consents)
  expect(given).toMatchObject({ purpose: 'link', act: 'given', version: '2026-11', language: 'ja', mouth: 'liff' })
  expect(given!.text).toContain('会員の方へのお知らせが届きます')
  expect(given!.text).toContain('LINEの表示名とプロフィール画像')
  expect(given!.text).toContain('LINEヤフー株式会社に通知されます')
})

test('D24: the member number is found as people write it', async () => {
  for (const typed of [
    'Ｍ０００１',
    'm 0001',
    'M-0001',
    'M－0001',
    'Mー0001',
    '  m0001 ',
    'M1',
    'M00001',
    'ｍ‐０００１',
  ]) {
    const { session } = await person(world, typed)
    world.pass(15 * minute)
    const { answer } = await claim(world, session, { key: typed, secret: '２４６８' })
    expect(answer.body.attempt?.sides?.member.memberId, typed).toBe('M0001')
  }
})

test('D24: the company may have members log in by e-mail or phone instead', async () => {
  await changeLogin(world, { key: 'email' })
  const mail = await claim(world, aiko.session, { key: ' M0002@EXAMPLE.jp', secret: '2468' })
  expect(mail.answer.body.attempt.sides.member.memberId).toBe('M0002')
  await changeLogin(world, { key: 'phone' })
  const phone = await claim(world, ben.session, { key: '０９０－００００－０００３', secret: '2468' })
  expect(phone.answer.body.attempt.sides.member.memberId).toBe('M0003')
})

test('birthday and phone prove a member, both normalised, and one of them alone does not', async () => {
  await changeLogin(world, { proof: 'birthday_phone' })
  const half = { key: 'M0001', birthday: '1988-04-12', phone: '090-0000-0002' }
  expect((await claim(world, aiko.session, half)).answer.body.error.detail).toEqual({ reason: 'not_matched' })
  expect((await claim(world, aiko.session, { key: 'M0001' })).answer.status).toBe(400)
  const whole = { key: 'M0001', birthday: '昭和63年4月12日', phone: '+81 90 0000 0001' }
  expect((await claim(world, aiko.session, whole)).answer.body.attempt.state).toBe('proven')
})

test('a wrong number and a wrong PIN get the same answer, byte by byte, and nothing tells which numbers exist', async () => {
  const { answer: wrongPin } = await claim(world, aiko.session, { key: 'M0001', secret: '0000' })
  const { answer: wrongNumber } = await claim(world, aiko.session, { key: 'M9999', secret: '2468' })
  const { answer: nothing } = await claim(world, aiko.session, { key: '', secret: '' })
  expect(wrongPin.status).toBe(400)
  expect(wrongPin.text).toBe(wrongNumber.text)
  expect(wrongPin.text).toBe(nothing.text)
  expect((await open(world, aiko.session)).body.attempt).toMatchObject({ state: 'opened', sides: null })
})

test('N11: a reload or another browser goes on with the attempt that is open', async () => {
  const { id } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  const elsewhere = await sessionOf(world, aiko.uid)
  const resumed = await open(world, elsewhere)
  expect(resumed.body.attempt).toMatchObject({ id, state: 'proven', sides: { member: { name: '佐藤 愛子' } } })
  expect((await agree(world, elsewhere, id)).body.attempt.state).toBe('linked')
})

test('FT31: the last tap sent twice, its answer lost, or two at once make one tie and tell the same', async () => {
  const { id } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  const both = await Promise.all([agree(world, aiko.session, id), agree(world, aiko.session, id)])
  expect(both.map(({ body }) => body.attempt.state)).toEqual(['linked', 'linked'])
  expect((await agree(world, aiko.session, id)).body).toEqual(both[0]!.body)
  expect(await world.db.orm.select().from(identityLinks)).toHaveLength(1)
  expect(await world.db.orm.select().from(consents)).toHaveLength(1)
})

test('FT34: a session that ended in the middle costs nothing: the next one goes on where the person was', async () => {
  const { id } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  await call(world, 'DELETE', '/session', { session: aiko.session })
  expect((await agree(world, aiko.session, id)).status).toBe(401)
  expect((await agree(world, await sessionOf(world, aiko.uid), id)).body.attempt.state).toBe('linked')
})

test('A14: an attempt is of no use after half an hour, to somebody else, or once it was used', async () => {
  const { id } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  expect((await agree(world, ben.session, id)).status).toBe(404)
  expect(
    (
      await call(world, 'PUT', `/link-attempts/${id}/claim`, {
        session: ben.session,
        body: { key: 'M0001', secret: '2468' },
      })
    ).status,
  ).toBe(404)
  world.pass(31 * minute)
  expect((await agree(world, aiko.session, id)).body.error.detail).toEqual({ reason: 'expired' })
  const anew = await open(world, aiko.session)
  expect(anew.body.attempt).toMatchObject({ state: 'opened' })
  expect(anew.body.attempt.id).not.toBe(id)
  const used = (await claim(world, aiko.session, { key: 'M0001', secret: '2468' })).id
  await agree(world, aiko.session, used)
  await call(world, 'DELETE', '/link', { session: aiko.session, body: { accessToken: null } })
  // The tie has ended since: what was proven then is no proof now.
  expect((await agree(world, aiko.session, used)).body.error.detail).toEqual({ reason: 'expired' })
  expect(await world.db.orm.select().from(linkAttempts)).toMatchObject([{ state: 'expired' }, { state: 'linked' }])
})

test('A13: a member who is tied to somebody else becomes a conflict for staff, and nothing is overwritten', async () => {
  await link(world, aiko.session, 'M0001')
  const claimed = await link(world, ben.session, 'M0001')
  expect(claimed.body.attempt.state).toBe('conflict')
  const [tie, ...more] = await world.db.orm.select().from(identityLinks)
  expect([tie?.uid, more]).toEqual([aiko.uid, []])
  expect((await friendOf(ben.uid)).menuKey).toBeNull()
})

test('whoever comes back while staff decide is told so, at the login and on their own page', async () => {
  await link(world, aiko.session, 'M0001')
  expect((await open(world, ben.session)).body.attempt.conflictSince).toBeNull()
  await link(world, ben.session, 'M0001')
  expect((await open(world, ben.session)).body.attempt).toMatchObject({
    state: 'opened',
    conflictSince: expect.any(Number),
  })
  expect((await call(world, 'GET', '/me', { session: ben.session })).body.me.conflictSince).toEqual(expect.any(Number))
  expect((await call(world, 'GET', '/me', { session: aiko.session })).body.me.conflictSince).toBeNull()
  await call(world, 'DELETE', '/me/consents', { session: ben.session, body: { purpose: 'link' } })
  expect((await open(world, ben.session)).body.attempt.conflictSince).toBeNull()
})

test('A13: of two people who claim one member at the same moment one is tied and the other becomes a conflict', async () => {
  const [one, other] = [
    await claim(world, aiko.session, { key: 'M0001', secret: '2468' }),
    await claim(world, ben.session, { key: 'M0001', secret: '2468' }),
  ]
  const both = await Promise.all([agree(world, aiko.session, one.id), agree(world, ben.session, other.id)])
  expect(both.map(({ body }) => body.attempt.state).toSorted()).toEqual(['conflict', 'linked'])
  expect(await world.db.orm.select().from(identityLinks)).toHaveLength(1)
})

test('L8: whoever is tied cannot become a second member', async () => {
  await link(world, aiko.session, 'M0001')
  expect((await open(world, aiko.session)).body.error.detail).toEqual({ reason: 'already_linked' })
})

test('D5: one person in two accounts is two friends and, after both logins, one customer', async () => {
  const { accounts } = await import('../../db/schema/index.ts')
  const [main] = await world.db.orm.select().from(accounts)
  await world.db.orm.insert(accounts).values({ ...main!, id: 'second', name: '二号店', botUserId: null })
  await link(world, aiko.session, 'M0001')
  const idToken = await world.simulator.idToken(aiko.uid, 'main')
  const there = await call(world, 'POST', '/session', { account: 'second', body: { idToken } })
  const session = there.body.session as string
  const at = { account: 'second', session }
  const opened = await call(world, 'POST', '/link-attempts', { ...at, body: {} })
  const step = `/link-attempts/${opened.body.attempt.id}`
  await call(world, 'PUT', `${step}/claim`, { ...at, body: { key: 'M0001', secret: '2468' } })
  await call(world, 'PUT', `${step}/consent`, { ...at, body: { version: '2026-11', language: 'ja' } })
  const rows = await world.db.orm.select().from(friends).where(eq(friends.uid, aiko.uid))
  expect(rows.map(({ accountId }) => accountId)).toEqual(['main', 'second'])
  expect(new Set(rows.map(({ customerSeq }) => customerSeq)).size).toBe(1)
})

test('words that changed since the page was opened are not agreed to by the old tap', async () => {
  const { id } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  await changeLogin(world, { consentVersion: '2026-12' })
  expect((await agree(world, aiko.session, id)).body.error.detail).toEqual({ reason: 'consent_changed' })
  expect((await agree(world, aiko.session, id, '2026-12')).body.attempt.state).toBe('linked')
})

test('A17: contacts that somebody typed into a registration find and prove nobody', async () => {
  const { addMember } = await import('../../bot/customers/add-member.ts')
  const { contactStatements } = await import('../../bot/customers/contacts.ts')
  const contact = { kind: 'email' as const, value: 'victim@example.jp', normalised: 'victim@example.jp' }
  await world.db.write([
    addMember(world.scope, { memberId: 'W000001' }),
    ...contactStatements(world.scope, { memberId: 'W000001', contacts: [contact], source: 'registration' }),
  ])
  await changeLogin(world, { key: 'email', proof: 'email_code' })
  const { answer } = await claim(world, aiko.session, { key: 'victim@example.jp' })
  expect(answer.body.attempt).toMatchObject({ state: 'code_sent', sides: null })
  expect(await world.db.orm.select().from(linkAttempts)).toMatchObject([{ customerSeq: null }])
})

test('an account without a member login has none to go through', async () => {
  const { accounts } = await import('../../db/schema/index.ts')
  await world.db.orm.update(accounts).set({ memberLogin: null })
  world.deps.accountCache.clear()
  expect((await open(world, aiko.session)).status).toBe(404)
})

test('a step without a session, or with one of another account, is nobody’s', async () => {
  const { id } = await claim(world, aiko.session, { key: 'M0001', secret: '2468' })
  const { accounts } = await import('../../db/schema/index.ts')
  const [main] = await world.db.orm.select().from(accounts)
  await world.db.orm.insert(accounts).values({ ...main!, id: 'stranger', name: '別の会社', loginChannelId: null })
  for (const [method, path, body] of [
    ['POST', '/link-attempts', {}],
    ['PUT', `/link-attempts/${id}/claim`, { key: 'M0001', secret: '2468' }],
    ['POST', `/link-attempts/${id}/code`, {}],
    ['PUT', `/link-attempts/${id}/code`, { code: '000000' }],
    ['PUT', `/link-attempts/${id}/consent`, { version: '2026-11', language: 'ja' }],
    ['DELETE', '/link', { accessToken: null }],
  ] as const) {
    expect((await call(world, method, path, { body })).status).toBe(401)
    expect((await call(world, method, path, { body, session: aiko.session, account: 'stranger' })).status).toBe(401)
  }
  expect(await world.db.orm.select().from(identityLinks)).toEqual([])
})
