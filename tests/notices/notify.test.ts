import { afterEach, beforeEach, expect, test } from 'vitest'
import { notifyStaff } from '../../bot/notices/notify.ts'
import { recipientsOf } from '../../bot/notices/recipients.ts'
import { staff, staffGrants, staffNotices, submissions } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const at = new Date('2026-11-21T00:00:00Z')

async function employs(id: string, accountId: string, removedAt: number | null = null) {
  const person = {
    id,
    name: id,
    email: `${id}@example.com`,
    emailVerified: true,
    createdAt: at,
    updatedAt: at,
    removedAt,
  }
  await world.db.orm.insert(staff).values(person)
  const grant = { staffId: id, accountId, role: 'viewer' as const, seesPersonal: false, createdAt: 0 }
  await world.db.orm.insert(staffGrants).values(grant)
}
const told = async () =>
  (await world.db.orm.select().from(staffNotices)).map(({ staffId, subjectId }) => `${staffId} ${subjectId}`).toSorted()

test('whoever works in the account is told, nobody else, and what is not seen yet gives way to the newer', async () => {
  await employs('sato', '*')
  await employs('mori', 'main')
  await employs('stranger', 'other')
  await employs('gone', 'main', 1)
  await world.db.write(notifyStaff(world.scope, { kind: 'submission', subjectId: 's1' }))
  await world.db.write(notifyStaff(world.scope, { kind: 'submission', subjectId: 's1' }))
  await world.db.write(notifyStaff(world.scope, { kind: 'submission', subjectId: 's2', staff: ['mori', 'stranger'] }))
  expect(await told()).toEqual(['mori s1', 'mori s2', 'sato s1'])
})

test('where somebody looks after it, only they are told; one who left counts for nobody', async () => {
  await employs('sato', 'main')
  await employs('mori', 'main')
  await employs('gone', 'main', 1)
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.simulator.say(uid, 'main', 'アンケート')
  await world.rest()
  const [{ id }] = (await world.db.orm.select({ id: submissions.id }).from(submissions)) as [{ id: string }]
  const emails = async () => (await recipientsOf(world.scope, { subjectId: id })).map(({ email }) => email).toSorted()
  expect(await emails()).toEqual(['mori@example.com', 'sato@example.com'])
  await world.db.orm.update(submissions).set({ assigneeId: 'mori' })
  expect(await emails()).toEqual(['mori@example.com'])
  await world.db.orm.update(submissions).set({ assigneeId: 'gone' })
  expect(await emails()).toEqual(['mori@example.com', 'sato@example.com'])
})
