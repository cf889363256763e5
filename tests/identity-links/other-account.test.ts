import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accounts, friends } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { addFriend, addStaff, ownPage, signIn } from '../dashboard/world.ts'
import type { World } from '../support/world.ts'
import { link, openCafe, sessionOf } from './people.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
let path: string
let cookie: string

beforeEach(async () => {
  world = await openCafe()
  office = await openOffice(world)
  const times = { createdAt: 0, updatedAt: 0 }
  await world.db.orm.insert(accounts).values({ id: 'stranger', name: '別の店', source: 'dashboard', ...times })
  path = `/friends/${(await addFriend(world.deps, 'stranger', 9, '知らない人')).id}/linking`
  await addStaff(world.deps, 'edi', { role: 'editor', accountId: 'stranger' })
  const api = { request: (to: string, init: RequestInit) => world.app.request(`/api${to}`, init) } as never
  cookie = await signIn(api, 'edi@example.com')
})
afterEach(() => world.close())

/** What an editor of `stranger` alone asks for. */
async function edi(method: string, to: string, body?: unknown) {
  const answer = await world.app.request(`/api/accounts/stranger${to}`, {
    method,
    headers: { ...ownPage, cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

test('an editor of one account learns of no member whom the account does not know, and links none', async () => {
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await link(world, await sessionOf(world, uid), 'M0001')
  const unknown = await edi('GET', `${path}?memberId=M9999`)
  expect(unknown.status).toBe(404)
  // M0001 is linked in `main`, M0002 nowhere: neither can be told from a number that does not exist.
  for (const memberId of ['M0001', 'M0002']) {
    expect(await edi('GET', `${path}?memberId=${memberId}`)).toEqual(unknown)
    expect(await edi('POST', path, { memberId })).toEqual(unknown)
  }
  expect((await office('editor', 'GET', `${path}?memberId=M0002`, undefined, 'stranger')).status).toBe(200)
  expect((await office('editor', 'POST', path, { memberId: 'M0002' }, 'stranger')).status).toBe(200)
  // Now the account knows the member.
  expect((await edi('GET', `${path}?memberId=M0002`)).status).toBe(200)
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.accountId, 'stranger'))
  expect(friend!.menuKey).toBe('member')
})
