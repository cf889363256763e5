import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadDemo } from '../../bot/demo/load.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import type { FormDraft } from '../../bot/forms/edit-contract.ts'
import { formByKey } from '../../bot/forms/load.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { accounts, auditEntries, formVersions, staffGrants, submissions } from '../../db/schema/index.ts'
import { openOffice } from '../accounts/office.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let office: Awaited<ReturnType<typeof openOffice>>
beforeEach(async () => {
  world = await createWorld()
  office = await openOffice(world)
})
afterEach(() => world.close())

const edit = async (key = 'visit') => (await office('viewer', 'GET', `/forms/${key}/edit`)).body
const keep = async (draft: FormDraft, revision = 0, role: 'editor' | 'owner' = 'editor', version?: number) =>
  office(role, 'PUT', '/forms/visit/draft', { draft, revision, version: version ?? (await edit()).version })
const publish = (revision: number) => office('editor', 'POST', '/forms/visit/publication', { revision })

/** The published form, changed. */
async function changed(change: (draft: FormDraft) => void): Promise<FormDraft> {
  const { published } = await edit()
  const draft = structuredClone(published) as FormDraft
  change(draft)
  return draft
}
const question = ({ questions }: FormDefinition, key: string) => questions.find((one) => one.key === key)!
const optionsOf = (definition: FormDefinition, key: string) => {
  const found = question(definition, key)
  return 'options' in found ? found.options : []
}

/** Begins the chat survey and answers its first question. */
async function begins(name: string): Promise<string> {
  const { uid } = world.simulator.addPerson({ name })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.simulator.say(uid, 'main', 'アンケート')
  await world.rest()
  await world.simulator.say(uid, 'main', 'ひとりで')
  await world.rest()
  return uid
}

test('a draft changes nothing that people see; published it is a new version, and who is answering keeps theirs', async () => {
  const uid = await begins('愛子')
  const draft = await changed(({ definition }) => {
    definition.title = { ja: 'お店のアンケート', en: 'About our shop' }
    question(definition, 'satisfaction').required = false
  })
  expect((await keep(draft)).body.revision).toBe(1)
  expect((await formByKey(world.scope, 'visit'))!.definition.title.ja).toBe('ご来店アンケート')
  expect((await publish(1)).body).toEqual({ version: 2 })
  expect((await formByKey(world.scope, 'visit'))!.definition).toEqual(draft.definition)
  const [mine] = await world.db.orm.select().from(submissions).where(eq(submissions.uid, uid))
  expect([mine!.version, mine!.state]).toEqual([1, 'draft'])
  await world.simulator.say(uid, 'main', '5')
  await world.rest()
  expect((await world.db.orm.select().from(submissions).where(eq(submissions.uid, uid)))[0]!.revision).toBeGreaterThan(
    mine!.revision,
  )
  const now = await edit()
  expect([now.draft, now.version]).toEqual([null, 2])
  expect(now.versions.map((one: { version: number; publishedBy: string }) => [one.version, one.publishedBy])).toEqual([
    [2, 'editor'],
    [1, null],
  ])
})

test('a browser that was left open while others published does not bring the old text back', async () => {
  const stale = await changed(({ definition }) => void (definition.title = { ja: '古い画面の題名' }))
  await keep(await changed(({ definition }) => void (definition.title = { ja: '新しい題名' })))
  await publish(1)
  expect((await keep(stale, 0, 'owner', 1)).body.error.detail).toEqual({ reason: 'changed' })
  expect((await edit()).draft).toBeNull()
})

test('an older version can be published again, as a new one', async () => {
  await keep(await changed(({ definition }) => void (definition.title = { ja: '新しい題名' })))
  await publish(1)
  const { definition } = (await office('viewer', 'GET', '/forms/visit/versions/1')).body
  await keep(await changed((draft) => void (draft.definition = definition)))
  expect((await publish(1)).body).toEqual({ version: 3 })
  const rows = await world.db.orm.select().from(formVersions).orderBy(formVersions.version)
  const [first, , third] = rows.filter(({ definition: one }) => one.questions.some(({ key }) => key === 'company'))
  expect(third!.definition).toEqual(first!.definition)
})

test('two editors: the second one is told that somebody was faster, and nothing is overwritten', async () => {
  const mine = await changed(({ definition }) => void (definition.title = { ja: '編集者の題名' }))
  const theirs = await changed(({ definition }) => void (definition.title = { ja: 'オーナーの題名' }))
  await keep(mine)
  expect((await keep(theirs, 0, 'owner')).status).toBe(409)
  expect((await keep(theirs, 1, 'owner')).status).toBe(200)
  expect((await keep(mine, 1)).status).toBe(409)
  expect((await publish(1)).status).toBe(409)
  expect((await edit()).draft).toMatchObject({ revision: 2, updatedBy: 'owner' })
  expect((await edit()).draft.definition.title.ja).toBe('オーナーの題名')
})

test('what cannot be published says where and why; the draft may be half-written all the same', async () => {
  const draft = await changed(({ definition, settings }) => {
    definition.title.ja = ''
    definition.questions.reverse()
    optionsOf(definition, 'company')[1]!.label.ja = 'ヒトリデ'
    settings.opensAt = 2_000
    settings.closesAt = 1_000
    settings.capacity = 0
    settings.keyword = 'やめる'
  })
  expect((await keep(draft)).status).toBe(200)
  const { status, body } = await publish(1)
  expect(status).toBe(400)
  const found = body.error.detail.problems.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)
  expect(found.toSorted()).toEqual([
    'questions.4.showWhen decider_later',
    'questions.5.options.1.label.ja same_label',
    'settings.capacity not_whole',
    'settings.closesAt ends_before',
    'settings.keyword keyword_reserved',
    'title.ja empty',
  ])
  expect((await edit()).version).toBe(1)
})

test('a branch that looks at a removed choice, and a question that became another kind, are not published', async () => {
  const draft = await changed(({ definition }) => {
    optionsOf(definition, 'company').splice(1, 1)
    const rating = definition.questions.findIndex(({ key }) => key === 'satisfaction')
    definition.questions[rating] = { kind: 'short_text', key: 'satisfaction', title: { ja: '満足度' }, required: true }
  })
  await keep(draft)
  const { body } = await publish(1)
  const codes = body.error.detail.problems.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)
  expect(codes).toEqual(['questions.1.showWhen option_unknown', 'questions.2.kind invalid'])
  // A list is the same choice under another face: its answers stay where they are.
  const listed = await changed(({ definition }) => {
    const company = definition.questions.find(({ key }) => key === 'company')!
    Object.assign(company, { kind: 'dropdown' })
  })
  await keep(listed, 1)
  expect((await publish(2)).status).toBe(200)
  // What was published once is known to others by its key.
  expect((await edit()).usedParts).toContain(`company.options.${optionsOf(listed.definition, 'company')[0]!.key}`)
})

test('a removed choice that has answers is told before; its answers keep it', async () => {
  const uid = await begins('愛子')
  await keep(await changed(({ definition }) => void optionsOf(definition, 'company').splice(0, 1)))
  const { body } = await office('viewer', 'GET', '/forms/visit/draft/removals')
  expect(body.options).toEqual([
    { question: 'company', option: 'alone', label: { ja: 'ひとりで', en: 'Alone' }, answers: 1 },
  ])
  await publish(1)
  const [mine] = await world.db.orm.select().from(submissions).where(eq(submissions.uid, uid))
  const { body: shown } = await office('viewer', 'GET', `/submissions/${mine!.id}`)
  expect(JSON.stringify(shown)).toContain('ひとりで')
})

test('ES16: publishing is audited with what is different, word by word, and by whom', async () => {
  await keep(
    await changed(({ definition, settings }) => {
      definition.questions[0]!.title.ja = 'どなたとお越しですか？'
      settings.capacity = 30
    }),
  )
  await publish(1)
  const [entry] = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'form.published'))
  expect(entry!.detail).toMatchObject({
    before: { version: 1, capacity: null },
    after: { version: 2, capacity: 30 },
    changes: [
      {
        field: 'title.ja',
        before: '本日はどなたと来られましたか？',
        after: 'どなたとお越しですか？',
        question: { key: 'company' },
      },
      { field: 'settings.capacity', before: null, after: '30', question: null },
    ],
  })
})

test('A37: nothing but a definition and its settings comes in with a draft or a publication', async () => {
  const draft = await changed(() => {})
  for (const body of [
    { draft, revision: 0, updatedBy: 'x' },
    { draft: { ...draft, version: 9 }, revision: 0 },
    { draft: { ...draft, settings: { ...draft.settings, accountId: 'stranger' } }, revision: 0 },
  ])
    expect((await office('editor', 'PUT', '/forms/visit/draft', body)).status).toBe(400)
  await keep({ ...draft, definition: { ...draft.definition, accountId: 'stranger' } as unknown as FormDefinition })
  expect((await publish(1)).status).toBe(400)
  const more = { revision: 1, version: 1, publishedAt: 0 }
  expect((await office('editor', 'POST', '/forms/visit/publication', more)).status).toBe(400)
})

test('A24: markup and templates in texts stay texts, from the draft to the page of the form', async () => {
  const evil = `</script><img src=x onerror=alert(1)>{{7*7}}\u202E`
  await keep(await changed(({ definition }) => void (definition.title = { ja: evil })))
  await publish(1)
  expect((await edit()).published.definition.title.ja).toBe(evil)
  const page = await (await world.app.request('/liff/main/forms/visit')).text()
  expect(page).not.toContain('<img')
  expect(page).toContain('\\u003c/script>')
})

test('a keyword begins its form at once, folded as the bot folds; taken and reserved words are refused', async () => {
  const change = (key: string, keyword: string | null, before: string | null) =>
    office('editor', 'PUT', `/forms/${key}/keyword`, { keyword, before })
  expect((await change('visit', 'ご意見', 'あんけーと')).status).toBe(200)
  expect((await formByKey(world.scope, 'visit'))!.key).toBe('visit')
  const { uid } = world.simulator.addPerson({ name: '愛子' })
  await world.simulator.follow(uid, 'main')
  await world.rest()
  await world.simulator.say(uid, 'main', '「ご意見」')
  await world.rest()
  expect(await world.db.orm.select().from(submissions).where(eq(submissions.uid, uid))).toHaveLength(1)
  const taken = await change('satisfaction', 'せみなー', null)
  expect([taken.status, taken.body.error.detail]).toEqual([409, { reason: 'keyword_taken' }])
  expect((await change('satisfaction', 'もどる', null)).body.error.detail.reason).toBe('keyword_reserved')
  expect((await change('visit', '別の言葉', 'あんけーと')).status).toBe(409)
  const entries = await world.db.orm.select().from(auditEntries).where(eq(auditEntries.action, 'form.keyword_changed'))
  expect(entries.map(({ detail }) => detail)).toEqual([
    { key: 'visit', before: { keyword: 'アンケート' }, after: { keyword: 'ご意見' } },
  ])
})

test('the demo does not take back what staff have published, nor a keyword that they have changed', async () => {
  await keep(await changed(({ definition }) => void (definition.title = { ja: '私たちのアンケート' })))
  await publish(1)
  await office('editor', 'PUT', '/forms/seminar/keyword', { keyword: '教室', before: 'せみなー' })
  await loadDemo(world.scope)
  expect((await formByKey(world.scope, 'visit'))!.definition.title.ja).toBe('私たちのアンケート')
  expect((await edit('seminar')).published.settings.keyword).toBe('教室')
})

test('a keyword that was changed stays when a draft from before is published', async () => {
  await keep(await changed(({ definition }) => void (definition.title = { ja: '新しい題名' })))
  await office('editor', 'PUT', '/forms/visit/keyword', { keyword: 'ご意見', before: 'あんけーと' })
  expect((await edit()).draft.settings.keyword).toBe('ご意見')
  // A browser that has not read the new word is told.
  expect((await keep((await edit()).published, 1)).body.error.detail).toEqual({ reason: 'changed' })
  expect((await publish(2)).status).toBe(200)
  expect((await edit()).published.settings.keyword).toBe('ご意見')
})

test('who writes on a draft of an older version is told while saving, not only when publishing', async () => {
  const draft = await changed(({ definition }) => void (definition.title = { ja: '新しい題名' }))
  await keep(draft)
  const { definition } = await changed((one) => void (one.definition.title = { ja: '別の題名' }))
  await publishForm(world.scope, { key: 'visit', keyword: 'アンケート', definition })
  const told = await keep(draft, 1)
  expect([told.status, told.body.error.detail]).toEqual([409, { reason: 'changed' }])
})

test('a draft is tried on one’s own phone by a link that ends, follows what is written, and leaves no trace', async () => {
  await keep(await changed(({ definition }) => void (definition.title = { ja: '秋のアンケート<b>' })))
  const make = async (role: 'editor' | 'viewer' = 'editor') => office(role, 'POST', '/forms/visit/draft/trials', {})
  expect((await make('viewer')).status).toBe(403)
  const { link } = (await make()).body as { link: string }
  const pass = link.split('/trials/')[1]!
  expect(link).toMatch(/\/liff\.line\.me\/[\w-]+\/trials\/[\w.-]+$/)
  const page = await world.app.request(`/liff/main?liff.state=${encodeURIComponent(`/trials/${pass}`)}`)
  const direct = await world.app.request(`/liff/main/trials/${pass}`)
  for (const answer of [page, direct]) {
    const text = await answer.text()
    expect(text).toContain('秋のアンケート\\u003cb>')
    // A24: markup in a title is text in the page as well.
    expect(text).toContain('<title>秋のアンケート&lt;b&gt;</title>')
    expect(text).not.toMatch(/id="boot"|liffId/)
  }
  expect(direct.status).toBe(200)
  const look = async (account = 'main', seen = '') => {
    const answer = await world.app.request(`/liff/api/${account}/trials/${pass}?seen=${seen}`)
    return { status: answer.status, trial: ((await answer.json()) as { trial?: { stamp: string } | null }).trial }
  }
  const { trial } = await look()
  expect((await look('main', trial!.stamp)).trial).toBeNull()
  await keep(await changed(({ definition }) => void (definition.title = { ja: '冬のアンケート' })), 1)
  expect((await look('main', trial!.stamp)).trial).toMatchObject({ definition: { title: { ja: '冬のアンケート' } } })
  expect(await world.db.orm.select().from(submissions)).toEqual([])
  expect((await world.db.orm.select().from(auditEntries)).map(({ action }) => action)).toContain('form.trial_made')

  // A changed pass, another account, a colleague who is gone, an hour later: it leads nowhere.
  const forged = `${pass.slice(0, -2)}${pass.endsWith('AA') ? 'BB' : 'AA'}`
  expect((await world.app.request(`/liff/api/main/trials/${forged}`)).status).toBe(404)
  await world.db.orm.insert(accounts).values({ ...(await world.db.orm.select().from(accounts))[0]!, id: 'stranger' })
  expect((await look('stranger')).status).toBe(404)
  const grants = await world.db.orm.select().from(staffGrants)
  await world.db.orm.update(staffGrants).set({ role: 'viewer' })
  expect((await look()).status).toBe(404)
  for (const { staffId, accountId, role } of grants)
    await world.db.orm
      .update(staffGrants)
      .set({ role })
      .where(and(eq(staffGrants.staffId, staffId), eq(staffGrants.accountId, accountId)))
  expect((await look()).status).toBe(200)
  world.pass(60 * 60_000)
  expect((await look()).status).toBe(404)
  expect((await world.app.request(`/liff/main/trials/${pass}`)).status).toBe(404)
})
