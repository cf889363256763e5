import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MenuDefinition } from '../../bot/rich-menus/edit-contract.ts'
import { measurePicture } from '../../bot/rich-menus/picture-limits.ts'
import { publishMenus } from '../../bot/rich-menus/publish.ts'
import { wantMenu } from '../../bot/rich-menus/want.ts'
import { auditEntries, jobs, richMenuDrafts } from '../../db/schema/index.ts'
import { addStaff, ownPage, signIn } from '../dashboard/world.ts'
import { openOffice } from '../accounts/office.ts'
import { createWorld, type World } from '../support/world.ts'
import { jpegHead, pngHead } from './pictures.ts'
import { menus } from './menus.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  world = await createWorld()
  office = await openOffice(world)
  await publishMenus(world.scope, menus)
})
afterEach(() => world.close())

const atLine = () => world.simulator.state.accounts['main']!
const newest = (key: string) =>
  Object.values(atLine().menus).findLast(({ menu }) => String(menu.name).startsWith(`musubi/${key}/`))!
const edit = async () => (await office('owner', 'GET', '/rich-menus/member/edit')).body
const save = (definition: MenuDefinition, revision: number) =>
  office('owner', 'PUT', '/rich-menus/member/draft', { definition, revision })
const publish = (revision: number) => office('owner', 'POST', '/rich-menus/member/publication', { revision })
const published = async (change: (definition: MenuDefinition) => void = () => {}): Promise<MenuDefinition> => {
  const { published: definition } = await edit()
  change(definition)
  return definition
}

/** Requests whose body is a picture. */
async function picture(bytes: Uint8Array<ArrayBuffer>, revision: number) {
  await addStaff(world.deps, 'painter', 'owner')
  const api = { request: (path: string, init: RequestInit) => world.app.request(`/api${path}`, init) } as never
  const cookie = await signIn(api, 'painter@example.com')
  const answer = await world.app.request(`/api/accounts/main/rich-menus/member/draft/picture?revision=${revision}`, {
    method: 'PUT',
    headers: { ...ownPage, 'content-type': 'image/png', cookie },
    body: bytes,
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

/** What a browser is sent for an address of the staff API. */
async function bytesOf(path: string) {
  await addStaff(world.deps, 'looker', 'owner')
  const api = { request: (at: string, init: RequestInit) => world.app.request(`/api${at}`, init) } as never
  const cookie = await signIn(api, 'looker@example.com')
  const answer = await world.app.request(`/api/accounts/main${path}`, { headers: { ...ownPage, cookie } })
  return { status: answer.status, type: answer.headers.get('content-type'), bytes: await answer.arrayBuffer() }
}

test('staff see the picture of a menu as LINE has it, through our own server', async () => {
  const { status, type, bytes } = await bytesOf('/rich-menus/member/picture')
  expect([status, type]).toEqual([200, 'image/png'])
  expect(Buffer.from(bytes).equals(Buffer.from(menus[1]!.picture))).toBe(true)
})

test('a menu is changed as a draft, and nobody sees it before it is published', async () => {
  const before = Object.keys(atLine().menus)
  const definition = await published((one) => {
    one.chatBarText = 'ひらく'
    one.areas[1] = { ...one.areas[1]!, label: '電話する', deed: { kind: 'url', url: 'tel:0312345678' } }
    one.areas[2] = { ...one.areas[2]!, deed: { kind: 'login' } }
  })
  expect((await save(definition, 0)).status).toBe(200)
  expect((await edit()).draft).toMatchObject({ definition, revision: 1, pictureId: null, updatedBy: 'owner' })
  expect(Object.keys(atLine().menus)).toEqual(before)
  const { body: page } = await office('viewer', 'GET', '/rich-menus')
  expect(page.menus.map(({ draftAt }: { draftAt: number | null }) => draftAt !== null)).toEqual([false, true])
})

test('ES16: publishing makes a new menu with the same picture, switches its people and stands in the audit log', async () => {
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.db.write(wantMenu(world.scope, { uid, key: 'member' }))
  await world.rest()
  const seen = () => world.simulator.desk.state.chats[`main/${uid}`]!.linkedMenuId!
  const old = seen()
  const definition = await published((one) => {
    one.chatBarText = 'ひらく'
    one.areas[0]!.deed = { kind: 'url', url: 'https://example.com/card' }
  })
  await save(definition, 0)
  expect(await publish(1)).toEqual({ status: 200, body: { problem: null } })
  await world.rest()
  expect(seen()).not.toBe(old)
  const menu = atLine().menus[seen()]!
  expect([menu.menu.chatBarText, menu.menu.areas[0]!.action.uri]).toEqual(['ひらく', 'https://example.com/card'])
  expect(Buffer.from(menu.image!.base64, 'base64').equals(Buffer.from(menus[1]!.picture))).toBe(true)
  expect(atLine().menus[old], 'kept until everybody has left it').toBeDefined()
  expect((await edit()).draft).toBeNull()
  const [entry] = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'rich_menu.published'))
  expect(entry).toMatchObject({ subject: 'member', detail: { after: { chatBarText: 'ひらく' }, picture: 'same' } })
  expect(entry!.detail).toMatchObject({ before: { chatBarText: menus[1]!.chatBarText } })
})

test('two people who write at the same moment notice each other, and only what was looked at is published', async () => {
  const definition = await published()
  expect((await save(definition, 0)).status).toBe(200)
  expect((await save(definition, 0)).status).toBe(409)
  expect((await save({ ...definition, chatBarText: '別の言葉' }, 1)).status).toBe(200)
  expect((await save(definition, 1)).status).toBe(409)
  expect((await publish(1)).status).toBe(409)
  expect(Object.keys(atLine().menus)).toHaveLength(2)
})

test('N5: what LINE would not take is told at its place, before anything is made', async () => {
  const cases: [change: (one: MenuDefinition) => void, problem: object][] = [
    [(one) => (one.chatBarText = ' '), { area: null, field: 'chatBarText', code: 'empty' }],
    [(one) => (one.chatBarText = 'あ'.repeat(15)), { area: null, field: 'chatBarText', code: 'too_long' }],
    [(one) => (one.areas[1]!.label = 'あ'.repeat(21)), { area: 1, field: 'label', code: 'too_long' }],
    [(one) => (one.areas[2]!.deed = { kind: 'form', key: 'gone' }), { area: 2, field: 'deed', code: 'no_form' }],
    [
      (one) => (one.areas[2]!.deed = { kind: 'url', url: 'javascript:alert(1)' }),
      { area: 2, field: 'deed', code: 'no_url' },
    ],
    [(one) => (one.areas[2]!.deed = { kind: 'text', text: '' }), { area: 2, field: 'deed', code: 'empty' }],
  ]
  for (const [revision, [change, problem]] of cases.entries()) {
    await save(await published(change), revision)
    const answer = await publish(revision + 1)
    expect([answer.status, answer.body.error.detail.problems]).toEqual([400, [problem]])
  }
  expect(Object.keys(atLine().menus)).toHaveLength(2)
})

test('N5: when LINE breaks off, people see what they saw, the draft stays, and doing it again finishes it', async () => {
  await save(await published((one) => (one.chatBarText = 'ひらく')), 0)
  const before = Object.keys(atLine().menus)
  world.simulator.setFaults({ next: { kind: 'error', calls: 1, path: '/v2/bot/richmenu' } })
  expect((await publish(1)).status).not.toBe(500)
  expect(Object.keys(atLine().menus)).toEqual(before)
  expect((await edit()).draft?.revision).toBe(1)
  expect(await publish(1)).toEqual({ status: 200, body: { problem: null } })
  expect(newest('member').menu.chatBarText).toBe('ひらく')
  const made = Object.keys(atLine().menus).length
  expect(made).toBe(before.length + 1)
})

test('N5: a process that died after LINE had the menu finds it there the next time', async () => {
  const definition = await published((one) => (one.chatBarText = 'ひらく'))
  await save(definition, 0)
  await publish(1)
  const made = Object.keys(atLine().menus).length
  await save(definition, 0)
  expect(await publish(1)).toEqual({ status: 200, body: { problem: null } })
  expect(Object.keys(atLine().menus)).toHaveLength(made)
})

test('L5: what staff made is not replaced by the samples, whatever brings them', async () => {
  await save(await published((one) => (one.chatBarText = 'ひらく')), 0)
  await publish(1)
  const { body } = await office('viewer', 'GET', '/rich-menus')
  expect(body.menus.map(({ byStaff }: { byStaff: boolean }) => byStaff)).toEqual([false, true])
  const again = await publishMenus(world.scope, menus)
  expect([again.made, again.problem]).toEqual([[], null])
  expect(newest('member').menu.chatBarText).toBe('ひらく')
})

describe('another picture', () => {
  test('takes the place of the old one: its areas grow with it, and LINE gets it with the menu', async () => {
    await save(await published(), 0)
    const bytes = jpegHead(2500, 1686)
    const { status, body } = await picture(bytes, 1)
    expect([status, body.definition.size, body.revision]).toEqual([200, { width: 2500, height: 1686 }, 2])
    const covered = (body.definition as MenuDefinition).areas.reduce(
      (sum, { bounds }) => sum + bounds.width * bounds.height,
      0,
    )
    expect(covered).toBe(2500 * 1686)
    const shown = await bytesOf('/rich-menus/member/draft/picture')
    expect([shown.status, shown.type, shown.bytes.byteLength]).toEqual([200, 'image/jpeg', bytes.byteLength])
    expect(await publish(2)).toEqual({ status: 200, body: { problem: null } })
    expect(newest('member').image?.type).toBe('image/jpeg')
    await world.rest()
    expect(await world.deps.files!.read(body.pictureId), 'LINE keeps it now').toBeNull()
    expect(await world.db.orm.select().from(jobs).where(eq(jobs.state, 'failed'))).toEqual([])
  })

  test('is refused with the reason when LINE would not take it, and the draft stays as it is', async () => {
    expect(measurePicture(new TextEncoder().encode('GIF89a, or so it says'))).toEqual({ refusal: 'kind' })
    expect(measurePicture(pngHead(799, 400))).toEqual({ refusal: 'size' })
    expect(measurePicture(pngHead(2501, 1000))).toEqual({ refusal: 'size' })
    expect(measurePicture(pngHead(1000, 900))).toEqual({ refusal: 'ratio' })
    expect(measurePicture(pngHead(2500, 1686, 1024 * 1024 + 1))).toEqual({ refusal: 'bytes' })
    await save(await published(), 0)
    const { status, body } = await picture(pngHead(1000, 900), 1)
    expect([status, body.error.detail.reason]).toEqual([400, 'picture_ratio'])
    expect((await edit()).draft).toMatchObject({ revision: 1, pictureId: null })
  })
})

test('A30, ES16: owners alone change menus; giving a draft up is told, and its picture goes', async () => {
  const definition = await published()
  for (const role of ['viewer', 'editor'] as const) {
    expect((await office(role, 'GET', '/rich-menus/member/edit')).status).toBe(403)
    expect((await office(role, 'PUT', '/rich-menus/member/draft', { definition, revision: 0 })).status).toBe(403)
    expect((await office(role, 'POST', '/rich-menus/member/publication', { revision: 1 })).status).toBe(403)
  }
  await save(definition, 0)
  const { body } = await picture(pngHead(2500, 843), 1)
  expect((await office('owner', 'DELETE', '/rich-menus/member/draft', { revision: 2 })).status).toBe(200)
  await world.rest()
  expect(await world.deps.files!.read(body.pictureId)).toBeNull()
  expect(await world.db.orm.select().from(richMenuDrafts)).toEqual([])
  const deeds = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, 'member'))
  expect(deeds.map(({ action }) => action)).toEqual(['rich_menu.draft_ended'])
})
