import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eraseSubmissions } from '../../bot/forms/erase.ts'
import { forgetSubmissions, oldSubmissions } from '../../bot/forms/forget.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { answerCounts, forms, friends, submissions } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { addSlot, books, places, publishLesson } from '../slots/salon.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes, publishParty, sendsParty } from './person.ts'

const dayMs = 864e5
let world: World
let staff: Awaited<ReturnType<typeof openOffice>>

beforeEach(async () => {
  world = await createWorld()
  staff = await openOffice(world)
  await publishParty(world, { repeat: 'edit' })
})
afterEach(() => world.close())

/** Somebody who follows, with a phone. */
async function follows(name: string) {
  const { uid } = world.simulator.addPerson({ name })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  return comes(world, name, uid)
}

/** Sets a rule, having seen what it deletes, and lets it run. */
async function keepFor(kind: 'drafts' | 'submissions', days: number): Promise<number> {
  const { deletes } = (await staff('owner', 'GET', `/retention/${kind}/preview?days=${days}`)).body
  expect((await staff('owner', 'PUT', `/retention/${kind}`, { days, deletes })).status).toBe(200)
  await world.rest()
  return deletes
}

test('96: what somebody is changing is not deleted, so that the change can be sent', async () => {
  const aiko = await follows('愛子')
  const sent = await sendsParty(aiko)
  world.pass(29 * dayMs)
  const back = await comes(world, '愛子', aiko.uid)
  const { id } = (await back.change('party')).body.submission!
  world.pass(2 * dayMs)
  expect(await keepFor('submissions', 30)).toBe(0)
  const again = await comes(world, '愛子', aiko.uid)
  await again.save(id, 'people', 5)
  expect(await again.send(id)).toMatchObject({ status: 200, body: { number: sent.body.number } })
})

test('96: a change that began after the old ones were looked for keeps what it changes', async () => {
  const aiko = await follows('愛子')
  const { id } = await sendsParty(aiko)
  world.pass(31 * dayMs)
  const olderThan = world.deps.clock() - 30 * dayMs
  expect(await oldSubmissions(world.scope, 'finished', olderThan, 500)).toEqual([id])
  await (await comes(world, '愛子', aiko.uid)).change('party')
  await world.db.write(await forgetSubmissions(world.scope, 'finished', [id], olderThan))
  const kept = await world.db.orm
    .select()
    .from(submissions)
    .where(and(eq(submissions.id, id), eq(submissions.state, 'finished')))
  expect(kept).toHaveLength(1)
})

test('96: the oldest go first', async () => {
  const sent: string[] = []
  for (const name of ['愛子', '文子', '千代']) {
    sent.push((await sendsParty(await follows(name))).id)
    world.pass(dayMs)
  }
  const touched = { updatedAt: world.deps.clock() - 40 * dayMs }
  await world.db.orm.update(submissions).set(touched).where(eq(submissions.id, sent[2]!))
  const found = await oldSubmissions(world.scope, 'finished', world.deps.clock(), 2)
  expect(found).toEqual([sent[2], sent[0]])
})

/** What the summaries count, and nothing where nothing is left. */
const figures = async () =>
  (await world.db.orm.select().from(answerCounts)).filter(({ count, total }) => count !== 0 || total !== 0)

test('96: somebody who sends while they are erased leaves no figure behind', async () => {
  const aiko = await follows('愛子')
  const { id } = (await aiko.open('party')).body.submission!
  await aiko.save(id, 'people', 7)
  const seq = (await world.db.orm.select().from(friends).where(eq(friends.uid, aiko.uid)))[0]!.seq
  const erase = await eraseSubmissions(world.scope, seq)
  expect((await aiko.send(id)).status).toBe(200)
  expect(await figures()).not.toEqual([])
  await world.db.write(erase)
  expect(await figures()).toEqual([])
  expect(await world.db.orm.select().from(submissions)).toEqual([])
})

test('96: somebody who begins a form while they are erased makes the erasure begin anew, rather than leave a figure', async () => {
  const aiko = await follows('愛子')
  const seq = (await world.db.orm.select().from(friends).where(eq(friends.uid, aiko.uid)))[0]!.seq
  const erase = await eraseSubmissions(world.scope, seq)
  await sendsParty(aiko)
  await expect(world.db.write(erase)).rejects.toSatisfy(isGuardFailure)
  await world.db.write(await eraseSubmissions(world.scope, seq))
  expect(await figures()).toEqual([])
})

test('96: what is changed while retention deletes it is taken out of the figures once', async () => {
  const aiko = await follows('愛子')
  const first = await sendsParty(aiko, 2)
  const { id } = (await aiko.change('party')).body.submission!
  await aiko.save(id, 'people', 5)
  await world.db.orm.update(submissions).set({ state: 'cancelled' }).where(eq(submissions.id, id))
  const forget = await forgetSubmissions(world.scope, 'finished', [first.id], world.deps.clock())
  await world.db.orm.update(submissions).set({ state: 'draft' }).where(eq(submissions.id, id))
  expect((await aiko.send(id)).status).toBe(200)
  await world.db.write(forget)
  expect((await figures()).every(({ count, total }) => count > 0 && total >= 0)).toBe(true)
})

test('96: what is sent while retention deletes drafts is still found by its words', async () => {
  const aiko = await follows('愛子')
  const { id } = (await aiko.open('party')).body.submission!
  await aiko.save(id, 'people', 3)
  await aiko.save(id, 'word', '窓側の席')
  const forget = await forgetSubmissions(world.scope, 'unfinished', [id], world.deps.clock())
  await aiko.send(id)
  await world.db.write(forget)
  const found = await staff('owner', 'GET', `/submissions?q=${encodeURIComponent('窓側')}`)
  expect(found.body.rows.map((row: { id: string }) => row.id)).toEqual([id])
})

test('96: what was sent and cancelled afterwards is kept as long as what was sent, not as a draft', async () => {
  await world.db.orm.update(forms).set({ cancelUntil: 0 }).where(eq(forms.key, 'party'))
  const aiko = await follows('愛子')
  const { id } = await sendsParty(aiko)
  expect((await aiko.call('DELETE', `/me/submissions/${id}`)).status).toBe(200)
  world.pass(31 * dayMs)
  const olderThan = world.deps.clock() - 30 * dayMs
  expect(await oldSubmissions(world.scope, 'unfinished', olderThan, 10)).toEqual([])
  expect(await oldSubmissions(world.scope, 'finished', olderThan, 10)).toEqual([id])
})

test('96: whoever has a place in a slot that is still to come, or waits for one, keeps it however long ago they booked', async () => {
  await publishLesson(world, { waiting: true })
  const slot = await addSlot(world, 90 * dayMs, 1)
  const booked = await books(await follows('愛子'), slot)
  const waits = await books(await follows('文子'), { slot, waiting: 'yes' })
  world.pass(40 * dayMs)
  expect(await keepFor('submissions', 30)).toBe(0)
  await world.db.write(
    await forgetSubmissions(world.scope, 'finished', [booked.id, waits.id], world.deps.clock() - 30 * dayMs),
  )
  expect(await places(world)).toMatchObject([{ taken: 1, booked: 1, waiting: 1 }])
  world.pass(51 * dayMs)
  const olderThan = world.deps.clock() - 30 * dayMs
  expect(await oldSubmissions(world.scope, 'finished', olderThan, 10)).toEqual([booked.id, waits.id])
})
