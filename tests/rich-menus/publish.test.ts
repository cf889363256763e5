import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishMenus } from '../../bot/rich-menus/publish.ts'
import { withdrawFromLine } from '../../bot/rich-menus/at-line.ts'
import type { RichMenu } from '../../bot/rich-menus/contract.ts'
import { wantMenu } from '../../bot/rich-menus/want.ts'
import { accounts, friends, richMenus } from '../../db/schema/index.ts'
import { checkLineRequest, hasLineContract, type SentRequest } from '../contract/openapi.ts'
import { createWorld, type World } from '../support/world.ts'
import { menus } from './menus.ts'

const day = 24 * 60 * 60_000

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const atLine = () => world.simulator.state.accounts['main']!
const rows = () => world.db.orm.select().from(richMenus)
const count = (method: string, path: RegExp) =>
  world.simulator.calls().filter((call) => call.method === method && path.test(call.path)).length
const created = () => count('POST', /\/v2\/bot\/richmenu$/)
/** The same menus with another word on the bar: other menus, for LINE. */
const changed: RichMenu[] = menus.map((menu) => ({ ...menu, chatBarText: 'ひらく' }))

test('L5: publishing makes both menus with their pictures, and the guests’ one is what everybody sees', async () => {
  const { made, problem } = await publishMenus(world.scope, menus)
  expect(problem).toBeNull()
  expect(made).toHaveLength(2)
  const known = await rows()
  expect(known.map(({ key }) => key).toSorted()).toEqual(['guest', 'member'])
  const guest = known.find(({ key }) => key === 'guest')!
  expect(atLine().defaultMenuId).toBe(guest.lineId)
  expect(Object.values(atLine().menus).map(({ image }) => image?.type)).toEqual(['image/png', 'image/png'])
  const actions = atLine().menus[guest.lineId]!.menu.areas.map(({ action }) => action.text ?? action.uri)
  expect(actions).toEqual([
    'アンケート',
    'https://liff.line.me/2000000002-musubi01/forms/satisfaction',
    'https://liff.line.me/2000000002-musubi01/forms/seminar',
    'https://liff.line.me/2000000002-musubi01/login',
  ])
})

test('L5: publishing the same menus again makes nothing, also when the database forgot them', async () => {
  await publishMenus(world.scope, menus)
  expect((await publishMenus(world.scope, menus)).made).toEqual([])
  await world.db.orm.delete(richMenus)
  const again = await publishMenus(world.scope, menus)
  expect(again).toEqual({ made: [], removed: [], problem: null })
  expect(created()).toBe(2)
  expect(await rows()).toHaveLength(2)
})

test('L5: a changed menu is another menu; its people go over to it in one call, and the old one leaves a day later', async () => {
  const aiko = world.simulator.addPerson({ name: '愛子' }).uid
  await world.simulator.follow(aiko, 'main')
  await publishMenus(world.scope, menus)
  await world.rest()
  await world.db.write(wantMenu(world.scope, { uid: aiko, key: 'member' }))
  await world.rest()
  const before = world.simulator.desk.state.chats[`main/${aiko}`]!.linkedMenuId
  const first = await publishMenus(world.scope, changed)
  expect(first.problem).toBeNull()
  expect(first.removed, 'the guests’ old menu').toHaveLength(1)
  const after = world.simulator.desk.state.chats[`main/${aiko}`]!.linkedMenuId
  expect(after).not.toBe(before)
  expect(after).toBe((await rows()).find(({ key }) => key === 'member')?.lineId)
  expect(atLine().menus[before!], 'still there for a server that has not noticed').toBeDefined()
  const moves = count('POST', /\/richmenu\/batch$/)
  world.pass(day + 1)
  expect((await publishMenus(world.scope, changed)).removed).toEqual([before])
  expect(count('POST', /\/richmenu\/batch$/), 'nobody is being moved off a menu while it is deleted').toBe(moves)
  expect(Object.keys(atLine().menus)).toHaveLength(2)
})

test('L5: going back to an earlier look makes a new menu, so that the newest one is always the one that holds', async () => {
  await publishMenus(world.scope, menus)
  await publishMenus(world.scope, changed)
  const back = await publishMenus(world.scope, menus)
  expect(back.made).toHaveLength(2)
  expect((await rows()).map(({ lineId }) => lineId).toSorted()).toEqual(back.made.toSorted())
})

test('N5: a menu whose picture LINE does not take is not left half made, and the next publication makes it', async () => {
  world.simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/content' } })
  expect((await publishMenus(world.scope, menus)).problem).toEqual({ step: 'picture', reason: 'line_500' })
  expect(Object.keys(atLine().menus)).toEqual([])
  expect(await rows()).toEqual([])
  expect((await publishMenus(world.scope, menus)).problem).toBeNull()
  expect(Object.values(atLine().menus).map(({ image }) => image !== null)).toEqual([true, true])
})

test('N5: a publication whose process died between a menu and its picture is finished by the next one', async () => {
  await publishMenus(world.scope, menus)
  for (const menu of Object.values(atLine().menus)) menu.image = null
  expect((await publishMenus(world.scope, menus)).problem).toBeNull()
  expect(created()).toBe(2)
  expect(Object.values(atLine().menus).map(({ image }) => image !== null)).toEqual([true, true])
})

test('N5: a menu that LINE would refuse is told before anything is made', async () => {
  const long = menus.map((menu) => (menu.key === 'member' ? { ...menu, chatBarText: 'な'.repeat(15) } : menu))
  expect((await publishMenus(world.scope, long)).problem).toEqual({ step: 'validate', reason: 'refused' })
  expect(created()).toBe(0)
})

test('N5: taking back removes our menus and no others', async () => {
  const foreign = { ...menus[0]!, key: undefined, picture: undefined, name: 'spring', selected: true }
  await publishMenus(world.scope, menus)
  const token = (await world.deps.lineTokens.get('main')!.token) as { token: string }
  const headers = { authorization: `Bearer ${token.token}`, 'content-type': 'application/json' }
  const made = await world.simulator.fetch('https://api.line.me/v2/bot/richmenu', {
    method: 'POST',
    headers,
    body: JSON.stringify(foreign),
  })
  expect(made.status).toBe(200)
  expect((await withdrawFromLine(world.scope)).removed).toHaveLength(2)
  expect(Object.values(atLine().menus).map(({ menu }) => menu.name)).toEqual(['spring'])
})

test('a stranger account gets menus of its own, and its people are not touched by ours', async () => {
  const now = world.deps.clock()
  await world.db.orm.insert(accounts).values({
    id: 'stranger',
    name: 'よその店',
    source: 'dashboard',
    createdAt: now,
    updatedAt: now,
  })
  const stranger = { ...world.scope, account: { ...world.scope.account, id: 'stranger' } }
  await world.simulator.follow(world.simulator.addPerson({ name: '愛子' }).uid, 'main')
  await world.rest()
  const [aiko] = await world.db.orm.select().from(friends)
  await world.db.write(wantMenu(stranger, { uid: aiko!.uid, key: 'member' }))
  expect(await world.db.orm.select({ menuKey: friends.menuKey }).from(friends)).toEqual([{ menuKey: null }])
  await publishMenus(world.scope, menus)
  expect(await world.db.orm.select().from(richMenus).where(eq(richMenus.accountId, 'stranger'))).toEqual([])
})

test.skipIf(!hasLineContract)('every request of a publication is valid against LINE’s OpenAPI files', async () => {
  const sent: SentRequest[] = []
  const { fetch } = world.deps
  const scope = {
    ...world.scope,
    fetch: (url: string, init: Parameters<typeof fetch>[1]) => {
      sent.push({ method: init.method, url, headers: init.headers, body: init.body ?? null })
      return fetch(url, init)
    },
  }
  await publishMenus(scope, menus)
  await publishMenus(scope, changed)
  await withdrawFromLine(scope)
  expect(sent.map((request) => checkLineRequest(request)).flat()).toEqual([])
  expect(sent.some(({ url }) => url.endsWith('/richmenu/batch'))).toBe(true)
})
