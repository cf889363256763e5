import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishAtLine, withdrawFromLine } from '../../bot/rich-menus/at-line.ts'
import { findAllMenus, findMenusSoon } from '../../bot/rich-menus/find.ts'
import { menuChoices } from '../../bot/rich-menus/choices.ts'
import type { MenuRef } from '../../bot/rich-menus/contract.ts'
import { createMenu, deleteMenu, uploadPicture } from '../../bot/channels/line/rich-menus.ts'
import { publishMenus } from '../../bot/rich-menus/publish.ts'
import { wantMenu } from '../../bot/rich-menus/want.ts'
import { runDueJobs } from '../../bot/jobs/run.ts'
import { friends, jobs, richMenus } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { menus } from './menus.ts'

const minute = 60_000

let world: World
let aiko: string
beforeEach(async () => {
  world = await createWorld()
  aiko = world.simulator.addPerson({ name: '愛子' }).uid
  await world.simulator.follow(aiko, 'main')
  await world.rest()
})
afterEach(() => world.close())

const publish = () => publishMenus(world.scope, menus)
const want = (key: MenuRef | null) => world.db.write(wantMenu(world.scope, { uid: aiko, key }))
const friend = async () =>
  (
    await world.db.orm
      .select({ key: friends.menuKey, shown: friends.menuShown, reason: friends.menuReason })
      .from(friends)
      .where(eq(friends.uid, aiko))
  )[0]
const memberId = async () => (await world.db.orm.select().from(richMenus).where(eq(richMenus.key, 'member')))[0]?.lineId
/** What the person's phone shows: the menu linked to them. */
const linked = () => world.simulator.desk.state.chats[`main/${aiko}`]?.linkedMenuId ?? null
const links = () => world.simulator.calls(`/user/${aiko}/richmenu`).filter(({ method }) => method !== 'GET')

test('L5: a person who is linked sees the members’ menu with the next round, and the guests’ one after unlinking', async () => {
  await publish()
  await want('member')
  expect(await friend()).toEqual({ key: 'member', shown: null, reason: 'switching' })
  await world.rest()
  expect(linked()).toBe(await memberId())
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
  await want(null)
  await world.rest()
  expect(linked()).toBeNull()
  expect(await friend()).toEqual({ key: null, shown: null, reason: null })
})

test('FT53: while LINE answers 500 the switch is repeated with its reason visible, and within ten minutes after LINE is well the menu is right', async () => {
  await publish()
  world.simulator.setFaults({ next: { kind: 'error', calls: 1000, path: '/richmenu/' } })
  await want('member')
  // Three hours of a LINE that is ill: far more attempts than other jobs get.
  for (let passed = 0; passed < 180; passed++) {
    await world.rest()
    world.pass(minute)
  }
  expect(links().length).toBeGreaterThan(20)
  expect(await friend()).toEqual({ key: 'member', shown: null, reason: 'line_500' })
  expect(await world.db.orm.select().from(jobs).where(eq(jobs.state, 'failed'))).toEqual([])
  world.simulator.clearFaults()
  let waited = 0
  while (linked() === null && waited < 60) {
    world.pass(minute)
    waited += 1
    await world.rest()
  }
  expect(waited).toBeLessThanOrEqual(10)
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
})

test('FT53: a time-out leaves nobody on a menu of which we do not know', async () => {
  await publish()
  world.simulator.setFaults({ next: { kind: 'timeout_after', calls: 1, path: '/richmenu/' } })
  await want('member')
  await world.rest()
  expect(await friend()).toMatchObject({ shown: null, reason: 'no_answer' })
  world.pass(minute)
  await world.rest()
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
})

test('FT53: a wish that changes while LINE is being called is fulfilled, not the one before', async () => {
  await publish()
  await want('member')
  const { fetch } = world.deps
  let changed = false
  world.deps.fetch = async (url, init) => {
    const answer = await fetch(url, init)
    // The person unlinks before our own row is written.
    if (url.includes(`/user/${aiko}/richmenu/`) && !changed) {
      changed = true
      await want(null)
    }
    return answer
  }
  await runDueJobs(world.deps)
  expect(changed).toBe(true)
  expect(linked(), 'LINE shows the older wish').not.toBeNull()
  await world.rest()
  expect(linked()).toBeNull()
  expect(await friend()).toEqual({ key: null, shown: null, reason: null })
})

test('FT53: a wish that comes between the switch and the end of its job is not lost', async () => {
  await publish()
  await want('member')
  const { write } = world.db
  let wished = false
  world.db.write = async (statements) => {
    const written = await write(statements)
    if (!wished && statements.some(({ sql }) => /update "friends"/.test(sql))) {
      wished = true
      await write(wantMenu(world.scope, { uid: aiko, key: null }))
    }
    return written
  }
  await runDueJobs(world.deps)
  world.db.write = write
  expect(wished).toBe(true)
  await world.rest()
  expect(linked()).toBeNull()
  expect(await friend()).toEqual({ key: null, shown: null, reason: null })
})

test('L5: somebody who blocks the account is not called for, says why, and has the menu after coming back', async () => {
  await publish()
  await world.simulator.block(aiko, 'main')
  await world.rest()
  await want('member')
  await world.rest()
  expect(links()).toEqual([])
  expect(await friend()).toEqual({ key: 'member', shown: null, reason: 'blocked' })
  await world.simulator.follow(aiko, 'main')
  await world.rest()
  expect(linked()).toBe(await memberId())
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
})

test('L5: somebody known only from the mini-app is linked when they follow, because LINE ignores a link before', async () => {
  await publish()
  const ben = world.simulator.addPerson({ name: '勉' }).uid
  await world.app.request('/liff/api/main/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken: await world.simulator.idToken(ben, 'main') }),
  })
  const his = async () => (await world.db.orm.select().from(friends).where(eq(friends.uid, ben)))[0]
  await world.db.write(wantMenu(world.scope, { uid: ben, key: 'member' }))
  await world.rest()
  expect(await his()).toMatchObject({ menuShown: null, menuReason: 'not_following' })
  await world.simulator.follow(ben, 'main')
  await world.rest()
  expect(await his()).toMatchObject({ menuShown: 'member', menuReason: null })
})

test('L5: before the menus are published the reason says so, and publishing switches those who wait', async () => {
  await want('member')
  await world.rest()
  expect(await friend()).toEqual({ key: 'member', shown: null, reason: 'menu_not_published' })
  expect(links()).toEqual([])
  await publish()
  await world.rest()
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
})

test('L5: menus that another process brought to LINE are noticed within five minutes', async () => {
  await want('member')
  await world.rest()
  await publish()
  // As if the command had run beside us: it has no hand in our database.
  await world.db.orm.delete(richMenus)
  await want('member')
  await world.rest()
  expect(await friend()).toMatchObject({ reason: 'menu_not_published' })
  world.pass(5 * minute)
  await world.rest()
  await world.rest()
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
})

test('L5: menus that were taken back and published again are given to everybody who had them', async () => {
  await publish()
  await want('member')
  await world.rest()
  const before = await memberId()
  await withdrawFromLine(world.scope)
  expect(linked()).toBeNull()
  await world.db.write([findMenusSoon(world.scope)])
  await world.rest()
  await world.rest()
  expect(await friend()).toEqual({ key: 'member', shown: null, reason: 'menu_not_published' })
  await publish()
  await world.rest()
  expect(await memberId()).not.toBe(before)
  expect(linked()).toBe(await memberId())
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
})

test('FT53: a menu that was removed in LINE’s hands is looked for again, and the switch goes on', async () => {
  await publish()
  const id = (await memberId())!
  await withdrawFromLine(world.scope)
  await want('member')
  await world.rest()
  await world.rest()
  expect((await friend())?.reason).toMatch(/menu_gone|menu_not_published/)
  await publish()
  world.pass(5 * minute)
  await world.rest()
  await world.rest()
  expect(linked()).not.toBe(id)
  expect(linked()).toBe(await memberId())
})

test('L5: a start looks up at LINE which menus hold, for every account that has a channel', async () => {
  await publish()
  await world.db.orm.delete(richMenus)
  await findAllMenus(world.deps)
  await world.rest()
  expect((await world.db.orm.select().from(richMenus)).map(({ key }) => key).toSorted()).toEqual(['guest', 'member'])
})

/** Other menus, for LINE: the same ones with another word on the bar. */
const changed = menus.map((menu) => ({ ...menu, chatBarText: 'ひらく' }))

test('L5: somebody who is linked after a command brought new menus and before the server noticed gets the new one once it does', async () => {
  await publish()
  const old = await memberId()
  await publishAtLine(world.scope, changed)
  await want('member')
  await world.rest()
  expect(linked(), 'the server knows no better').toBe(old)
  await world.db.write([findMenusSoon(world.scope)])
  await runDueJobs(world.deps)
  expect(await friend()).toEqual({ key: 'member', shown: null, reason: 'switching' })
  await world.rest()
  expect(await memberId()).not.toBe(old)
  expect(linked()).toBe(await memberId())
  expect(await friend()).toEqual({ key: 'member', shown: 'member', reason: null })
})

test('FT53: a menu that is replaced while somebody is being linked to it is not taken for the one that holds', async () => {
  await publish()
  await want('member')
  const { fetch } = world.deps
  let replaced = false
  world.deps.fetch = async (url, init) => {
    const answer = await fetch(url, init)
    if (url.includes(`/user/${aiko}/richmenu/`) && !replaced) {
      replaced = true
      world.deps.fetch = fetch
      await world.db.orm.update(richMenus).set({ lineId: 'richmenu-newer' }).where(eq(richMenus.key, 'member'))
    }
    return answer
  }
  await runDueJobs(world.deps)
  expect(replaced).toBe(true)
  expect(await friend()).toEqual({ key: 'member', shown: null, reason: 'switching' })
})

test('L5: at a change of the menus whoever links by themselves is served before the crowd that has to be switched', async () => {
  await publish()
  const crowd = Array.from({ length: 60 }, (_, i) => world.simulator.addPerson({ name: `会員${i}` }).uid)
  for (const uid of crowd) await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.rest()
  await world.db.write(crowd.flatMap((uid) => wantMenu(world.scope, { uid, key: 'member' })))
  await world.rest()
  await world.rest()
  await publishMenus(world.scope, changed)
  world.pass(1_000)
  await want('member')
  const switches = () => world.simulator.calls('/v2/bot/user/U')
  const before = switches().length
  await runDueJobs(world.deps)
  const order = switches()
    .slice(before)
    .map(({ path }) => path)
  expect(order).toHaveLength(61)
  expect(order.findIndex((path) => path.includes(aiko))).toBeLessThan(32)
  expect(linked()).toBe(await memberId())
})

test('row 24: a menu that another tool brought can be chosen by its name there, is shown to one person, and says so when it is gone', async () => {
  await publish()
  const { size, areas, picture } = menus[0]!
  const { lineId } = await createMenu(world.scope, {
    size,
    areas,
    selected: false,
    name: 'ゴールド会員',
    chatBarText: '特典',
  })
  const bytes = { bytes: picture, contentType: 'image/png' as const }
  await uploadPicture(world.scope, lineId!, bytes)
  const staff = { staffId: 'sato', role: 'owner', seesPersonal: true, ownsAll: true, everywhere: true } as const
  const choices = async () =>
    menuChoices({ ...world.deps, account: world.scope.account, actor: { kind: 'staff', ...staff } })
  expect(await choices()).toEqual({
    choices: [
      { menu: 'guest', name: null },
      { menu: 'member', name: null },
      { menu: lineId, name: 'ゴールド会員' },
    ],
    problem: null,
  })
  await world.db.write([findMenusSoon(world.scope)])
  await world.rest()
  await want(lineId as MenuRef)
  await world.rest()
  expect(linked()).toBe(lineId)
  expect(await friend()).toEqual({ key: lineId, shown: lineId, reason: null })

  await deleteMenu(world.scope, lineId!)
  await world.db.write([findMenusSoon(world.scope)])
  await world.rest()
  await world.rest()
  expect(await friend()).toEqual({ key: lineId, shown: null, reason: 'menu_gone' })
  expect((await choices()).choices).toHaveLength(2)
})
