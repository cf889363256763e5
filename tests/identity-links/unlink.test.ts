import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { consents, events, friends, identityLinks, jobs } from '../../db/schema/index.ts'
import type { World } from '../support/world.ts'
import { call, link, openCafe, person } from './people.ts'

let world: World
let aiko: { uid: string; session: string }
beforeEach(async () => {
  world = await openCafe()
  aiko = await person(world, '愛子')
  await link(world, aiko.session, 'M0001')
})
afterEach(() => world.close())

const unlink = (accessToken: string | null) =>
  call(world, 'DELETE', '/link', { session: aiko.session, body: { accessToken } })
const ties = () => world.db.orm.select().from(identityLinks)
const tellings = () => world.db.orm.select().from(jobs).where(eq(jobs.kind, 'identity-links.tell-line'))
const deauthorisations = () => world.simulator.calls('/user/v1/deauthorize')

test('a person undoes the tie, LINE is told, and they are who they were before', async () => {
  const accessToken = world.simulator.accessToken(aiko.uid, 'main')
  expect((await unlink(accessToken)).body).toEqual({ told: true })
  const [tie] = await ties()
  expect(tie).toMatchObject({ endedAt: world.deps.clock(), endedBy: 'friend', deauthorised: 'done' })
  expect(deauthorisations()).toHaveLength(1)
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, aiko.uid))
  expect(friend).toMatchObject({ customerSeq: tie!.formerCustomerSeq, menuKey: null })
  expect((await world.db.orm.select().from(events)).map(({ name }) => name)).toEqual([
    'identity.linked',
    'identity.unlinked',
  ])
  expect((await world.db.orm.select().from(consents)).map(({ purpose, act }) => [purpose, act])).toEqual([
    ['link', 'given'],
    ['link', 'withdrawn'],
  ])
})

test('D6: link, unlink, relink: the history shows all three, and at no time two friends have the member', async () => {
  await unlink(null)
  world.pass(60_000)
  expect((await link(world, aiko.session, 'M0001')).body.attempt.state).toBe('linked')
  expect((await ties()).map(({ endedBy }) => endedBy)).toEqual(['friend', null])
  const names = (await world.db.orm.select().from(events)).map(({ name }) => name)
  expect(names).toEqual(['identity.linked', 'identity.unlinked', 'identity.linked'])
})

test('LINE being down keeps nobody: the tie is gone at once, and LINE is told as soon as it answers', async () => {
  const accessToken = world.simulator.accessToken(aiko.uid, 'main')
  world.simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/user/v1/deauthorize' } })
  expect((await unlink(accessToken)).body).toEqual({ told: false })
  expect(await ties()).toMatchObject([{ endedBy: 'friend', deauthorised: 'waiting' }])
  const [job] = await tellings()
  // The token waits sealed.
  expect(JSON.stringify(job!.payload)).not.toContain(accessToken)
  world.pass(20_000)
  await world.rest()
  expect(await ties()).toMatchObject([{ deauthorised: 'done' }])
  expect(await tellings()).toMatchObject([{ state: 'done' }])
})

test('a process that dies while it tells LINE has promised to before: the next one does', async () => {
  const accessToken = world.simulator.accessToken(aiko.uid, 'main')
  const { fetch } = world.deps
  const seen: unknown[] = []
  const died = new Error('killed')
  world.deps.fetch = async () => {
    seen.push(
      (await ties()).map(({ endedBy, deauthorised }) => [endedBy, deauthorised]),
      await tellings(),
    )
    throw died
  }
  await unlink(accessToken)
  expect(seen).toMatchObject([[['friend', 'waiting']], [{ state: 'open', runAt: world.deps.clock() + 20_000 }]])
  await world.restart()
  world.deps.fetch = fetch
  world.pass(20_000)
  await world.rest()
  expect(await ties()).toMatchObject([{ deauthorised: 'done' }])
  expect(deauthorisations()).toHaveLength(1)
})

test('nobody waits for a LINE that does not answer; what it says later is still kept', async () => {
  const accessToken = world.simulator.accessToken(aiko.uid, 'main')
  const { fetch } = world.deps
  let answers = () => {}
  const silence = new Promise<void>((resolve) => (answers = resolve))
  world.deps.fetch = async (url, init) => {
    await silence
    return fetch(url, init)
  }
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const asked = unlink(accessToken)
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  vi.advanceTimersByTime(6_000)
  vi.useRealTimers()
  expect((await asked).body).toEqual({ told: false })
  expect(await ties()).toMatchObject([{ deauthorised: 'waiting' }])
  answers()
  await vi.waitFor(async () => expect(await ties()).toMatchObject([{ deauthorised: 'done' }]))
  await vi.waitFor(async () => expect(await tellings()).toMatchObject([{ state: 'done' }]))
})

test('LINE that stays down is told for as long as the token can live, and then the history says so', async () => {
  const accessToken = world.simulator.accessToken(aiko.uid, 'main')
  world.simulator.setFaults({ next: { kind: 'error', calls: 1000, path: '/user/v1/deauthorize' } })
  await unlink(accessToken)
  for (let tries = 0; tries < 15; tries++) {
    world.pass(20 * 60_000)
    await world.rest()
  }
  expect(await ties()).toMatchObject([{ deauthorised: 'waiting' }])
  world.pass(8 * 60 * 60_000)
  await world.rest()
  expect(await ties()).toMatchObject([{ deauthorised: 'failed' }])
  expect(await tellings()).toMatchObject([{ state: 'failed', reason: 'too_late' }])
})

test('an access token of somebody else, or of nobody, is not used', async () => {
  const ben = await person(world, 'ベン')
  expect((await unlink(world.simulator.accessToken(ben.uid, 'main'))).body).toEqual({ told: false })
  expect(deauthorisations()).toEqual([])
  expect(await ties()).toMatchObject([{ endedBy: 'friend', deauthorised: 'failed' }])
  expect(await tellings()).toMatchObject([{ state: 'done' }])
  await link(world, aiko.session, 'M0001')
  expect((await unlink('made-up')).body).toEqual({ told: false })
  expect(deauthorisations()).toEqual([])
})

test('whoever is not tied has nothing to undo, and nobody undoes the tie of somebody else', async () => {
  const ben = await person(world, 'ベン')
  const answer = await call(world, 'DELETE', '/link', { session: ben.session, body: { accessToken: null } })
  expect(answer.status).toBe(404)
  expect(await ties()).toMatchObject([{ uid: aiko.uid, endedAt: null }])
  expect((await unlink(null)).status).toBe(200)
  expect((await unlink(null)).status).toBe(404)
})
