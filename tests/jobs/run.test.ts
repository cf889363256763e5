import { eq, notLike } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enqueue } from '../../bot/jobs/enqueue.ts'
import { runDueJobs } from '../../bot/jobs/run.ts'
import { friends, jobs } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'

const minute = 60_000

let world: World
let aiko: string
beforeEach(async () => {
  world = await createWorld()
  aiko = world.simulator.addPerson({ name: '愛子', language: 'ja' }).uid
})
afterEach(() => world.close())

/** All but the counting that every round plans anew. */
const open = () => world.db.orm.select().from(jobs).where(notLike(jobs.kind, 'insights.%'))

test('a follow fetches the profile by a job, and a second event within a week does not', async () => {
  await world.simulator.follow(aiko, 'main')
  await world.rest()
  expect(await world.db.orm.select().from(friends)).toMatchObject([{ displayName: '愛子', language: 'ja' }])
  await world.simulator.say(aiko, 'main', 'こんにちは')
  await world.rest()
  expect(world.simulator.calls('/profile/')).toHaveLength(1)
  world.pass(8 * 24 * 60 * minute)
  await world.simulator.say(aiko, 'main', 'お久しぶりです')
  await world.rest()
  expect(world.simulator.calls('/profile/')).toHaveLength(2)
})

test('a job that fails for now is tried again later, longer and longer, and in the end is failed with its reason', async () => {
  await world.simulator.follow(aiko, 'main')
  await world.work.settled()
  world.simulator.setFaults({ next: { kind: 'error', calls: 100, path: '/profile/' } })
  const waits: number[] = []
  for (let tries = 0; tries < 8; tries++) {
    await runDueJobs(world.deps)
    const [job] = await open()
    if (job?.state === 'open') waits.push(job.runAt - world.deps.clock())
    world.pass(2 * 60 * minute)
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128].map((seconds) => seconds * 1000))
  expect(await open()).toMatchObject([{ state: 'failed', reason: 'line_500', attempts: 8 }])
})

test('a job whose process died is taken up when its lease is over, not before', async () => {
  await world.db.write([enqueue(world.scope, { kind: 'friends.refresh-profile', key: aiko, payload: { uid: aiko } })])
  const { fetch } = world.deps
  world.deps.fetch = () => new Promise<never>(() => {})
  void runDueJobs(world.deps)
  await new Promise((resolve) => setTimeout(resolve, 30))
  world.deps.fetch = fetch
  expect(await runDueJobs(world.deps)).toBe(0)
  world.pass(61_000)
  expect(await runDueJobs(world.deps)).toBe(1)
  expect(await open()).toMatchObject([{ attempts: 2 }])
})

test('while a job is open a second one with its key is not added', async () => {
  const job = { kind: 'friends.refresh-profile', key: aiko, payload: { uid: aiko } }
  await world.db.write([enqueue(world.scope, job), enqueue(world.scope, job)])
  expect(await open()).toHaveLength(1)
})

test('a job of an unknown kind fails and says so', async () => {
  await world.db.write([enqueue(world.scope, { kind: 'nobody.knows', key: '1' })])
  await runDueJobs(world.deps)
  expect(await open()).toMatchObject([{ state: 'failed', reason: 'No verb for jobs of kind nobody.knows' }])
})

test('somebody whose profile LINE refused before gets a name by following', async () => {
  const session = await world.app.request('/liff/api/main/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken: await world.simulator.idToken(aiko, 'main') }),
  })
  expect(session.status).toBe(200)
  await world.rest()
  expect(await world.db.orm.select().from(friends)).toMatchObject([{ displayName: null, friendship: 'unknown' }])
  await world.simulator.follow(aiko, 'main')
  await world.rest()
  expect(await world.db.orm.select().from(friends)).toMatchObject([{ displayName: '愛子', friendship: 'following' }])
})

const refresh = (key: string) => ({ kind: 'friends.refresh-profile', key, payload: { uid: aiko } })

test('a round goes on while jobs are due, and asks for another one when they are too many for it', async () => {
  await world.simulator.follow(aiko, 'main')
  await world.rest()
  let kicks = 0
  await runDueJobs(world.deps)
  world.deps.kick = () => void kicks++
  await world.db.write(Array.from({ length: 100 }, (_, i) => enqueue(world.scope, refresh(`${i}`))))
  expect(await runDueJobs(world.deps)).toBe(100)
  expect(kicks).toBe(0)
  await world.db.write(Array.from({ length: 200 }, (_, i) => enqueue(world.scope, refresh(`more ${i}`))))
  expect(await runDueJobs(world.deps)).toBe(160)
  expect(kicks).toBe(1)
  expect(await runDueJobs(world.deps)).toBe(40)
  expect(kicks).toBe(1)
})

test('any number of jobs that LINE does not take hold up no job that was not tried yet', async () => {
  await world.simulator.follow(aiko, 'main')
  await world.rest()
  await world.db.write(Array.from({ length: 300 }, (_, i) => enqueue(world.scope, refresh(`stuck ${i}`))))
  await world.db.orm.update(jobs).set({ attempts: 3 }).where(eq(jobs.state, 'open'))
  world.pass(minute)
  await world.db.write([enqueue(world.scope, { ...refresh('fresh'), kind: 'nobody.knows' })])
  world.deps.kick = () => {}
  await runDueJobs(world.deps)
  const [fresh] = await world.db.orm.select().from(jobs).where(eq(jobs.key, 'fresh'))
  expect(fresh?.state).toBe('failed')
})

test('a round does not wait for LINE: what comes meanwhile is handled', async () => {
  const { fetch } = world.deps
  await world.db.write([enqueue(world.scope, refresh('slow'))])
  world.deps.fetch = () => new Promise<never>(() => {})
  await world.work.round()
  world.deps.fetch = fetch
  expect(await open()).toMatchObject([{ state: 'open', attempts: 1 }])
})
