import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishMenus } from '../../bot/rich-menus/publish.ts'
import { auditEntries, friends } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { createWorld, type World } from '../support/world.ts'
import { menus } from './menus.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  world = await createWorld()
  office = await openOffice(world)
})
afterEach(() => world.close())

const page = async () => (await office('viewer', 'GET', '/rich-menus')).body

test('staff see both menus as they stand at LINE, with what each area does and since when', async () => {
  expect((await page()).menus.map(({ lineId }: { lineId: string | null }) => lineId)).toEqual([null, null])
  await publishMenus(world.scope, menus)
  const { menus: shown, problem } = await page()
  expect(problem).toBeNull()
  expect(shown.map(({ key, since }: { key: string; since: number }) => [key, since])).toEqual([
    ['guest', world.deps.clock()],
    ['member', world.deps.clock()],
  ])
  expect(shown[1].looks).toMatchObject({
    size: menus[1]!.size,
    chatBarText: menus[1]!.chatBarText,
    areas: menus[1]!.areas,
  })
  expect(shown[1].looks.areas.map(({ deed }: { deed: unknown }) => deed)).toEqual([
    { kind: 'me' },
    { kind: 'text', text: 'アンケート' },
    { kind: 'form', key: 'satisfaction' },
    { kind: 'form', key: 'seminar' },
  ])
})

test('when LINE does not answer, that is told, and who waits is still shown', async () => {
  await publishMenus(world.scope, menus)
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.db.orm.update(friends).set({ menuKey: 'member', menuReason: 'no_answer' }).where(eq(friends.uid, uid))
  world.deps.fetch = () => Promise.reject(new Error('no network'))
  const { problem, waiting, menus: shown } = await page()
  expect(problem).toBe('no_answer')
  expect(waiting).toEqual([{ reason: 'no_answer', count: 1 }])
  expect(shown[1].lineId).not.toBeNull()
})

test('ES16: trying again is audited, and whoever waited is switched', async () => {
  await publishMenus(world.scope, menus)
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.db.orm.update(friends).set({ menuKey: 'member', menuReason: 'no_answer' }).where(eq(friends.uid, uid))
  expect((await office('viewer', 'POST', '/rich-menus/retry', {})).status).toBe(403)
  expect((await office('editor', 'POST', '/rich-menus/retry', {})).status).toBe(200)
  await world.rest()
  const { waiting, menus: shown } = await page()
  expect([waiting, shown[1].people]).toEqual([[], 1])
  expect(
    await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'rich_menus.tried_again')),
  ).toHaveLength(1)
})
