import { count, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as schema from '../../db/schema/index.ts'
import { satisfaction } from '../../bot/demo/forms.ts'
import { eraseDemo } from '../../bot/demo/erase.ts'
import { demoWasErased } from '../../bot/demo/find.ts'
import { loadDemoMembers } from '../../bot/demo/members.ts'
import { loadDemoPeople } from '../../bot/demo/people.ts'
import { loadTaste } from '../../bot/demo/load-taste.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { cupPictures } from '../../bot/node/demo-pictures.ts'
import { staffApi } from '../../bot/http/staff-api.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { link, person } from '../identity-links/people.ts'
import { root } from '../rich-menus/menus.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
/** Made up by the simulator; the others came from LINE. */
let simulated: string[]

beforeEach(async () => {
  world = await createWorld()
  simulated = []
  world.deps.host = { look: async () => null as never, simulatedUids: async () => simulated }
  await loadDemoPeople(world.scope)
  await loadDemoMembers(world.scope)
})
afterEach(() => world.close())

const erase = () =>
  eraseDemo({
    ...world.deps,
    account: world.scope.account,
    actor: { kind: 'staff', staffId: 'sato', role: 'owner', seesPersonal: true, ownsAll: true, everywhere: true },
  })

const { friends, forms, submissions, answers, memberCredentials } = schema
const rowsOf = async (table: (typeof tables)[number]) =>
  (await world.db.orm.select({ rows: count() }).from(table))[0]!.rows
const tables = [friends, forms, submissions, answers, memberCredentials] as const

async function answer(uid: string): Promise<void> {
  for (const text of ['アンケート', 'ひとりで']) {
    await world.simulator.say(uid, 'main', text)
    await world.rest()
  }
}

test('what the demo and the simulator made goes, all of it, and no start brings it back', async () => {
  const aiko = await person(world, '愛子')
  simulated = [aiko.uid]
  await world.simulator.follow(aiko.uid, 'main')
  await answer(aiko.uid)
  await link(world, aiko.session, 'M0001')
  await loadTaste(world.scope, await cupPictures(root))
  await loadTaste(world.scope, await cupPictures(root))
  const pictures = async () => (await world.db.orm.select().from(schema.formPictures)).map(({ width }) => width)
  expect(await pictures()).toEqual([640, 640, 640, 640])
  expect(await world.db.orm.select().from(schema.tags)).toMatchObject([{ name: '深煎り好き' }])
  // Two on each day of four weekends.
  expect(await world.db.orm.select().from(schema.slots)).toHaveLength(16)
  expect(await erase()).toEqual({
    ...{ people: 13, members: 20, forms: ['satisfaction', 'seminar', 'taste', 'visit'], menus: 0, kept: [] },
  })
  expect([await pictures(), await world.db.orm.select().from(schema.tags)]).toEqual([[], []])
  expect(await Promise.all(tables.map(rowsOf))).toEqual([0, 0, 0, 0, 0])
  const [account] = await world.db.orm.select().from(schema.accounts)
  expect(account).toMatchObject({ greeting: null, memberLogin: null })
  expect(await demoWasErased(world.deps)).toBe(true)
  expect(await erase()).toMatchObject({ people: 0, members: 0, forms: [], kept: [] })
})

test('what real people touched stays, and it says so: their answers, their ties, and forms that staff changed', async () => {
  const aiko = await person(world, '愛子')
  await world.simulator.follow(aiko.uid, 'main')
  await answer(aiko.uid)
  await link(world, aiko.session, 'M0001')
  await publishForm(world.scope, { key: 'satisfaction', definition: { ...satisfaction, thanks: { ja: '感謝します' } } })
  const { kept, ...erased } = await erase()
  expect(erased).toMatchObject({ people: 12, members: 19, forms: ['seminar'] })
  expect(kept).toEqual([
    { what: 'member', id: 'M0001', because: 'tied' },
    { what: 'form', id: 'satisfaction', because: 'changed' },
    { what: 'form', id: 'visit', because: 'answered' },
  ])
  expect(await world.db.orm.select().from(schema.friends)).toMatchObject([{ uid: aiko.uid }])
  expect(await world.db.orm.select().from(schema.answers)).toMatchObject([{ valueText: 'alone' }])
  await answer(aiko.uid)
})

test('somebody of the simulator who is tied to a member of the company stays', async () => {
  const ken = await person(world, '健太')
  simulated = [ken.uid]
  await link(world, ken.session, 'M0002')
  // By then the company has imported its own member of that number.
  await world.db.orm.update(schema.customers).set({ attributes: {} }).where(eq(schema.customers.memberId, 'M0002'))
  const { kept } = await erase()
  expect(kept.map(({ what, because }) => `${what} ${because}`)).toEqual(['person tied'])
  expect(await rowsOf(friends)).toBe(1)
})

test('only owners erase the demo, and somebody stands for it', async () => {
  await addStaff(world.deps, 'sato', 'owner')
  await addStaff(world.deps, 'ito', 'editor')
  const app = staffApi(world.deps)
  const [owner, editor] = [await signIn(app, 'sato@example.com'), await signIn(app, 'ito@example.com')]
  const post = (cookie: string) =>
    app.request('/accounts/main/demo/erasure', { method: 'POST', headers: { ...ownPage, cookie }, body: '{}' })
  expect((await post(editor)).status).toBe(403)
  const left = await app.request('/accounts/main/demo', { headers: { cookie: owner } })
  expect(await left.json()).toEqual({ demo: { people: 12, members: 20, forms: 3 } })
  expect((await post(owner)).status).toBe(200)
  const deeds = (await world.db.orm.select().from(schema.auditEntries)).map(({ action }) => action)
  expect(deeds).toContain('demo.erased')
})
