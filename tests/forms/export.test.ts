import { serve } from '@hono/node-server'
import { asc, eq } from 'drizzle-orm'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  answers,
  auditEntries,
  exports,
  formVersions,
  friends,
  staff,
  staffGrants,
  submissions,
} from '../../db/schema/index.ts'
import { addFriend, addStaff, addSubmission, openWorld, ownPage, type World } from '../dashboard/world.ts'

let world: World
let aiko: Awaited<ReturnType<typeof addFriend>>
let cookie: string

beforeAll(async () => {
  world = await openWorld()
  aiko = await addFriend(world.deps, 'main', 1, '=愛子 CANARY-NAME')
  await addSubmission(world.deps, 'main', aiko, { number: 1, comment: '+よかった' })
  world.move(60_000)
  await addSubmission(world.deps, 'main', aiko, { number: 2, companions: 'alone' })
  await addFriend(world.deps, 'stranger', 2, 'Eve')
  cookie = await world.signIn('ito')
})
afterAll(() => world.close())
beforeEach(() => world.move(1_000))

const call = (path: string, { as = cookie, body }: { as?: string; body?: unknown } = {}, account = 'main') =>
  world.app.request(`/accounts/${account}/exports${path}`, {
    headers: { ...ownPage, cookie: as },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
const wanted = {
  form: 'visit',
  format: 'csv_utf8',
  language: 'ja',
  columns: ['submission:number', 'person:uid', 'person:display_name', 'question:comment', 'question:companions'],
  filters: {},
}

async function prepared(change: Record<string, unknown> = {}, as = cookie): Promise<{ id: string; expected: number }> {
  const answer = await call('', { as, body: { ...wanted, ...change } })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { export: { id: string; expected: number } }).export
}
const fileOf = async (change: Record<string, unknown> = {}, as = cookie) =>
  (await call(`/${(await prepared(change, as)).id}/file`, { as })).text()
const stateOf = async (id: string) =>
  ((await (await call(`/${id}`)).json()) as { export: { state: string; rows: number; lost: string } }).export

/** Submissions of many pages, in a few statements. */
async function addMany(count: number) {
  const { orm } = world.deps.db
  const [like] = await orm.select().from(submissions).where(eq(submissions.number, 1))
  const rows = Array.from({ length: count }, (_, at) => ({
    ...like!,
    id: `many-${at}`,
    number: 10 + at,
    wordsSeq: null,
  }))
  const own = { accountId: 'main', formId: 'form-main', uid: aiko.uid, answeredIn: 'chat' as const, answeredAt: 0 }
  for (let at = 0; at < count; at += 100) {
    const page = rows.slice(at, at + 100)
    await orm.insert(submissions).values(page)
    await orm
      .insert(answers)
      .values(
        page.map(({ id }) => ({ ...own, submissionId: id, questionKey: 'comment', valueText: '長い'.repeat(60) })),
      )
  }
}

test('market 39: the chosen columns in their order, labels as headings, filters obeyed', async () => {
  expect(await fileOf()).toBe(
    [
      '受付番号,UID,LINEの表示名,ひとこと,どなたと来られましたか',
      `1,${aiko.uid},'=愛子 CANARY-NAME,'+よかった,家族と`,
      `2,${aiko.uid},'=愛子 CANARY-NAME,,ひとりで`,
    ].join('\r\n'),
  )
  const english = await fileOf({
    language: 'en',
    keyRow: true,
    columns: ['options:companions', 'question:companions', 'submission:finished_at', 'submission:finished_in'],
  })
  expect(english).toBe(
    [
      'Who came with you? (key),Who came with you?,Finished (Japan time),Finished in',
      'companions:key,companions,finished_at,finished_in',
      'family,Family,2026/11/21 12:00:00,Chat',
      'alone,Alone,2026/11/21 12:01:00,Chat',
    ].join('\r\n'),
  )
  expect(await fileOf({ filters: { q: 'よかった' }, columns: ['submission:number'] })).toBe('受付番号\r\n1')
})

test('an export is fetched once, tells how far it has come and which characters it lost, and stands in the audit log', async () => {
  const { id, expected } = await prepared({ format: 'csv_sjis' })
  expect(expected).toBe(2)
  await world.deps.db.orm.update(friends).set({ displayName: '愛子😀' }).where(eq(friends.id, aiko.id))
  const answer = await call(`/${id}/file`)
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="musubi-visit-2026-11-21.csv"')
  expect(new TextDecoder('shift_jis').decode(await answer.arrayBuffer())).toContain('愛子〓')
  await world.deps.db.orm.update(friends).set({ displayName: '=愛子 CANARY-NAME' }).where(eq(friends.id, aiko.id))
  expect(await stateOf(id)).toMatchObject({ state: 'done', rows: 2, lost: '😀' })
  expect((await call(`/${id}/file`)).status).toBe(409)
  const entries = await world.deps.db.orm
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, id))
    .orderBy(asc(auditEntries.id))
  expect(entries.map(({ action }) => action)).toEqual(['export.asked', 'export.ended'])
  expect(entries[1]?.detail).toMatchObject({ form: 'visit', state: 'done', rows: 2, columns: wanted.columns })
})

test('market 39: what is kept beside answers has columns too, and tells masked staff nothing that names somebody', async () => {
  const { orm } = world.deps.db
  const [like] = await orm.select().from(submissions).where(eq(submissions.number, 1))
  const [version] = await orm.select().from(formVersions).where(eq(formVersions.formId, 'form-main'))
  const definition = {
    ...version!.definition,
    hidden: [{ key: 'shop', title: { ja: '店舗' }, personal: true }],
    calculations: [
      { key: 'points', title: { ja: '点数' }, formula: { fact: 'answer.rating' } },
      { key: 'own', title: { ja: '本人の点' }, formula: { fact: 'answer.birthday' } },
    ],
    endings: [
      {
        key: 'happy',
        when: { fact: 'value.points', is: 'at_least' as const, value: 4 },
        thanks: { ja: '{{hidden.shop}}の{{person.name}}さん！\nまた来てね' },
      },
    ],
    questions: [
      ...version!.definition.questions,
      { kind: 'birthday' as const, key: 'birthday', title: { ja: '生年月日' }, required: false },
      { kind: 'email' as const, key: 'mail', title: { ja: 'メール' }, required: false },
      { kind: 'phone' as const, key: 'phone', title: { ja: '電話' }, required: false },
      { kind: 'name' as const, key: 'who', title: { ja: '名前' }, required: false, kana: true },
      { kind: 'address' as const, key: 'where', title: { ja: '住所' }, required: false },
      {
        ...{ kind: 'matrix' as const, key: 'each', title: { ja: '各項目' }, required: false },
        rows: [{ key: 'food', label: { ja: '料理' } }],
        columns: [
          { key: 'good', label: { ja: 'よい' } },
          { key: 'poor', label: { ja: 'よくない' } },
        ],
      },
    ],
  }
  await orm.insert(formVersions).values({ ...version!, version: 2, definition })
  await orm.insert(submissions).values({
    ...{ ...like!, id: 'beside', number: 90, wordsSeq: null, version: 2 },
    ...{
      hidden: { shop: 'CANARY-SHOP' },
      calculated: { points: 5, own: 40 },
      endingKey: 'happy',
      place: 'waiting' as const,
    },
  })
  const given = {
    accountId: 'main',
    formId: 'form-main',
    uid: aiko.uid,
    submissionId: 'beside',
    answeredIn: 'liff' as const,
    answeredAt: 1,
  }
  await orm.insert(answers).values([
    { ...given, questionKey: 'mail', valueJson: { given: 'Aiko@Example.COM', email: 'aiko@example.com' } },
    {
      ...{ ...given, questionKey: 'who' },
      valueJson: { family: '吉田', given: '𠮷', familyKana: 'ヨシダ', givenKana: 'キチ' },
    },
    {
      ...{ ...given, questionKey: 'where' },
      valueJson: { postcode: '5300001', prefecture: '大阪府', city: '大阪市北区', town: '梅田', rest: '梅田1-1' },
    },
    { ...given, questionKey: 'phone', valueJson: { given: '０９０１２３４５６７８', e164: '+819012345678' } },
    { ...given, questionKey: 'each', valueJson: { food: 'good' } },
  ])
  const asked = ['submission:number', 'question:mail', 'question:phone', 'question:each', 'options:each']
  const [asHeadings, ...asRows] = (await fileOf({ columns: asked })).split('\r\n')
  expect(asHeadings).toBe('受付番号,メール,電話,電話 国際形式,各項目 料理')
  expect(asRows).toContain("90,aiko@example.com,090-1234-5678,'+819012345678,よい")
  const [label, ...labels] = (await fileOf({ columns: ['submission:number', 'question:who', 'question:where'] })).split(
    '\r\n',
  )
  expect(label).toBe('受付番号,名前,名前 ふりがな,住所 郵便番号,住所')
  expect(labels).toContain('90,吉田 𠮷,ヨシダ キチ,530-0001,大阪府大阪市北区梅田 1-1')
  await orm.delete(answers).where(eq(answers.submissionId, 'beside'))
  const columns = [
    'submission:number',
    'submission:ending',
    'submission:place',
    'value:points',
    'value:own',
    'hidden:shop',
  ]
  const [headings, ...rows] = (await fileOf({ columns })).split('\r\n')
  expect(headings).toBe('受付番号,読んだ終わり,定員の枠,点数,本人の点,店舗')
  expect(rows).toContain('90,CANARY-SHOPの=愛子 CANARY-NAMEさん！,キャンセル待ち,5,40,CANARY-SHOP')
  expect(rows).toContain('1,,,,,')
  const [ito] = await orm.select({ id: staff.id }).from(staff).where(eq(staff.name, 'ito'))
  const sees = (seesPersonal: boolean) =>
    orm.update(staffGrants).set({ seesPersonal }).where(eq(staffGrants.staffId, ito!.id))
  await sees(false)
  expect((await fileOf({ columns })).split('\r\n')).toContain('90,…の…さん！,キャンセル待ち,5,●●●,●●●')
  const endings = [{ key: 'happy', when: { fact: 'value.own', is: 'answered' as const }, thanks: { ja: 'また来てね' } }]
  await orm
    .update(formVersions)
    .set({ definition: { ...definition, endings } })
    .where(eq(formVersions.version, 2))
  expect((await fileOf({ columns })).split('\r\n')).toContain('90,●●●,キャンセル待ち,5,●●●,●●●')
  await sees(true)
  expect((await fileOf({ columns })).split('\r\n')).toContain('90,また来てね,キャンセル待ち,5,40,CANARY-SHOP')
  await orm.delete(submissions).where(eq(submissions.id, 'beside'))
  await orm.delete(formVersions).where(eq(formVersions.version, 2))
})

test('an ending is written out as it was read: with ages of the day of its beginning, and with what was known and not asked', async () => {
  const { orm } = world.deps.db
  const [like] = await orm.select().from(submissions).where(eq(submissions.number, 1))
  const [version] = await orm.select().from(formVersions).where(eq(formVersions.formId, 'form-main'))
  const definition = {
    ...version!.definition,
    askedMax: 1,
    questions: [
      { kind: 'birthday' as const, key: 'born', title: { ja: '生年月日' }, required: true },
      { kind: 'short_text' as const, key: 'town', title: { ja: '町' }, required: false },
    ],
    calculations: [
      { key: 'fee', title: { ja: '料金' }, formula: { do: 'times' as const, of: [{ fact: 'age.born' }, 100] } },
    ],
    endings: [
      {
        ...{ key: 'paid', when: { fact: 'answer.born', is: 'answered' as const } },
        thanks: { ja: '{{answer.town}}の方は{{value.fee}}円' },
      },
    ],
  }
  await orm.insert(formVersions).values({ ...version!, version: 2, definition })
  await orm.insert(submissions).values({
    ...{ ...like!, id: 'aged', number: 91, wordsSeq: null, version: 2 },
    ...{ endingKey: 'paid', known: ['town'], startedAt: Date.parse('2026-11-21T23:59:00+09:00') },
  })
  const given = { accountId: 'main', formId: 'form-main', uid: aiko.uid, submissionId: 'aged', answeredAt: 1 }
  await orm.insert(answers).values([
    { ...given, questionKey: 'born', valueText: '1990-11-22', answeredIn: 'liff' },
    { ...given, questionKey: 'town', valueText: '梅田', answeredIn: 'known' },
  ])
  const rows = (await fileOf({ columns: ['submission:number', 'submission:ending'] })).split('\r\n')
  expect(rows).toContain('91,"梅田の方は3,500円"')
  await orm.delete(answers).where(eq(answers.submissionId, 'aged'))
  await orm.delete(submissions).where(eq(submissions.id, 'aged'))
  await orm.delete(formVersions).where(eq(formVersions.version, 2))
})

test('what an export is for is said by whoever asks, and stands in the audit log', async () => {
  const { id } = await prepared({ purpose: '11月の来店会議' })
  const [entry] = await world.deps.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id))
  expect(entry?.detail).toMatchObject({ purpose: '11月の来店会議' })
})

test('what was searched for is not in the audit log', async () => {
  const { id } = await prepared({ filters: { q: 'CANARY-SEARCH' } })
  await (await call(`/${id}/file`)).text()
  const entries = await world.deps.db.orm.select().from(auditEntries).where(eq(auditEntries.subject, id))
  expect(JSON.stringify(entries)).not.toContain('CANARY-SEARCH')
  expect(entries[0]?.detail).toMatchObject({ filters: { searched: true } })
})

test('A33, A52: whoever may not see personal data gets a file without it; a viewer gets none', async () => {
  await addStaff(world.deps, 'kudo', 'editor')
  const [kudo] = (await world.deps.db.orm.query.staff.findMany()).filter(({ name }) => name === 'kudo')
  await world.deps.db.orm.update(staffGrants).set({ seesPersonal: false }).where(eq(staffGrants.staffId, kudo!.id))
  const as = await world.signIn('kudo')
  const text = await fileOf({ columns: [...wanted.columns, 'person:member_id'] }, as)
  expect(text).toContain(`1,${aiko.uid},●●●,●●●,家族と`)
  expect(text).not.toContain('CANARY-NAME')
  expect((await call('', { as: await world.signIn('mori'), body: wanted })).status).toBe(403)
})

test('A36: an export of somebody else, or in another account, does not exist', async () => {
  const { id } = await prepared()
  const sato = await world.signIn('sato')
  expect((await call(`/${id}`, { as: sato })).status).toBe(404)
  expect((await call(`/${id}/file`, { as: sato })).status).toBe(404)
  expect((await call(`/${id}/file`, {}, 'stranger')).status).toBe(404)
  expect((await stateOf(id)).state).toBe('ready')
})

test('A51: no secret of the account is in a file, whatever columns are asked for', async () => {
  expect((await call('', { body: { ...wanted, columns: ['person:channelSecret'] } })).status).toBe(400)
  expect((await call('', { body: { ...wanted, columns: ['question:nothing'] } })).status).toBe(400)
  expect((await call('', { body: { ...wanted, form: 'nothing' } })).status).toBe(404)
})

test('A34: a role that is taken away or a sign-out ends a running export, and the file breaks off', async () => {
  // So many pages that the stream has not read the last one when the right is gone.
  await addMany(3_000)
  const ends: [string, (as: string) => Promise<unknown>][] = [
    [
      'hara',
      async () => {
        const [hara] = (await world.deps.db.orm.query.staff.findMany()).filter(({ name }) => name === 'hara')
        await world.deps.db.orm.update(staffGrants).set({ role: 'viewer' }).where(eq(staffGrants.staffId, hara!.id))
      },
    ],
    [
      'nagai',
      (as) =>
        Promise.resolve(
          world.app.request('/auth/sign-out', { method: 'POST', headers: { ...ownPage, cookie: as }, body: '{}' }),
        ),
    ],
  ]
  for (const [name, end] of ends) {
    await addStaff(world.deps, name, 'editor')
    const as = await world.signIn(name)
    const { id } = await prepared({ format: name === 'nagai' ? 'xlsx' : 'csv_utf8' }, as)
    const reader = (await call(`/${id}/file`, { as })).body!.getReader()
    await reader.read()
    await end(as)
    const rest = async () => {
      while (!(await reader.read()).done);
    }
    await expect(rest()).rejects.toThrow('The export was ended')
    const [row] = await world.deps.db.orm.select().from(exports).where(eq(exports.id, id))
    expect(row?.state).toBe('ended')
  }
})

test('whoever stops reading has cancelled it, and a fault breaks the file off', async () => {
  const { id } = await prepared()
  await (await call(`/${id}/file`)).body!.cancel()
  expect((await stateOf(id)).state).toBe('cancelled')
  const { staffApi } = await import('../../bot/http/staff-api.ts')
  const faulty = await prepared()
  const reports = new Proxy(world.deps.db.reports, {
    get: (target, name) => {
      if (name === 'select')
        return (columns?: Record<string, unknown>) => {
          if (columns && 'submissionId' in columns) throw new Error('disk')
          return target.select(columns as never)
        }
      return Reflect.get(target, name) as unknown
    },
  })
  const app = staffApi({ ...world.deps, db: { ...world.deps.db, reports } })
  // Over a real connection: that is where a short file could be taken for a whole one.
  const server = serve({ fetch: app.fetch, port: 0 })
  await new Promise((listening) => server.once('listening', listening))
  const { port } = server.address() as AddressInfo
  const address = `http://127.0.0.1:${port}/accounts/main/exports/${faulty.id}/file`
  await expect(fetch(address, { headers: { cookie } }).then((answer) => answer.text())).rejects.toThrow()
  expect((await stateOf(faulty.id)).state).toBe('failed')
  server.close()
})
