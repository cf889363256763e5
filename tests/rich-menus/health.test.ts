import Libsql from 'libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitingMenus } from '../../bot/health/waiting-menus.ts'
import { staffApi } from '../../bot/http/staff-api.ts'
import { publishMenus } from '../../bot/rich-menus/publish.ts'
import { wantMenu } from '../../bot/rich-menus/want.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { createWorld, type World } from '../support/world.ts'
import { menus } from './menus.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const health = async (cookie: string) => {
  const answer = await staffApi(world.deps).request('/accounts/main/health', { headers: { ...ownPage, cookie } })
  return ((await answer.json()) as { health: { waitingMenus: Awaited<ReturnType<typeof waitingMenus>> } }).health
}

test('FT53: staff see how many people wait for their menu and why, and not those to whom nothing can be shown', async () => {
  await addStaff(world.deps, 'mori', 'viewer')
  const cookie = await signIn(staffApi(world.deps), 'mori@example.com')
  const [aiko, ben, chie] = ['愛子', '勉', '千恵'].map((name) => world.simulator.addPerson({ name }).uid) as [
    string,
    string,
    string,
  ]
  for (const uid of [aiko, ben, chie]) await world.simulator.follow(uid, 'main')
  await world.simulator.block(chie, 'main')
  await world.rest()
  expect((await health(cookie)).waitingMenus).toEqual([])
  await world.db.write([aiko, ben, chie].flatMap((uid) => wantMenu(world.scope, { uid, key: 'member' })))
  await world.rest()
  expect((await health(cookie)).waitingMenus).toEqual([{ reason: 'menu_not_published', count: 2 }])
  await publishMenus(world.scope, menus)
  world.simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/v2/bot/user/' } })
  await world.rest()
  expect((await health(cookie)).waitingMenus).toEqual([{ reason: 'line_500', count: 1 }])
  world.pass(60_000)
  await world.rest()
  expect((await health(cookie)).waitingMenus).toEqual([])
})

test('FT53: counting those who wait reads nobody else, however many friends there are', () => {
  const scope = world.scope as unknown as Parameters<typeof waitingMenus>[0]
  const asked = (waitingMenus(scope) as unknown as { toSQL(): { sql: string; params: unknown[] } }).toSQL()
  const file = new Libsql(world.file, { readonly: true } as Libsql.Options)
  const plan = file.prepare(`explain query plan ${asked.sql}`).all(asked.params) as { detail: string }[]
  file.close()
  expect(plan.map(({ detail }) => detail).join('\n')).toContain('friends_menu_waiting')
})
