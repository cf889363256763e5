import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { viewQuery } from '../../bot/saved-views/contract.ts'
import { customerReadings } from '../../dashboard/src/customers/filters.ts'
import { friendReadings } from '../../dashboard/src/friends/filters.ts'
import { narrowingIn } from '../../dashboard/src/ui/address-filters.ts'
import { auditEntries, savedViews } from '../../db/schema/index.ts'
import { openWorld, ownPage, type World } from '../dashboard/world.ts'

let world: World
let cookies: Record<'sato' | 'ito' | 'mori' | 'abe', string>

beforeAll(async () => {
  world = await openWorld()
  const [sato, ito, mori, abe] = await Promise.all(['sato', 'ito', 'mori', 'abe'].map(world.signIn))
  cookies = { sato: sato!, ito: ito!, mori: mori!, abe: abe! }
})
afterAll(() => world.close())
beforeEach(() => world.deps.db.orm.delete(savedViews))

type Who = keyof typeof cookies
interface View {
  id: string
  title: string
  query: string
  own: boolean
  mayChange: boolean
}

async function call<Body>(as: Who, method: string, path = '', body?: unknown, account = 'main') {
  const answer = await world.app.request(`/accounts/${account}/saved-views${path}`, {
    method,
    headers: { ...ownPage, cookie: cookies[as] },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Body }
}
const save = async (as: Who, more: object = {}) => {
  const view = { page: 'submissions', title: '今週の未確認', query: 'state=new&sort=oldest', shared: false, ...more }
  return (await call<{ id: string }>(as, 'POST', '', view)).body.id
}
const listed = async (as: Who, account = 'main') =>
  (await call<{ views: View[] }>(as, 'GET', '?page=submissions', undefined, account)).body.views

test('row 37: staff keep a list as they see it, with filters, order and columns, for themselves or for everybody', async () => {
  await save('ito', { query: 'columns=state+answers&sort=oldest&state=new%2Cchecking&other=1' })
  await save('ito', { title: 'みんなの確認', shared: true })
  expect(await listed('ito')).toMatchObject([
    // In one order and without what is no filter, so that the page knows the one that it shows.
    { title: '今週の未確認', query: 'state=new%2Cchecking&sort=oldest&columns=state+answers', own: true },
    { title: 'みんなの確認', shared: true, own: true, mayChange: true },
  ])
  expect(await listed('mori')).toMatchObject([{ title: 'みんなの確認', by: 'ito', own: false, mayChange: false }])
})

test('A33: a search word is never kept: a view is shown to colleagues who see no names', async () => {
  const id = await save('ito', { query: 'q=CANARY-NAME&state=new', shared: true })
  await call('ito', 'PATCH', `/${id}`, { query: 'state=done&q=CANARY-NAME' })
  const written = [
    await world.deps.db.orm.select().from(savedViews),
    await world.deps.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id)),
    await listed('mori'),
  ]
  expect(JSON.stringify(written)).not.toContain('CANARY')
  expect(await listed('mori')).toMatchObject([{ query: 'state=done' }])
})

/** An address of each list with every filter that it knows, and a search. */
const addresses = {
  friends: 'friendship=following&link=linked&change=followed&from=2026-07-01&to=2026-07-31&tag=t1&q=CANARY',
  customers: 'friend=with&conflict=open&q=CANARY',
  talks: 'view=all&assignee=somebody&q=CANARY',
}

test.each(Object.entries(addresses) as [keyof typeof addresses, string][])(
  'row 37: a view of %s keeps every filter of its address but the search, and the list takes what it keeps',
  async (page, address) => {
    await save('ito', { page, title: 'よく見る', query: address })
    const { views } = (await call<{ views: View[] }>('ito', 'GET', `?page=${page}`)).body
    expect(views).toMatchObject([{ query: address.replace('&q=CANARY', '') }])
    const answer = await world.app.request(`/accounts/main/${page}?${views[0]!.query}&limit=1`, {
      headers: { cookie: cookies.ito },
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toHaveProperty('total')
  },
)

test.each([
  ['friends', friendReadings],
  ['customers', customerReadings],
] as const)(
  'the page of %s reads every filter that a view keeps, and no other value than it knows',
  (page, readings) => {
    const given = new URLSearchParams(addresses[page])
    const { q: _search, ...narrowing } = narrowingIn(readings, (name) => given.get(name) ?? '')
    expect(new URLSearchParams(narrowing).toString()).toBe(viewQuery(page, addresses[page]))
    expect(narrowingIn(readings, (name) => (name === 'tag' || name === 'q' ? '' : '<nonsense>'))).toEqual({})
  },
)

test('row 94: a view belongs to its author; a shared one may be taken away by an owner, and nobody sees those of others', async () => {
  const [own, shared] = [await save('ito'), await save('ito', { shared: true })]
  expect((await call('sato', 'PATCH', `/${own}`, { title: 'x' })).status).toBe(404)
  expect((await call('mori', 'DELETE', `/${shared}`, {})).status).toBe(403)
  expect((await call('abe', 'GET', '?page=submissions')).status).toBe(404)
  expect(await listed('abe', 'stranger')).toEqual([])
  expect((await call('sato', 'DELETE', `/${shared}`, {})).status).toBe(200)
  expect((await listed('ito')).map(({ id }) => id)).toEqual([own])
})

test('ES16: saving, changing and removing a view say in the audit log what stood there before and afterwards', async () => {
  const id = await save('ito')
  await call('ito', 'PATCH', `/${id}`, { title: '先週から', shared: true })
  await call('ito', 'DELETE', `/${id}`, {})
  const entries = await world.deps.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id))
  expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
    ['view.saved', { page: 'submissions', title: '今週の未確認', shared: false }],
    [
      'view.changed',
      {
        page: 'submissions',
        before: { title: '今週の未確認', query: 'state=new&sort=oldest', shared: false },
        after: { title: '先週から', query: 'state=new&sort=oldest', shared: true },
      },
    ],
    [
      'view.removed',
      {
        page: 'submissions',
        before: { title: '先週から', query: 'state=new&sort=oldest', shared: true },
        after: null,
      },
    ],
  ])
})

test('somebody keeps twenty views of a page, and is told so', async () => {
  for (let at = 0; at < 20; at++) await save('ito', { title: `ビュー${at}` })
  const answer = await call('ito', 'POST', '', { page: 'submissions', title: 'もう1つ', query: '', shared: false })
  expect(answer).toMatchObject({ status: 409, body: { error: { detail: { reason: 'too_many_views' } } } })
})
