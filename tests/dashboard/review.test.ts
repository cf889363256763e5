import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditEntries, submissions } from '../../db/schema/index.ts'
import { addFriend, addSubmission, openWorld, ownPage, type World } from './world.ts'

let world: World
let cookies: Record<'sato' | 'ito' | 'mori', string>
let staffIds: Record<string, string>
let aiko: Awaited<ReturnType<typeof addFriend>>

beforeAll(async () => {
  world = await openWorld()
  aiko = await addFriend(world.deps, 'main', 1, 'Aiko')
  cookies = { sato: await world.signIn('sato'), ito: await world.signIn('ito'), mori: await world.signIn('mori') }
  const { colleagues } = await ask<{ colleagues: { id: string; name: string }[] }>('GET', 'colleagues')
  staffIds = Object.fromEntries(colleagues.map(({ id, name }) => [name, id]))
})
afterAll(() => world.close())

let made = 0
/** So many new submissions, a second apart, oldest first. */
async function arrive(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    world.move(1_000)
    ids.push(await addSubmission(world.deps, 'main', aiko, { number: ++made }))
  }
  return ids
}

async function request(method: string, path: string, body?: unknown, who: keyof typeof cookies = 'ito') {
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  return world.app.request(`/accounts/main/${path}`, {
    method,
    headers: { ...ownPage, cookie: cookies[who] },
    ...json,
  })
}
async function ask<T>(method: string, path: string, body?: unknown, who: keyof typeof cookies = 'ito'): Promise<T> {
  const answer = await request(method, path, body, who)
  expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status < 300)])
  return (await answer.json()) as T
}

interface Detail {
  review: string
  returnedFor: string | null
  assignee: { name: string } | null
  revision: number
  notes: { id: string; body: string; updatedAt: number }[]
  history: { by: string; change: Record<string, unknown> }[]
}
const read = async (id: string, who: keyof typeof cookies = 'ito') =>
  (await ask<{ submission: Detail }>('GET', `submissions/${id}`, undefined, who)).submission
interface Listed {
  rows: { id: string; revision: number; review: string; fits: boolean }[]
  total: number
  live: string
  touched: string[]
  looking: { submissionId: string; name: string }[]
}
const list = (query: string) => ask<Listed>('GET', `submissions?${query}`)
const take = (id: string, json: object, who: keyof typeof cookies = 'ito') =>
  ask<{ change: string | null; submission: Detail }>('PATCH', `submissions/${id}`, json, who)
const undo = (change: string | null, who: keyof typeof cookies = 'ito') =>
  request('POST', `submissions/changes/${change}/undoing`, {}, who)
const places = async (ids: string[]) =>
  Promise.all(ids.map(async (id) => ({ id, revision: (await read(id)).revision })))

test('row 38, ES03, ES12: twenty are reviewed one after the other, and the last one is undone', async () => {
  const ids = await arrive(20)
  let last: string | null = null
  for (const id of ids) ({ change: last } = await take(id, { review: 'done', revision: 3 }))
  expect((await list('review=new')).total).toBe(0)
  expect(await (await undo(last)).json()).toEqual({ undone: 1, kept: 0 })
  const { rows } = await list('review=new')
  expect(rows.map(({ id }) => id)).toEqual([ids[19]])
  expect(await (await undo(last)).json()).toEqual({ undone: 0, kept: 1 })
})

test('ES12: one change after the other is taken back, the newest first', async () => {
  const [id = ''] = await arrive(1)
  const { change: first } = await take(id, { review: 'checking' })
  const { change: second } = await take(id, { assignee: staffIds['ito'] })
  const { change: third } = await take(id, { review: 'done' })
  for (const change of [third, second, first]) expect(await (await undo(change)).json()).toEqual({ undone: 1, kept: 0 })
  expect(await read(id)).toMatchObject({ review: 'new', assignee: null })
})

test('what is sent back says why, in words, until it is reviewed again; undoing brings the reason back', async () => {
  const [id = ''] = await arrive(1)
  await take(id, { review: 'returned', reason: '写真が読み取れません' })
  expect(await read(id)).toMatchObject({ review: 'returned', returnedFor: '写真が読み取れません' })
  const { change, submission } = await take(id, { review: 'done' })
  expect(submission).toMatchObject({ review: 'done', returnedFor: null })
  await undo(change)
  expect(await read(id)).toMatchObject({ review: 'returned', returnedFor: '写真が読み取れません' })
  expect((await request('PATCH', `submissions/${id}`, { review: 'done', reason: 'x' })).status).toBe(400)
})

test('ES16: each change of a submission is read with who, before and after', async () => {
  const [id = ''] = await arrive(1)
  await take(id, { review: 'returned', reason: '記入もれ' })
  await take(id, { assignee: staffIds['sato'] }, 'sato')
  const { change } = await take(id, { review: 'done' })
  await undo(change)
  expect((await read(id)).history.map(({ by, change: one }) => ({ by, ...one }))).toEqual([
    { by: 'ito', kind: 'review', from: 'done', to: 'returned', words: { from: null, to: '記入もれ' } },
    { by: 'ito', kind: 'review', from: 'returned', to: 'done', words: { from: '記入もれ', to: null } },
    { by: 'sato', kind: 'assignee', from: null, to: 'sato' },
    { by: 'ito', kind: 'review', from: 'new', to: 'returned', words: { from: null, to: '記入もれ' } },
  ])
  const entries = (await world.deps.db.orm.select().from(auditEntries)).filter(({ subject }) => subject === id)
  expect(entries).toHaveLength(4)
})

test('ES11: who comes second is told, and overwrites nothing', async () => {
  const [id = ''] = await arrive(1)
  const { revision } = await read(id)
  await take(id, { review: 'returned', reason: '記入もれ', revision }, 'sato')
  const late = await request('PATCH', `submissions/${id}`, { review: 'done', revision })
  expect([late.status, ((await late.json()) as { error: { detail: object } }).error.detail]).toEqual([
    409,
    { reason: 'changed' },
  ])
  expect(await read(id)).toMatchObject({ review: 'returned', returnedFor: '記入もれ' })
})

describe('many at once', () => {
  test('the ticked ones change together, each with its entry; what a colleague changed meanwhile stays', async () => {
    const ids = await arrive(3)
    const ticked = await places(ids)
    await take(ids[1]!, { review: 'returned', reason: '記入もれ' }, 'sato')
    const done = await ask<{ change: string; changed: number; unchanged: number }>('POST', 'submissions/changes', {
      review: 'checking',
      ticked,
    })
    expect(done).toMatchObject({ changed: 2, unchanged: 1 })
    expect(await Promise.all(ids.map(async (id) => (await read(id)).review))).toEqual([
      'checking',
      'returned',
      'checking',
    ])
    expect((await read(ids[0]!)).history).toHaveLength(1)
    expect((await read(ids[1]!)).history).toHaveLength(1)
  })

  test('ES12: undoing gives each what it said before, and leaves what somebody has changed since', async () => {
    const ids = await arrive(4)
    await take(ids[1]!, { review: 'returned', reason: '記入もれ' })
    await take(ids[2]!, { assignee: staffIds['sato'] })
    const { change } = await ask<{ change: string }>('POST', 'submissions/changes', {
      review: 'done',
      ticked: await places(ids),
    })
    await take(ids[3]!, { review: 'checking' }, 'sato')
    expect(await (await undo(change)).json()).toEqual({ undone: 3, kept: 1 })
    expect(await Promise.all(ids.map((id) => read(id)))).toMatchObject([
      { review: 'new', returnedFor: null },
      { review: 'returned', returnedFor: '記入もれ' },
      { review: 'new', assignee: { name: 'sato' } },
      { review: 'checking' },
    ])
  })

  test('all that match change, also those on no page yet, but not what arrived after the list was read', async () => {
    const before = await arrive(5)
    const { live, total } = await list('review=new')
    world.move(1_000)
    const [late = ''] = await arrive(1)
    const { change, changed } = await ask<{ change: string; changed: number }>('POST', 'submissions/changes', {
      assignee: staffIds['ito'],
      matching: { state: 'finished', review: 'new', until: live },
    })
    expect(changed).toBe(total)
    expect((await list('assignee=me&review=new')).total).toBe(total)
    expect((await read(late)).assignee).toBeNull()
    expect((await read(before[0]!)).assignee).toMatchObject({ name: 'ito' })
    await undo(change)
    expect((await list('assignee=me&review=new')).total).toBe(0)
  })

  test('a change is undone by who made it, in time, and in its own account', async () => {
    const [id = ''] = await arrive(1)
    const { change } = await take(id, { review: 'done' }, 'sato')
    expect((await undo(change, 'ito')).status).toBe(404)
    const elsewhere = await world.app.request(`/accounts/stranger/submissions/changes/${change}/undoing`, {
      method: 'POST',
      headers: { ...ownPage, cookie: cookies.sato },
      body: '{}',
    })
    expect(elsewhere.status).toBe(404)
    world.move(61_000)
    expect((await undo(change, 'sato')).status).toBe(409)
    expect((await read(id)).review).toBe('done')
  })

  test("a change of another account's submissions changes none of them", async () => {
    const ids = await arrive(2)
    const answer = await world.app.request('/accounts/stranger/submissions/changes', {
      method: 'POST',
      headers: { ...ownPage, cookie: cookies.sato },
      body: JSON.stringify({ review: 'done', ticked: await places(ids) }),
    })
    expect(await answer.json()).toMatchObject({ changed: 0, unchanged: 2 })
    expect((await read(ids[0]!)).review).toBe('new')
  })
})

test('A37: only what staff may say is said: no other column, nobody from elsewhere, not two things at once', async () => {
  const [id = ''] = await arrive(1)
  for (const json of [
    {},
    { review: 'done', assignee: null },
    { review: 'done', state: 'draft' },
    { review: 'approved' },
    { assignee: 'nobody-here' },
  ])
    expect([json, (await request('PATCH', `submissions/${id}`, json)).status]).toEqual([json, 400])
  expect((await request('POST', 'submissions/changes', { review: 'done' })).status).toBe(400)
  expect(await read(id)).toMatchObject({ review: 'new', assignee: null, revision: 3 })
})

test('ES11: reviews, assignments and notes of others arrive, also at rows that the filters no longer find', async () => {
  world.move(60_000)
  const [id = ''] = await arrive(1)
  world.move(60_000)
  const { live } = await list('review=new')
  const changes = () => ask<Listed>('GET', `submissions/changes?review=new&after=${live}`)
  expect((await changes()).rows).toEqual([])
  await take(id, { review: 'done' }, 'sato')
  expect((await changes()).rows).toMatchObject([{ id, review: 'done', fits: false }])
  await ask('POST', `friends/${aiko.id}/notes`, { body: '電話しました', submissionId: id }, 'sato')
  expect((await changes()).touched).toEqual([id])
})

test('ES11: colleagues on one submission see each other until they leave it', async () => {
  const [id = ''] = await arrive(1)
  const { live } = await list('')
  const looking = async () => (await ask<Listed>('GET', `submissions/changes?after=${live}`)).looking
  await ask('PUT', `submissions/${id}/look`, {}, 'sato')
  await ask('PUT', `submissions/${id}/look`, {}, 'ito')
  expect(await looking()).toEqual([{ submissionId: id, staffId: staffIds['sato'], name: 'sato' }])
  world.move(21_000)
  expect(await looking()).toEqual([])
})

describe('notes', () => {
  const write = async (body: string, who: keyof typeof cookies = 'ito') => {
    const [id = ''] = await arrive(1)
    const json = { body, submissionId: id }
    const { id: note } = await ask<{ id: string }>('POST', `friends/${aiko.id}/notes`, json, who)
    return { id, note }
  }
  const noteOf = async (id: string, note: string) => (await read(id)).notes.find((one) => one.id === note)

  test('ES12, ES16: a note is written, changed, removed and brought back, each with before and after', async () => {
    const { id, note } = await write('電話しました')
    const { updatedAt = 0 } = (await noteOf(id, note)) ?? {}
    await ask('PATCH', `notes/${note}`, { body: 'メールしました', updatedAt })
    await ask('DELETE', `notes/${note}`, {})
    expect(await noteOf(id, note)).toBeUndefined()
    await ask('POST', `notes/${note}/restoration`, {})
    expect(await noteOf(id, note)).toMatchObject({ body: 'メールしました' })
    expect((await read(id)).history.map(({ change }) => change)).toMatchObject([
      { act: 'restored', words: { from: null, to: 'メールしました' } },
      { act: 'removed', words: { from: 'メールしました', to: null } },
      { act: 'edited', words: { from: '電話しました', to: 'メールしました' } },
      { act: 'written', words: { from: null, to: '電話しました' } },
    ])
  })

  test('ES11: of two who change a note at once the second is told', async () => {
    const { id, note } = await write('電話しました')
    const { updatedAt = 0 } = (await noteOf(id, note)) ?? {}
    await ask('PATCH', `notes/${note}`, { body: '一人目', updatedAt })
    expect((await request('PATCH', `notes/${note}`, { body: '二人目', updatedAt }, 'sato')).status).toBe(409)
    expect(await noteOf(id, note)).toMatchObject({ body: '一人目' })
  })

  test("a note is changed by its author and by owners; nobody hangs one on another person's submission", async () => {
    const { note } = await write('店長より', 'sato')
    expect((await request('DELETE', `notes/${note}`, {})).status).toBe(403)
    const ben = await addFriend(world.deps, 'main', 900 + made, 'Ben')
    const [id = ''] = await arrive(1)
    expect((await request('POST', `friends/${ben.id}/notes`, { body: 'x', submissionId: id })).status).toBe(404)
    expect((await request('POST', `friends/${ben.id}/notes`, { body: ' ' })).status).toBe(400)
  })
})

test('only what is finished is reviewed', async () => {
  const [id = ''] = await arrive(1)
  await world.deps.db.orm.update(submissions).set({ state: 'cancelled', wordsSeq: null })
  expect((await request('PATCH', `submissions/${id}`, { review: 'done' })).status).toBe(409)
})
