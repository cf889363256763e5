import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FormDraft } from '../../bot/forms/edit-contract.ts'
import { auditEntries, formDrafts, forms } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  world = await createWorld()
  office = await openOffice(world)
})
afterEach(() => world.close())

const edit = async () => (await office('viewer', 'GET', '/forms/visit/edit')).body
const form = async () => (await world.db.orm.select().from(forms).where(eq(forms.key, 'visit')))[0]!

async function kept(change: (draft: FormDraft) => void, revision = 0) {
  const now = await edit()
  const { definition, settings, rules } = structuredClone(now.draft ?? now.published)
  const draft = { definition, settings, rules } as FormDraft
  change(draft)
  return office('editor', 'PUT', '/forms/visit/draft', { draft, revision, version: now.version })
}
const publish = (revision = 1) => office('editor', 'POST', '/forms/visit/publication', { revision })

test('rules and what follows an answer are edited with the form, and hold when it is published', async () => {
  await kept(({ settings, rules }) => {
    Object.assign(settings, { confirmation: 'push', followUpAfter: 60, followUpPush: true })
    rules.push({
      ...{ key: 'unhappy', on: 'finished', when: { fact: 'answer.satisfaction', is: 'at_most', value: 2 } },
      deeds: [{ do: 'notify_staff', byMail: false }],
    })
  })
  expect((await form()).rules).toEqual([])
  expect((await publish()).body).toEqual({ version: 1 })
  expect(await form()).toMatchObject({
    ...{ confirmation: 'push', followUpAfter: 60, followUpPush: true, version: 1 },
    rules: [{ key: 'unhappy', deeds: [{ do: 'notify_staff', byMail: false }] }],
  })
  const [entry] = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'form.published'))
  expect(entry!.detail['changes']).toMatchObject([
    { field: 'settings.confirmation', before: 'free', after: 'push' },
    { field: 'settings.followUpAfter', before: null, after: '60' },
    { field: 'settings.followUpPush', before: 'false', after: 'true' },
    { kind: 'added', field: 'rule', before: null },
  ])
})

test('a rule that looks at what the form does not ask is not published, and says where', async () => {
  await kept(({ settings, rules }) => {
    settings.followUpAfter = 1
    rules.push({
      ...{ key: 'one', on: 'finished', when: { fact: 'answer.gone', is: 'answered' } },
      deeds: [{ do: 'set_attribute', attribute: 'size', value: { from: 'answer', question: 'gone' } }],
    })
    rules.push({ key: 'two', on: 'finished', deeds: [] })
  })
  const { status, body } = await publish()
  expect(status).toBe(400)
  expect(body.error.detail.problems.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)).toEqual([
    'settings.followUpAfter out_of_bounds',
    'rules.1.deeds empty',
    'rules.0.when decider_unknown',
    'rules.0.deeds.0.value decider_unknown',
  ])
})

test('a draft that an older release kept goes on with the form’s own rules', async () => {
  await kept(({ definition }) => void (definition.title = { ja: '新しい題名' }))
  const [row] = await world.db.orm.select().from(formDrafts)
  const { keyword, opensAt, closesAt, capacity, repeat } = row!.draft.settings
  const old = { definition: row!.draft.definition, settings: { keyword, opensAt, closesAt, capacity, repeat } }
  await world.db.orm.update(formDrafts).set({ draft: old as FormDraft })
  const shown = (await edit()).draft
  expect([shown.settings.confirmation, shown.settings.followUpAfter, shown.rules]).toEqual(['free', null, []])
  expect((await publish()).body).toEqual({ version: 2 })
  expect((await form()).confirmation).toBe('free')
})
