import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addKey, revokeKey } from '../../bot/integrations/keys.ts'
import type { KeyInput } from '../../bot/integrations/contract.ts'
import { fieldWords } from '../../bot/integrations/v1/docs-words.ts'
import { components, openApi, operations } from '../../bot/integrations/v1/openapi.ts'
import { schemaOf } from '../../bot/integrations/v1/schema-of.ts'
import { writeRefusals } from '../../bot/health/refusals.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { alerts, apiKeys, submissions } from '../../db/schema/index.ts'
import { comes } from '../forms/person.ts'
import { openHall, ownerIn, type Hall } from './receivers.ts'

const day = 24 * 60 * 60_000
const text = (ja: string) => ({ ja })

const twoWays = [
  { key: 'a', label: text('広告') },
  { key: 'b', label: text('紹介') },
]

const clinic: FormDefinition = {
  hidden: [
    { key: 'shop', title: text('店') },
    { key: 'mail', title: text('メール'), personal: true },
  ],
  title: text('初診の問診票'),
  thanks: text('ありがとうございました'),
  questions: [
    { kind: 'name', key: 'patient', title: text('お名前'), required: true },
    {
      kind: 'single_choice',
      key: 'visit',
      title: text('ご来院'),
      required: true,
      options: [
        { key: 'first', label: text('はじめて') },
        { key: 'again', label: text('2回目以降') },
      ],
    },
    { kind: 'short_text', key: 'worry', title: text('気になること'), required: false, personal: true },
    { kind: 'yes_no', key: 'allergy', title: text('アレルギー'), required: false },
  ],
}

/** What follows from the answers, and choices with words of one's own. */
const checkup: FormDefinition = {
  title: text('検診'),
  thanks: text('ありがとうございました'),
  questions: [
    { kind: 'single_choice', key: 'pick', title: text('きっかけ'), required: true, options: twoWays, other: {} },
    { kind: 'multiple_choice', key: 'many', title: text('ご希望'), required: true, options: twoWays, other: {} },
    { kind: 'number', key: 'income', title: text('年収'), required: true, personal: true },
    { kind: 'rating', key: 'stars', title: text('満足度'), required: true, max: 5 },
  ],
  calculations: [
    { key: 'twice', title: text('2年分'), formula: { do: 'times', of: [{ fact: 'answer.income' }, 2] } },
    { key: 'four', title: text('4年分'), formula: { do: 'times', of: [{ fact: 'value.twice' }, 2] } },
    { key: 'points', title: text('点数'), formula: { fact: 'answer.stars' } },
  ],
  endings: [
    { key: 'sad', when: { fact: 'answer.stars', is: 'less_than', value: 2 }, thanks: text('すみません') },
    { key: 'rich', when: { fact: 'value.four', is: 'at_least', value: 4_000 }, thanks: text('特別なご案内') },
  ],
}

let hall: Hall
let full: string
let plain: string

beforeAll(async () => {
  hall = await openHall()
  await publishForm(hall.world.scope, { key: 'clinic', definition: clinic, settings: {} })
  await publishForm(hall.world.scope, { key: 'checkup', definition: checkup, settings: {} })
  full = await key({ scopes: ['forms:read', 'submissions:read', 'personal:read'] })
  plain = await key({ scopes: ['forms:read', 'submissions:read'] })
})
afterAll(() => hall.world.close())

const key = async (given: Partial<KeyInput> = {}) =>
  (await addKey(ownerIn(hall.world), { title: 'BI', scopes: ['submissions:read'], networks: [], days: null, ...given }))
    .key

async function ask(path: string, bearer?: string, init: RequestInit = {}) {
  const headers = { ...(bearer && { authorization: `Bearer ${bearer}` }), ...(init.headers as Record<string, string>) }
  const answer = await hall.world.app.request(`/v1${path}`, { ...init, headers })
  const body = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text: body,
    body: body.startsWith('{') ? JSON.parse(body) : null,
  }
}

/** Fills the clinic's form in. */
async function fills(name = '愛子') {
  const person = await comes(hall.world, name)
  const id = (await person.open('clinic')).body.submission!.id
  const given = { patient: { family: '鶯谷', given: 'うた江' }, visit: 'first', worry: '頭が痛い', allergy: 'yes' }
  for (const [question, value] of Object.entries(given)) await person.save(id, question, value)
  await person.send(id)
  // As the link would have said it.
  await hall.world.db.write([
    { sql: 'update submissions set hidden = ? where id = ?', params: ['{"shop":"kyoto","mail":"uta@example.jp"}', id] },
  ])
  hall.world.pass(5_000)
  return { id, uid: person.uid }
}

/** Fills the check-up in. */
async function checks(given: Record<string, unknown>) {
  const person = await comes(hall.world, '文子')
  const id = (await person.open('checkup')).body.submission!.id
  for (const [question, value] of Object.entries(given)) await person.save(id, question, value)
  await person.send(id)
  hall.world.pass(5_000)
  return id
}

describe('A61: an API key', () => {
  test('is asked for, and only in the Authorization header', async () => {
    const none = await ask('/submissions')
    expect([none.status, none.body.code, none.headers.get('www-authenticate')]).toEqual([
      401,
      'no_key',
      'Bearer realm="musubi"',
    ])
    expect(none.headers.get('content-type')).toBe('application/problem+json')
    for (const path of [
      `/submissions?key=${full}`,
      `/submissions?x=${full}`,
      `/submissions?access_token=1`,
      `/forms/${full}`,
    ])
      for (const bearer of [undefined, full]) {
        const { status, body } = await ask(path, bearer)
        expect([path, status, body.code]).toEqual([path, 400, 'key_in_url'])
        expect(JSON.stringify(body)).not.toContain(full)
      }
    for (const wrong of ['', 'msb_', `${full}x`, full.slice(4), 'Basic x'])
      expect((await ask('/submissions', undefined, { headers: { authorization: `Bearer ${wrong}` } })).status).toBe(401)
  })

  test('that there is not is refused, and guessing is held back', async () => {
    const guess = `msb_${'A'.repeat(43)}`
    const headers = { 'cf-connecting-ip': '198.51.100.9' }
    expect((await ask('/forms', guess, { headers })).body.code).toBe('unknown_key')
    for (let more = 0; more < 30; more++) await ask('/forms', guess, { headers })
    const { status, headers: answered } = await ask('/forms', guess, { headers })
    expect([status, Number(answered.get('retry-after')) > 0]).toEqual([429, true])
    expect((await ask('/forms', full, { headers })).status).toBe(200)
  })

  test('reads and never writes', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const path of ['/forms', '/submissions', '/submissions/x', '/anything']) {
        const { status, body } = await ask(path, full, { method, body: '{}' })
        expect([method, path, status, body.code]).toEqual([method, path, 405, 'read_only'])
      }
  })

  test('is dead when it has expired, and when it was revoked, at once', async () => {
    const short = await key({ days: 1 })
    expect((await ask('/submissions', short)).status).toBe(200)
    hall.world.pass(day)
    expect((await ask('/submissions', short)).body.code).toBe('expired_key')
    const owner = ownerIn(hall.world)
    const { id, key: revoked } = await addKey(owner, { title: 'x', scopes: ['forms:read'], networks: [], days: null })
    expect((await ask('/forms', revoked)).status).toBe(200)
    await revokeKey(owner, id)
    expect((await ask('/forms', revoked)).body.code).toBe('revoked_key')
  })

  test('works from its networks only', async () => {
    const near = await key({ networks: ['203.0.113.0/24', '2001:db8:1::/48'] })
    const from = async (address: string) =>
      (await ask('/submissions', near, { headers: { 'cf-connecting-ip': address } })).status
    expect(await from('203.0.113.77')).toBe(200)
    expect(await from('2001:db8:1:2::3')).toBe(200)
    expect(await from('203.0.114.77')).toBe(403)
    expect(await from('2001:db8:2::3')).toBe(403)
    expect((await ask('/submissions', near, { headers: { 'x-forwarded-for': '203.0.113.77' } })).body.code).toBe(
      'network',
    )
    await expect(key({ networks: ['everywhere'] })).rejects.toThrow('no network')
  })

  test('does what its scopes say and no more', async () => {
    const forms = await key({ scopes: ['forms:read'] })
    expect((await ask('/forms', forms)).status).toBe(200)
    const { status, body } = await ask('/submissions', forms)
    expect([status, body.code, body.detail]).toEqual([403, 'scope', 'submissions:read'])
    expect((await ask('/forms', await key())).status).toBe(403)
  })

  test('is held back after six hundred requests of a minute', async () => {
    const busy = await key({ scopes: ['forms:read'] })
    await ask('/forms', busy)
    await hall.world.db.write([{ sql: `update attempt_counts set count = 600 where key like 'api:key:%'`, params: [] }])
    expect((await ask('/forms', busy)).status).toBe(429)
    hall.world.pass(60_000)
    expect((await ask('/forms', busy)).status).toBe(200)
  })

  test('is kept as a hash, is used to the minute, and what was refused is counted for staff', async () => {
    const rows = await hall.world.db.orm.select().from(apiKeys)
    expect(JSON.stringify(rows)).not.toContain(full)
    expect(rows.every(({ prefix }) => prefix.length === 10)).toBe(true)
    expect(rows.some(({ usedAt }) => usedAt !== null && usedAt % 60_000 === 0)).toBe(true)
    await writeRefusals(hall.world.deps)
    const counted = (await hall.world.db.orm.select().from(alerts)).filter(({ kind }) => kind === 'api_refused')
    expect(Object.fromEntries(counted.map(({ subject, count }) => [subject, count]))).toMatchObject({
      ...{ read_only: 16, expired_key: 1, revoked_key: 1, network: 3, scope: 2 },
    })
  })

  test('opens the account that it was made in and no other one', async () => {
    const { id } = await fills('桜')
    await hall.world.db.write([
      {
        sql: `insert into accounts (id, name, source, created_at, updated_at) values ('other', 'x', 'dashboard', 0, 0)`,
        params: [],
      },
    ])
    const owner = { ...ownerIn(hall.world), account: { id: 'other', name: 'x' } }
    const { key: other } = await addKey(owner, {
      ...{ title: 'x', scopes: ['forms:read', 'submissions:read', 'personal:read'], networks: [], days: null },
    })
    expect((await ask('/forms', other)).body).toEqual({ data: [] })
    expect((await ask('/submissions', other)).body.data).toEqual([])
    expect((await ask(`/submissions/${id}`, other)).status).toBe(404)
    expect((await ask('/submissions?form=clinic', other)).status).toBe(404)
    expect((await ask('/forms/clinic', other)).status).toBe(404)
    expect((await ask(`/submissions/${id}`, full)).status).toBe(200)
  })
})

describe('a submission', () => {
  test('comes with typed values by question key', async () => {
    const { id, uid } = await fills()
    const { body } = await ask(`/submissions/${id}`, full)
    expect(body).toMatchObject({
      ...{ id, uid, form: 'clinic', version: 1, state: 'finished', finished_in: 'liff', member_id: null },
      answers: {
        patient: { full: '鶯谷 うた江', family: '鶯谷', given: 'うた江', full_kana: null },
        ...{ visit: 'first', worry: '頭が痛い', allergy: true },
      },
      omitted: [],
    })
  })

  test('A33: without personal:read what names a person is left out, and it is said what', async () => {
    const { id, uid } = await fills()
    for (const path of [`/submissions/${id}`, '/submissions?form=clinic']) {
      const { text: whole } = await ask(path, plain)
      for (const hidden of ['鶯谷', 'うた江', '頭が痛い']) expect(whole).not.toContain(hidden)
      expect(whole).toContain(uid)
    }
    const { body } = await ask(`/submissions/${id}`, plain)
    expect(body.answers).toEqual({ visit: 'first', allergy: true })
    expect(body.omitted).toEqual(['member_id', 'hidden.mail', 'answers.patient', 'answers.worry'])
    expect(body.hidden).toEqual({ shop: 'kyoto' })
    expect((await ask(`/submissions/${id}`, full)).body.hidden).toEqual({ shop: 'kyoto', mail: 'uta@example.jp' })
  })

  test('A33: without personal:read an option in words of one’s own is left out, and may be by the form’s types', async () => {
    const id = await checks({ pick: 'other:山田太郎の紹介', many: ['a', 'other:電話09012345678'], income: 7, stars: 4 })
    const { body, text: whole } = await ask(`/submissions/${id}`, plain)
    for (const hidden of ['山田太郎', '09012345678']) expect(whole).not.toContain(hidden)
    expect(body.answers).toEqual({ stars: 4 })
    expect(body.omitted).toEqual(expect.arrayContaining(['answers.pick', 'answers.many', 'answers.income']))
    expect((await ask('/forms/checkup', plain)).body.answers_schema.required).toEqual(['stars'])
    const chosen = await checks({ pick: 'a', many: ['b'], income: 7, stars: 4 })
    expect((await ask(`/submissions/${chosen}`, plain)).body.answers).toEqual({ pick: 'a', many: ['b'], stars: 4 })
    expect((await ask(`/submissions/${id}`, full)).body.answers).toMatchObject({ pick: 'other:山田太郎の紹介' })
  })

  test('A33: without personal:read nothing that follows from personal answers is told, neither numbers nor the ending', async () => {
    const choices = { pick: 'a', many: ['b'] }
    const rich = await checks({ ...choices, income: 1_000, stars: 4 })
    const poor = await checks({ ...choices, income: 10, stars: 4 })
    const sad = await checks({ ...choices, income: 1_000, stars: 1 })
    const told = async (id: string, bearer: string) => {
      const { calculated, ending, omitted } = (await ask(`/submissions/${id}`, bearer)).body
      return { calculated, ending, omitted: omitted.filter((one: string) => !/^(answers|member_id)/.test(one)) }
    }
    expect(await told(rich, full)).toEqual({
      ...{ calculated: { twice: 2_000, four: 4_000, points: 4 }, ending: 'rich', omitted: [] },
    })
    const numbers = ['calculated.twice', 'calculated.four']
    const masked = { calculated: { points: 4 }, ending: undefined, omitted: [...numbers, 'ending'] }
    expect(await told(rich, plain)).toEqual(masked)
    // That there was no ending tells as much.
    expect(await told(poor, plain)).toEqual(masked)
    expect(await told(sad, plain)).toEqual({ calculated: { points: 1 }, ending: 'sad', omitted: numbers })
  })

  test('that is not sent yet, or was given up half filled, is nobody’s business', async () => {
    const person = await comes(hall.world, '葵')
    const id = (await person.open('clinic')).body.submission!.id
    hall.world.pass(5_000)
    expect((await ask(`/submissions/${id}`, full)).status).toBe(404)
    await hall.world.db.write([{ sql: `update submissions set state = 'cancelled' where id = ?`, params: [id] }])
    expect((await ask(`/submissions/${id}`, full)).status).toBe(404)
    const all = await ask('/submissions?state=all&limit=200', full)
    expect(all.body.data.map((one: { id: string }) => one.id)).not.toContain(id)
  })
})

describe('the cursor', () => {
  test('misses nothing and repeats nothing while people answer and change', async () => {
    const world = hall.world
    for (let sent = 0; sent < 12; sent++) await hall.sends(1 + (sent % 9))
    world.pass(5_000)
    const seen: string[] = []
    const changed = new Set<string>()
    let cursor: string | undefined
    let pages = 0
    for (let more = true; more; pages++) {
      const { body } = await ask(`/submissions?form=party&limit=3${cursor ? `&cursor=${cursor}` : ''}`, plain)
      seen.push(...body.data.map(({ id }: { id: string }) => id))
      cursor = body.next_cursor
      more = body.has_more
      // Meanwhile somebody sends, and one that was read already changes.
      if (pages < 2) {
        changed.add(seen[0]!)
        await world.db.write([
          { sql: `update submissions set updated_at = ? where id = ?`, params: [world.deps.clock(), seen[0]] },
        ])
        await hall.sends()
        world.pass(5_000)
      }
    }
    const rows = (await world.db.orm.select().from(submissions)).filter(
      ({ formId, state }) => state === 'finished' && formId !== null,
    )
    const party = rows.filter(({ id }) => seen.includes(id))
    const { body: everything } = await ask('/submissions?form=party&limit=200', plain)
    expect(new Set(seen)).toEqual(new Set(everything.data.map(({ id }: { id: string }) => id)))
    expect(party.length).toBe(14)
    // What changed comes once more, as it is at last; nothing else does.
    expect(seen.length).toBe(14 + changed.size)
    const later = await ask(`/submissions?form=party&cursor=${cursor}`, plain)
    expect([later.body.data, later.body.has_more]).toEqual([[], false])
    const { id } = await hall.sends()
    expect((await ask(`/submissions?form=party&cursor=${cursor}`, plain)).body.data).toEqual([])
    world.pass(5_000)
    const news = await ask(`/submissions?form=party&cursor=${cursor}`, plain)
    expect(news.body.data.map((one: { id: string }) => one.id)).toEqual([id])
  })

  test('and every other parameter is refused when it is broken, by name', async () => {
    for (const [query, field] of [
      ['cursor=%00', 'cursor'],
      ['cursor=WzEsMl0', 'cursor'],
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=1e9', 'limit'],
      ['state=draft', 'state'],
      ['updated_since=yesterday', 'updated_since'],
      ['updated_sinse=2026-11-21T00:00:00Z', 'updated_sinse'],
    ]) {
      const { status, body } = await ask(`/submissions?${query}`, plain)
      expect([query, status, body.code, body.fields]).toEqual([query, 400, 'invalid', [field]])
    }
  })
})

describe('the document', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const document = openApi('http://localhost:3000')
  const check = (name: string) => ajv.compile({ $ref: `#/components/schemas/${name}`, components: document.components })

  test('is served, is OpenAPI 3.1, and every answer is what it says', async () => {
    const served = await ask('/openapi.json')
    expect(served.body).toEqual(JSON.parse(JSON.stringify(document)))
    expect(served.body.openapi).toBe('3.1.0')
    const { id } = await fills('空')
    for (const bearer of [full, plain])
      for (const [path, name] of [
        ['/forms', 'FormList'],
        ['/forms/clinic', 'FormDetail'],
        ['/submissions?limit=200&state=all', 'SubmissionList'],
        [`/submissions/${id}`, 'Submission'],
        ['/nothing', 'Problem'],
        ['/submissions?limit=x', 'Problem'],
      ] as const) {
        const { body } = await ask(path, bearer)
        const fits = check(name)
        expect([path, fits(body), fits.errors]).toEqual([path, true, null])
      }
    expect(check('Submission')({ id: 1 })).toBe(false)
  })

  test('a form says the types of its answers, and its submissions have them', async () => {
    const { id } = await fills('陸')
    const { body: form } = await ask('/forms/clinic', plain)
    const fits = ajv.compile(form.answers_schema)
    for (const bearer of [full, plain]) {
      const { body } = await ask(`/submissions/${id}`, bearer)
      expect([fits(body.answers), fits.errors]).toEqual([true, null])
    }
    expect(fits({ visit: 'never', allergy: true })).toBe(false)
    expect(form.personal).toEqual(['patient', 'worry'])
  })

  test('every schema that it names is there', () => {
    const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!)
    for (const name of named) expect(Object.keys(document.components.schemas)).toContain(name)
  })

  test('the page for people loads nothing from elsewhere and runs nothing', async () => {
    for (const [lang, heading] of [
      ['ja', 'はじめに'],
      ['en', 'Getting started'],
    ]) {
      const { status, text: page, headers } = await ask(`/docs?lang=${lang}`)
      expect([status, page.includes(`<html lang="${lang}">`), page.includes(heading!)]).toEqual([200, true, true])
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'")
      expect(page).not.toMatch(/<script|<img|<iframe|\sstyle=|\son\w+=|@import/)
      const loaded = [...page.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g)].map(([, address]) => address)
      expect(loaded).toEqual(['/v1/docs.css'])
      for (const path of ['/v1/forms', '/v1/submissions', 'webhook-signature', 'key_in_url'])
        expect(page).toContain(path)
    }
    // Every field is explained in both languages.
    const { Problem: _problem, ...explained } = components
    const said = Object.values(explained).flatMap((one) => Object.values(schemaOf(one).properties ?? {}))
    const asked = operations.flatMap(({ query }) => (query ? Object.values(schemaOf(query).properties ?? {}) : []))
    const page = (await ask('/docs?lang=ja')).text
    for (const { description } of [...said, ...asked])
      if (description) expect([description, fieldWords[description]]).toEqual([description, expect.any(String)])
    expect(page).toContain('受付番号')
    const { text: css, headers } = await ask('/docs.css')
    expect([headers.get('content-type'), /url\(|@import/.test(css)]).toEqual(['text/css; charset=utf-8', false])
  })

  test('no other page may read it: there is no header that lets one in', async () => {
    const { headers, status } = await ask('/submissions', full, { headers: { origin: 'https://evil.example' } })
    expect([status, headers.get('access-control-allow-origin'), headers.get('cache-control')]).toEqual([
      200,
      null,
      'no-store',
    ])
    expect((await ask('/submissions', undefined, { method: 'OPTIONS' })).status).toBe(401)
  })
})
