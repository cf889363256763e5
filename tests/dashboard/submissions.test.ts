import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries } from '../../db/schema/index.ts'
import { addFriend, addSubmission, openWorld, ownPage, type World } from './world.ts'

let world: World
let cookie: string
let aiko: Awaited<ReturnType<typeof addFriend>>

beforeAll(async () => {
  world = await openWorld()
  cookie = await world.signIn('ito')
  aiko = await addFriend(world.deps, 'main', 1, 'Aiko')
  const ben = await addFriend(world.deps, 'main', 2, '100%_Ben\\')
  const comments = ['とてもよかった', '50%引き', 'a_b', String.raw`C:\tmp`, "'; drop table submissions; --", '普通']
  for (const [at, comment] of comments.entries()) {
    await addSubmission(world.deps, 'main', at % 2 ? ben : aiko, {
      number: at + 1,
      comment,
      companions: at === 0 ? 'alone' : 'family',
    })
    world.move(1_000)
  }
})
afterAll(() => world.close())

const get = (path: string) => world.app.request(`/accounts/main/${path}`, { headers: { cookie } })
interface Listed {
  rows: {
    id: string
    number: number
    revision: number
    answers: { ja: string }[]
    review: string
    friend: { displayName: string }
  }[]
  next: string | null
  total: number | null
  live: string
  more: boolean
}
const list = async (query: string) => (await (await get(`submissions?${query}`)).json()) as Listed
const numbers = async (q: string) => (await list(`q=${encodeURIComponent(q)}`)).rows.map(({ number }) => number)

test('lists the newest first with person, words of the answers and the whole count', async () => {
  const { rows, total } = await list('form=visit&state=finished')
  expect(total).toBe(6)
  expect(rows.map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1])
  expect(rows[5]).toMatchObject({
    friend: { displayName: 'Aiko' },
    answers: [{ ja: 'ひとりで' }, { ja: '★★★★☆' }, { ja: 'とてもよかった' }],
  })
})

test('pages by cursor without gap or repetition, also when something arrives in between', async () => {
  const first = await list('limit=2')
  const late = await addSubmission(world.deps, 'main', aiko, { number: 7 })
  const second = await list(`limit=2&cursor=${first.next}`)
  const third = await list(`limit=2&cursor=${second.next}`)
  expect([first, second, third].flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual([6, 5, 4, 3, 2, 1])
  expect(third.next).toBeNull()
  expect((await list('limit=1')).rows[0]?.id).toBe(late)
})

test('A27: free search is text that is found literally', async () => {
  expect(await numbers('%引')).toEqual([2])
  expect(await numbers('a_b')).toEqual([3])
  expect(await numbers('50_')).toEqual([])
  expect(await numbers('\\tmp')).toEqual([4])
  expect(await numbers("'; drop table")).toEqual([5])
  expect(await numbers('%')).toEqual([6, 4, 2].filter((number) => number % 2 === 0))
  expect(await numbers('" OR 1=1 --')).toEqual([])
})

test('finds the name, the UID, the receipt number and the words of an option', async () => {
  expect(await numbers('aiko')).toEqual([7, 5, 3, 1])
  expect(await numbers(aiko.uid)).toEqual([7, 5, 3, 1])
  expect(await numbers('#0004')).toEqual([4])
  expect(await numbers('ひとり')).toEqual([1])
})

test('A27: an unknown key or value and a broken cursor are 400', async () => {
  const broken = [
    'sort=name',
    'state=finished%27',
    'limit=0',
    'limit=1%3B',
    'cursor=x',
    'cursor=',
    'form=a%27b',
    'fields=password',
    `cursor=${btoa('["1 or 1=1","x"]').replace(/=+$/, '')}`,
    `cursor=${btoa('{"at":1,"key":"x"}').replace(/=+$/, '')}`,
  ]
  for (const query of broken) expect([query, (await get(`submissions?${query}`)).status]).toEqual([query, 400])
  for (const path of [
    'submissions/changes',
    'submissions/changes?after=1',
    'friends?sort=uid',
    'friends?cursor=%00',
    'friends?friendship=x',
  ]) {
    expect([path, (await get(path)).status]).toEqual([path, 400])
  }
})

test('tells what arrived since the cursor, and what was reviewed', async () => {
  world.move(60_000)
  const { live } = await list('')
  const changes = async (after: string) => (await (await get(`submissions/changes?after=${after}`)).json()) as Listed
  expect((await changes(live)).rows).toEqual([])
  world.move(1_000)
  const id = await addSubmission(world.deps, 'main', aiko, { number: 8 })
  const arrived = await changes(live)
  expect(arrived.rows.map((row) => row.id)).toEqual([id])
  world.move(60_000)
  expect((await changes(arrived.live)).rows.map((row) => row.id)).toEqual([id])
  world.move(60_000)
  const quiet = (await changes(arrived.live)).live
  world.move(60_000)
  await review(id, 'checking')
  expect((await changes(quiet)).rows).toMatchObject([{ id, review: 'checking', revision: 4 }])
})

const review = (id: string, value: string) =>
  world.app.request(`/accounts/main/submissions/${id}`, {
    method: 'PATCH',
    headers: { ...ownPage, cookie },
    body: JSON.stringify({ review: value }),
  })

test('shows one submission with each question and its answer in words', async () => {
  const [row] = (await list('q=' + encodeURIComponent('#1'))).rows
  const answer = (await (await get(`submissions/${row?.id}`)).json()) as { submission: { questions: unknown[] } }
  expect(answer.submission.questions).toMatchObject([
    { key: 'companions', state: 'answered', text: { ja: 'ひとりで', en: 'Alone' } },
    { key: 'rating', state: 'answered', text: { ja: '★★★★☆' } },
    { key: 'comment', state: 'answered', text: { ja: 'とてもよかった' }, answeredIn: 'chat' },
  ])
})

test('a review is written with who did it, and nothing else can be changed through it', async () => {
  const [row] = (await list('q=' + encodeURIComponent('#2'))).rows
  expect(await (await review(row?.id ?? '', 'done')).json()).toMatchObject({ submission: { review: 'done' } })
  const entries = (await world.deps.db.orm.select().from(auditEntries)).filter(({ subject }) => subject === row?.id)
  expect(entries).toMatchObject([
    { action: 'submission.reviewed', accountId: 'main', detail: { from: 'new', to: 'done' } },
  ])
  const assigned = await world.app.request(`/accounts/main/submissions/${row?.id}`, {
    method: 'PATCH',
    headers: { ...ownPage, cookie },
    body: JSON.stringify({ review: 'done', uid: 'U0', state: 'draft' }),
  })
  expect(assigned.status).toBe(400)
})

test('counts submissions by form', async () => {
  const { forms } = (await (await get('forms')).json()) as { forms: unknown[] }
  expect(forms).toMatchObject([
    { key: 'visit', title: { ja: 'ご来店アンケート' }, counts: { finished: 8, waiting: 6, draft: 0, cancelled: 0 } },
  ])
})
