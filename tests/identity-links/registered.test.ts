import { isNull } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { addMember } from '../../bot/customers/add-member.ts'
import { consents, customers, identityLinks, linkConflicts } from '../../db/schema/index.ts'
import { comes, party, publishParty, sendsParty } from '../forms/person.ts'
import type { World } from '../support/world.ts'
import { agree, call, claim, link, open, openCafe, person } from './people.ts'

let world: World
let aiko: { uid: string; session: string }
let memberId: string
const joining: FormDefinition = { ...party, registration: { memberIdPrefix: 'W', consentVersion: '2026-11' } }

beforeEach(async () => {
  world = await openCafe()
  await publishParty(world, {}, joining)
  aiko = await person(world, '愛子')
  memberId = (await sendsParty(await comes(world, '愛子', aiko.uid))).body.memberId!
  world.pass(1000)
})
afterEach(() => world.close())

const unlink = async ({ session }: { session: string }) => {
  await call(world, 'DELETE', '/link', { session, body: { accessToken: null } })
  world.pass(1000)
}
const holding = () => world.db.orm.select().from(identityLinks).where(isNull(identityLinks.endedAt))

test('who registered in LINE and unlinked takes the same membership up again, without a PIN, once they agree', async () => {
  await unlink(aiko)
  const { attempt } = (await open(world, aiko.session)).body
  expect(attempt).toMatchObject({ state: 'proven', sides: { member: { memberId } } })
  expect(await holding()).toEqual([])
  expect((await agree(world, aiko.session, attempt.id)).body.attempt.state).toBe('linked')
  expect(await holding()).toMatchObject([{ uid: aiko.uid, memberId, method: 'registration', proof: 'id_token' }])
  expect((await world.db.orm.select().from(consents)).map(({ act }) => act)).toEqual(['given', 'withdrawn', 'given'])
  await unlink(aiko)
  expect((await open(world, aiko.session)).body.attempt.state).toBe('proven')
})

test('a member login that was open before the registration leads back all the same, and so does one that failed', async () => {
  const ben = await person(world, 'ベン')
  await open(world, ben.session)
  const registered = (await sendsParty(await comes(world, 'ベン', ben.uid))).body.memberId!
  await unlink(ben)
  expect((await open(world, ben.session)).body.attempt).toMatchObject({
    state: 'proven',
    sides: { member: { memberId: registered } },
  })
  const { answer } = await claim(world, ben.session, { key: 'M0001', secret: '0000' })
  expect(answer.status).toBe(400)
  expect((await open(world, ben.session)).body.attempt).toMatchObject({ state: 'proven' })
})

test('who has another membership by now says so in the same login', async () => {
  await unlink(aiko)
  await link(world, aiko.session, 'M0001')
  expect(await holding()).toMatchObject([{ memberId: 'M0001', method: 'pin' }])
  await unlink(aiko)
  // The last tie was proven by a PIN, so a PIN is asked for again.
  expect((await open(world, aiko.session)).body.attempt).toMatchObject({ state: 'opened', sides: null })
})

test('A17: nobody else takes up a registration', async () => {
  await unlink(aiko)
  const mallory = await person(world, 'マロリー')
  expect((await open(world, mallory.session)).body.attempt).toMatchObject({ state: 'opened', sides: null })
})

test('a membership that somebody else has by now becomes a conflict', async () => {
  await unlink(aiko)
  const ben = await person(world, 'ベン')
  const { linkStatements } = await import('../../bot/identity-links/link.ts')
  await world.db.write(linkStatements(world.scope, { uid: ben.uid, memberId, method: 'staff', proof: 'staff' }))
  const { attempt } = (await open(world, aiko.session)).body
  expect((await agree(world, aiko.session, attempt.id)).body.attempt.state).toBe('conflict')
  expect(await holding()).toMatchObject([{ uid: ben.uid }])
  expect(await world.db.orm.select().from(linkConflicts)).toMatchObject([{ uid: aiko.uid, memberId, state: 'open' }])
})

test('a drawn number is never one that only separators tell from a member’s', async () => {
  const { random } = world.deps
  await world.db.write([addMember(world.scope, { memberId: 'w-117-901' })])
  let calls = 0
  // 117901: the first of the eight that are drawn.
  world.deps.random = (length) => (length === 4 && calls++ === 0 ? new Uint8Array([0, 1, 204, 141]) : random(length))
  const ben = await comes(world, 'ベン')
  const drawn = (await sendsParty(ben)).body.memberId!
  world.deps.random = random
  expect(calls).toBeGreaterThan(0)
  expect(drawn).not.toBe('W117901')
  expect((await world.db.orm.select().from(customers)).map((one) => one.memberId)).toContain(drawn)
})
