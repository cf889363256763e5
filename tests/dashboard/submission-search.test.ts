import { sql } from 'drizzle-orm'
import Libsql from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schema from '../../db/schema/index.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { keepMissingWords } from '../../bot/forms/keep-missing-words.ts'
import { placesOf } from '../../bot/forms/submission-places.ts'
import type { SubmissionFilters } from '../../bot/forms/staff-contract.ts'
import { dropWordsOf } from '../../bot/forms/submission-words.ts'
import { build } from '../../db/database.ts'
import { addFriend, addSubmission, noon, openWorld, ownPage, type World } from './world.ts'

const dayMs = 24 * 60 * 60_000
const title = { ja: '問い' }
const contact: FormDefinition = {
  title: { ja: 'ご連絡先' },
  thanks: { ja: 'ありがとうございました' },
  questions: [
    { kind: 'name', key: 'name', title, required: true, kana: true },
    { kind: 'short_text', key: 'secret', title, required: false, personal: true },
    { kind: 'short_text', key: 'open', title, required: false },
  ],
}

let world: World
let cookies: { ito: string; mori: string }
let aiko: Awaited<ReturnType<typeof addFriend>>
let contactId: string

beforeAll(async () => {
  world = await openWorld()
  cookies = { ito: await world.signIn('ito'), mori: await world.signIn('mori') }
  aiko = await addFriend(world.deps, 'main', 1, 'Aiko Yamada')
  await addContactForm()
  for (const [number, comment] of ['雨の日に来ました', '<img src=x onerror=alert(1)>', 'また来ます'].entries()) {
    await addSubmission(world.deps, 'main', aiko, { number: number + 1, comment })
    world.move(dayMs)
  }
  contactId = await addContact()
})
afterAll(() => world.close())

async function addContactForm() {
  const { orm } = world.deps.db
  const own = { accountId: 'main', createdAt: noon, updatedAt: noon }
  await orm.insert(schema.forms).values({ id: 'contact', key: 'contact', state: 'open', version: 1, ...own })
  await orm
    .insert(schema.formVersions)
    .values({ formId: 'contact', version: 1, accountId: 'main', definition: contact, publishedAt: noon })
}

async function addContact() {
  const { db, ids, clock } = world.deps
  const id = ids()
  const own = { accountId: 'main', formId: 'contact', uid: aiko.uid }
  const at = clock()
  await db.orm.insert(schema.submissions).values({
    ...{ id, ...own, version: 1, friendSeq: aiko.seq, state: 'finished', revision: 3, skipped: [], number: 77 },
    ...{ beganIn: 'liff', finishedIn: 'liff', proof: 'id_token', review: 'new' },
    ...{ startedAt: at, updatedAt: at, finishedAt: at },
  })
  const answer = { submissionId: id, ...own, answeredIn: 'liff' as const, answeredAt: at }
  const name = { family: '髙橋', given: '愛子', familyKana: 'タカハシ', givenKana: 'アイコ' }
  await db.orm.insert(schema.answers).values([
    { ...answer, questionKey: 'name', valueText: '髙橋愛子', valueJson: name },
    { ...answer, questionKey: 'secret', valueText: 'ひみつの病気' },
    { ...answer, questionKey: 'open', valueText: '駐車場はありますか' },
  ])
  await keepMissingWords(world.deps)
  return id
}

const get = (path: string, who: keyof typeof cookies = 'ito') =>
  world.app.request(`/accounts/main/${path}`, { headers: { cookie: cookies[who] } })
const numbers = async (query: string, who: keyof typeof cookies = 'ito') => {
  const answer = await get(`submissions?${query}`, who)
  expect([query, answer.status]).toEqual([query, 200])
  const { rows, total } = (await answer.json()) as { rows: { number: number }[]; total: number }
  expect(total).toBe(rows.length)
  return rows.map(({ number }) => number)
}
const found = (q: string, who?: keyof typeof cookies) => numbers(`q=${encodeURIComponent(q)}`, who)

test('answers are found by any part of what they say, in any width and kana, by several words at once', async () => {
  for (const q of ['雨', '雨の日', '日に来', '来ました　雨']) expect([q, await found(q)]).toEqual([q, [1]])
  for (const q of ['たかはし', 'ﾀｶﾊｼ', '髙橋 愛子', '愛子 駐車場']) expect([q, await found(q)]).toEqual([q, [77]])
  expect(await found('雨 駐車場')).toEqual([])
  expect(await found('家族')).toEqual([3, 2, 1])
  expect(await found('77')).toEqual([77])
})

describe('A32, A33: whoever may not see personal data', () => {
  test('finds nobody by a name, a personal answer or words of their own, and everybody by UID, number and what was chosen', async () => {
    for (const q of ['Aiko', '髙橋', 'タカハシ', 'ひみつ', '病気', '病', '駐車場']) {
      expect([q, await found(q, 'mori')]).toEqual([q, []])
      expect([q, (await found(q)).length > 0]).toEqual([q, true])
    }
    expect(await found('家族', 'mori')).toEqual([3, 2, 1])
    expect(await found('#0077', 'mori')).toEqual([77])
    expect(await found(aiko.uid.slice(0, 6), 'mori')).toEqual([77, 3, 2, 1])
  })

  test('reads marks instead, in list, columns, detail, live feed, notes, reasons and history', async () => {
    const change = (path: string, method: string, json: object) =>
      world.app.request(`/accounts/main/${path}`, {
        method,
        headers: { ...ownPage, cookie: cookies.ito },
        body: JSON.stringify(json),
      })
    const review = { review: 'returned', reason: '髙橋さんに電話' }
    expect((await change(`submissions/${contactId}`, 'PATCH', review)).status).toBe(200)
    const note = { body: '髙橋さんは常連', submissionId: contactId }
    expect((await change(`friends/${aiko.id}/notes`, 'POST', note)).status).toBe(201)
    const seen = [
      'submissions?columns=name,secret,open',
      `submissions/${contactId}`,
      'submissions/changes?after=WzAsIiJd&columns=name,secret',
      `friends/${aiko.id}/notes`,
    ]
    for (const path of seen) {
      const masked = await (await get(path, 'mori')).text()
      expect([path, masked]).toEqual([path, expect.not.stringMatching(/髙橋|タカハシ|ひみつ|Aiko|常連/)])
      expect([path, masked]).toEqual([path, expect.stringContaining('●●●')])
      expect(await (await get(path)).text()).toMatch(/髙橋/)
    }
    const open = await (await get('submissions?columns=open', 'mori')).text()
    expect(open).not.toContain('駐車場')
    expect(open).toContain('家族と')
  })
})

test('filters by form, several reviews, assignee, way and days of Japan; the total is theirs', async () => {
  expect(await numbers('form=visit')).toEqual([3, 2, 1])
  expect(await numbers('review=new,checking')).toEqual([3, 2, 1])
  expect(await numbers('review=returned')).toEqual([77])
  expect(await numbers('assignee=me')).toEqual([])
  expect(await numbers('assignee=nobody&form=visit')).toEqual([3, 2, 1])
  expect(await numbers('way=liff')).toEqual([77])
  // Noon of 21 November UTC is the 21st in Japan as well; each came a day later.
  expect(await numbers('from=2026-11-22&to=2026-11-23')).toEqual([3, 2])
  expect(await numbers('to=2026-11-21')).toEqual([1])
  expect(await numbers('sort=oldest')).toEqual([1, 2, 3, 77])
})

test('A27: SQL and nonsense in a filter, a sort or a column is a 400, and in the search it is text', async () => {
  const refused = [
    'review=new%27',
    'review=',
    'review=new,x',
    'assignee=%27%20or%201=1',
    'way=mail',
    'from=2026-02-30',
    'from=yesterday',
    'to=2026-11-21%27',
    'sort=number',
    'sort=newest;drop',
    'columns=a%27b',
    'columns=',
    'unknown=1',
  ]
  for (const query of refused) {
    expect([query, (await get(`submissions?${query}`)).status]).toEqual([query, 400])
    const changes = query.startsWith('sort') ? 400 : (await get(`submissions/changes?after=WzAsIiJd&${query}`)).status
    expect([query, changes]).toEqual([query, 400])
  }
  for (const q of ['" OR 1=1 --', 'shown : a', '{shown personal}', 'a* OR b*', 'NEAR(a b)', '%', '_'])
    expect([q, await found(q)]).toEqual([q, []])
})

test('A24: markup in an answer is text like any other, found and given back as it was', async () => {
  expect(await found('<img src=x')).toEqual([2])
  const answer = await get('submissions?q=onerror')
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(await answer.text()).toContain('<img src=x onerror=alert(1)>')
})

test('every filter and search walks the index of the list, and no rows', () => {
  const actor = {
    kind: 'staff' as const,
    staffId: 'x',
    role: 'owner' as const,
    seesPersonal: true,
    ownsAll: true,
    everywhere: true,
  }
  const scope = { ...world.deps, account: { id: 'main', name: '' }, actor }
  const file = new Libsql(world.file, { readonly: true } as Libsql.Options)
  const plansOf = (filters: SubmissionFilters) => {
    const { sql, params } = placesOf(
      { ...scope, db: { ...world.deps.db, reports: build } },
      {
        ...{ filters, sort: 'newest', limit: 51 },
      },
    ).toSQL()
    const steps = file.prepare(`explain query plan ${sql}`).all(params) as { detail: string }[]
    return steps
      .map(({ detail }) => detail)
      .filter((detail) => / submissions( |$)|TEMP B-TREE FOR (LAST TERM OF )?ORDER/.test(detail))
      .map((detail) => detail.replace(/ \(.*/, ''))
  }
  const ended = 'SEARCH submissions USING COVERING INDEX submissions_listed'
  const drafts = 'SEARCH submissions USING COVERING INDEX submissions_drafts'
  const filters: [SubmissionFilters, string[]][] = [
    [{ state: 'all' }, [ended, drafts]],
    [{ state: 'all', form: 'visit' }, [ended, drafts]],
    [{ state: 'draft', form: 'visit' }, [drafts]],
    [{ state: 'cancelled' }, [ended]],
    [{ state: 'finished', review: ['new', 'checking'], assignee: 'me' }, [ended]],
    [{ state: 'all', way: 'liff', from: '2026-11-01', to: '2026-11-30' }, [ended]],
    [{ state: 'all', q: '雨の日' }, [ended, drafts]],
  ]
  for (const [one, plans] of filters) expect([one, plansOf(one)]).toEqual([one, plans])
  file.close()
})

test('what a person sent is found no more once it is taken out, and other words stay', async () => {
  await world.deps.db.write([dropWordsOf(sql`s.friend_seq = ${aiko.seq}`)])
  expect(await found('雨の日')).toEqual([])
  const ben = await addFriend(world.deps, 'main', 2, 'Ben')
  await addSubmission(world.deps, 'main', ben, { number: 9, comment: '雨の日' })
  expect(await found('雨の日')).toEqual([9])
})
