import { afterEach, beforeEach, expect, test } from 'vitest'
import { plainSettings, type FormDraft } from '../../bot/forms/edit-contract.ts'
import { formByKey } from '../../bot/forms/load.ts'
import { narrowingIn } from '../../dashboard/src/forms/filters.ts'
import { openOffice } from '../accounts/office.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  world = await createWorld()
  office = await openOffice(world)
})
afterEach(() => world.close())

const draft: FormDraft = {
  definition: {
    title: { ja: '試食会の申込' },
    thanks: { ja: 'ありがとうございました' },
    questions: [{ kind: 'short_text', key: 'name', title: { ja: 'お名前' }, required: true }],
  },
  settings: { ...plainSettings, repeat: 'once' },
  rules: [],
}
const begin = (key = 'tasting') => office('editor', 'POST', '/forms', { key, draft })
const listed = async () =>
  (await office('viewer', 'GET', '/forms')).body.forms.map(({ key, version }: { key: string; version: number }) => [
    key,
    version,
  ])

test('a new form is seen by staff only until it is published, which opens it', async () => {
  expect((await begin()).status).toBe(201)
  expect(await listed()).toContainEqual(['tasting', 0])
  expect(await formByKey(world.scope, 'tasting')).toBeUndefined()
  const view = (await office('viewer', 'GET', '/forms/tasting/edit')).body
  expect([view.version, view.versions, view.draft.definition]).toEqual([0, [], draft.definition])
  expect((await office('editor', 'POST', '/forms/tasting/publication', { revision: 1 })).body).toEqual({ version: 1 })
  expect((await formByKey(world.scope, 'tasting'))!.definition).toEqual(draft.definition)
})

test('its key can be changed until links to it are out there, and no two forms have the same', async () => {
  await begin()
  expect((await begin()).body.error.detail).toEqual({ reason: 'key_taken' })
  expect((await office('editor', 'PUT', '/forms/tasting/key', { key: 'visit' })).body.error.detail).toEqual({
    reason: 'key_taken',
  })
  expect((await office('editor', 'PUT', '/forms/tasting/key', { key: 'autumn' })).status).toBe(200)
  await office('editor', 'POST', '/forms/autumn/publication', { revision: 1 })
  const refused = await office('editor', 'PUT', '/forms/autumn/key', { key: 'winter' })
  expect(refused.body.error.detail).toEqual({ reason: 'published' })
})

test('a form is closed and opened by hand', async () => {
  await begin()
  expect((await office('editor', 'PUT', '/forms/tasting/state', { state: 'open' })).body.error.detail).toEqual({
    reason: 'never_published',
  })
  await office('editor', 'POST', '/forms/tasting/publication', { revision: 1 })
  for (const state of ['closed', 'open'] as const) {
    expect((await office('editor', 'PUT', '/forms/tasting/state', { state })).status).toBe(200)
    expect((await formByKey(world.scope, 'tasting'))!.opening.kind).toBe(state)
  }
})

test('a form that nobody began to answer can be removed; one with answers stays', async () => {
  await begin()
  expect((await office('editor', 'DELETE', '/forms/tasting', {})).status).toBe(200)
  expect(await listed()).not.toContainEqual(['tasting', 0])
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.simulator.say(uid, 'main', 'アンケート')
  await world.rest()
  expect((await office('editor', 'DELETE', '/forms/visit', {})).body.error.detail).toEqual({ reason: 'changed' })
  expect(await formByKey(world.scope, 'visit')).toBeDefined()
})

test('a form that was never published has no draft to give up', async () => {
  await begin()
  const answer = await office('editor', 'DELETE', '/forms/tasting/draft', { revision: 1 })
  expect(answer.body.error.detail).toEqual({ reason: 'never_published' })
})

test.each(['bulk-garbage', '2026_autumn', `f${'o'.repeat(59)}`])(
  'a form with the key %s is reached everywhere: its answers, its file and its page',
  async (key) => {
    await begin(key)
    await office('editor', 'POST', `/forms/${key}/publication`, { revision: 1 })
    expect((await office('viewer', 'GET', `/submissions?form=${key}`)).status).toBe(200)
    const wanted = { form: key, format: 'csv_utf8', language: 'ja', columns: ['submission:number'], filters: {} }
    expect((await office('editor', 'POST', '/exports', wanted)).status).toBe(201)
    expect(narrowingIn((name) => (name === 'form' ? key : ''))).toMatchObject({ form: key })
    const page = await world.app.request(`/liff/main/forms/${key}`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(`"key":"${key}"`)])
  },
)
