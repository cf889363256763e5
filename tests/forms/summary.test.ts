import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FormDefinition } from '../../bot/forms/contract.ts'
import { eraseSubmissions } from '../../bot/forms/erase.ts'
import { latestAnswers } from '../../bot/forms/latest-answers.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { recountForm } from '../../bot/forms/recount.ts'
import type { SummaryFilters } from '../../bot/forms/summary-contract.ts'
import { summariseForm } from '../../bot/forms/summary.ts'
import type { StaffScope } from '../../bot/http/staff-door.ts'
import { answerCounts, friends, submissions } from '../../db/schema/index.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes, party, type Person } from './person.ts'

const minute = 60_000
const day = 24 * 60 * minute
const title = { ja: '問い' }
const options = [
  { key: 'a', label: { ja: 'あ' } },
  { key: 'b', label: { ja: 'い' } },
  { key: 'c', label: { ja: 'う' } },
]

/** Who says b is asked why; the rest is asked of everybody. */
const branched: FormDefinition = {
  ...party,
  questions: [
    { kind: 'single_choice', key: 'which', title, required: true, options },
    {
      kind: 'short_text',
      key: 'why',
      title,
      required: true,
      showWhen: { fact: 'answer.which', is: 'equals', value: 'b' },
    },
    { kind: 'rating', key: 'stars', title, required: true, max: 5 },
    { kind: 'long_text', key: 'word', title, required: false },
  ],
}

let world: World
let aiko: Person
let ben: Person
let staff: StaffScope
beforeEach(async () => {
  world = await createWorld({ demo: false })
  aiko = await comes(world, '愛子')
  ben = await comes(world, 'Ben')
  staff = {
    ...world.scope,
    actor: { kind: 'staff', staffId: 'sato', role: 'owner', seesPersonal: true, ownsAll: true, everywhere: true },
  } as StaffScope
})
afterEach(() => world.close())

const publish = (definition: FormDefinition, settings = {}) =>
  publishForm(world.scope, { key: 'poll', keyword: 'ポール', definition, settings: settings as never })
const summary = (filters: SummaryFilters = {}, scope = staff) => summariseForm(scope, 'poll', filters)
const chartOf = async (key: string, scope = staff) =>
  (await summary({}, scope)).questions.find((question) => question.key === key)?.chart

/** Opens the form and answers so far; with `send` to the end. */
async function answers(person: Person, given: Record<string, unknown>, send = true): Promise<string> {
  const { id } = (await person.open('poll', true)).body.submission!
  for (const [key, value] of Object.entries(given)) await person.save(id, key, value)
  if (send) expect((await person.send(id)).status).toBe(200)
  return id
}

const counted = () =>
  world.db.orm
    .select()
    .from(answerCounts)
    .orderBy(
      ...[answerCounts.state, answerCounts.questionKey, answerCounts.fact, answerCounts.value].map((column) =>
        asc(column),
      ),
      asc(answerCounts.mouth),
      asc(answerCounts.day),
    )
    .then((rows) => rows.filter(({ count }) => count !== 0))

test('market 29: each question tells how many came to it and how many left there; a branch leads nobody away', async () => {
  await publish(branched)
  await answers(aiko, { which: 'a', stars: 5, word: null })
  await answers(ben, { which: 'b' }, false)
  const chie = await comes(world, '千恵')
  await answers(chie, { which: 'b', why: 'なんとなく' }, false)
  await (await comes(world, '大')).open('poll')
  const { counts, questions } = await summary()
  expect(counts).toMatchObject({ started: 4, finished: 1, draft: 3, cancelled: 0, stoppedUnknown: 0, stoppedAtEnd: 0 })
  expect(questions.map(({ key, reached, stopped }) => [key, reached, stopped])).toEqual([
    ['which', 4, 1],
    ['why', 2, 1],
    ['stars', 2, 1],
    ['word', 1, 0],
  ])
})

test('where people left stays when their drafts end, and what was not kept is said to be unknown', async () => {
  await publish(branched)
  await answers(aiko, { which: 'b' }, false)
  const old = await answers(ben, { which: 'b', why: 'x', stars: 1, word: null }, false)
  expect((await summary()).counts).toMatchObject({ draft: 2, stoppedAtEnd: 1 })
  await world.db.orm.update(submissions).set({ reachedKey: null }).where(eq(submissions.id, old))
  expect((await summary()).counts).toMatchObject({ draft: 2, stoppedUnknown: 1, stoppedAtEnd: 0 })
  const reached = async () => (await summary()).questions.map((question) => question.reached)
  const before = await reached()
  expect(before).toEqual([2, 2, 1, 1])
  world.pass(31 * day)
  await world.rest()
  expect((await summary()).counts).toMatchObject({ started: 2, draft: 0, cancelled: 2, stoppedUnknown: 1 })
  expect(await reached()).toEqual(before)
})

test('every kind of question has its chart', async () => {
  await publish({
    ...party,
    questions: [
      { kind: 'multiple_choice', key: 'several', title, required: false, options },
      { kind: 'dropdown', key: 'list', title, required: false, options },
      { kind: 'yes_no', key: 'again', title, required: false },
      { kind: 'rating', key: 'stars', title, required: false, max: 5 },
      { kind: 'nps', key: 'recommend', title, required: false },
      { kind: 'number', key: 'times', title, required: false },
      { kind: 'date', key: 'on', title, required: false },
      { kind: 'time', key: 'clock', title, required: false },
      { kind: 'date_time', key: 'moment', title, required: false },
      { kind: 'birthday', key: 'born', title, required: false },
      { kind: 'short_text', key: 'word', title, required: false },
      { kind: 'email', key: 'mail', title, required: false },
      { kind: 'consent', key: 'agree', title, required: false, text: title, version: '1' },
      { kind: 'statement', key: 'read', title, required: false },
    ],
  })
  const given = {
    ...{ several: ['a', 'b'], list: 'b', again: 'yes', stars: 4, recommend: 10, times: 3, on: '2026-12-24' },
    ...{ clock: '18:30', moment: '2026-12-24T09:15', born: '1990-04-01', word: 'こんにちは', mail: 'aiko@example.com' },
    ...{ agree: 'agreed', read: null },
  }
  await answers(aiko, given)
  await answers(ben, { ...given, several: ['b'], stars: 1, recommend: 3, times: 9, agree: null, word: null })
  const charts = Object.fromEntries((await summary()).questions.map(({ key, chart }) => [key, chart]))
  expect(charts['several']).toMatchObject({ type: 'choices', choices: [{ count: 1 }, { count: 2 }, { count: 0 }] })
  expect(charts['list']).toMatchObject({ choices: [{ count: 0 }, { key: 'b', label: { ja: 'い' }, count: 2 }, {}] })
  expect(charts['again']).toMatchObject({ choices: [{ key: 'yes', count: 2 }, { count: 0 }] })
  expect(charts['stars']).toEqual({ type: 'rating', counts: [1, 0, 0, 1, 0], mean: 2.5 })
  expect(charts['recommend']).toMatchObject({ type: 'nps', promoters: 1, passives: 0, detractors: 1, score: 0 })
  expect(charts['times']).toMatchObject({ type: 'number', mean: 6, median: 6 })
  expect((charts['times'] as { bins: unknown[] }).bins).toHaveLength(7)
  expect(charts['on']).toMatchObject({ months: [{ value: '2026-12', count: 2 }], weekdays: [0, 0, 0, 0, 2, 0, 0] })
  expect((charts['clock'] as { hours: number[] }).hours[18]).toBe(2)
  expect((charts['moment'] as { hours: number[] }).hours[9]).toBe(2)
  expect(charts['born']).toMatchObject({ decades: [{ value: '1990', count: 2 }] })
  expect((charts['born'] as { months: number[] }).months[3]).toBe(2)
  expect(charts['mail']).toEqual({ type: 'count' })
  expect(charts['agree']).toMatchObject({ choices: [{ key: 'agreed', count: 1 }, { count: 1 }] })
  expect((await latestAnswers(staff, 'poll', { question: 'word' })).answers).toMatchObject([
    { text: 'こんにちは', number: 1 },
  ])
  await expect(latestAnswers(staff, 'poll', { question: 'mail' })).rejects.toMatchObject({ code: 'not_found' })
})

test('A33: whoever may not see personal data gets numbers of personal questions, and nothing of what they say', async () => {
  const personal = { ...branched.questions[0]!, personal: true }
  await publish({
    ...branched,
    questions: [personal, { kind: 'short_text', key: 'called', title, required: false, personal: true }],
  })
  await answers(aiko, { which: 'a', called: 'アイコ' })
  const mori = { ...staff, actor: { ...staff.actor, role: 'viewer', seesPersonal: false } } as StaffScope
  expect(await chartOf('which')).toMatchObject({ type: 'choices' })
  expect(await chartOf('which', mori)).toEqual({ type: 'count' })
  expect((await summary({}, mori)).questions[0]).toMatchObject({ masked: true, answered: 1 })
  await expect(latestAnswers(mori, 'poll', { question: 'called' })).rejects.toMatchObject({ code: 'forbidden' })
  // Marked by one version is marked for all: the old answers are among the new ones.
  await publish(branched)
  expect(await chartOf('which', mori)).toEqual({ type: 'count' })
})

test('answers to earlier versions count under their key, and an option that is gone keeps its label', async () => {
  await publish(branched)
  await answers(aiko, { which: 'c', stars: 5, word: null })
  const [first, ...rest] = branched.questions
  await publish({ ...branched, questions: [{ ...first!, options: options.slice(0, 2) } as never, ...rest.slice(1, 2)] })
  await answers(ben, { which: 'a', stars: 4 })
  expect(await chartOf('which')).toMatchObject({
    choices: [
      { key: 'a', count: 1, gone: false },
      { key: 'b', count: 0, gone: false },
      { key: 'c', label: { ja: 'う' }, count: 1, gone: true },
    ],
  })
  const { questions } = await summary()
  expect(questions.map(({ key, old }) => [key, old])).toEqual([
    ['which', false],
    ['stars', false],
    ['word', true],
  ])
})

test('a change takes the place of what it changes, and counts are what the answers say whenever they are counted', async () => {
  await publish(branched, { repeat: 'edit' })
  await answers(aiko, { which: 'a', stars: 1, word: 'よい' })
  await answers(ben, { which: 'b', why: 'x', stars: 3, word: null })
  world.pass(day)
  // A session of LIFF lives for hours.
  aiko = await comes(world, '愛子', aiko.uid)
  const newer = (await aiko.change('poll')).body.submission!.id
  expect((await summary()).counts).toMatchObject({ started: 2, finished: 2, draft: 0 })
  await aiko.save(newer, 'stars', 5)
  await aiko.send(newer)
  expect(await chartOf('stars')).toEqual({ type: 'rating', counts: [0, 0, 1, 0, 1], mean: 4 })
  expect((await summary()).counts).toMatchObject({ started: 2, finished: 2 })
  await ben.says('ポール')
  await ben.says('やめる')
  const before = await counted()
  await recountForm(world.scope, 'poll')
  expect(await counted()).toEqual(before)
  expect(before.length).toBeGreaterThan(8)
})

test('what a person who is erased had answered leaves the counts with the answers', async () => {
  await publish(branched)
  await answers(aiko, { which: 'a', stars: 1, word: 'よい' })
  const alone = await counted()
  await answers(ben, { which: 'b', why: 'x', stars: 3, word: null })
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, ben.uid))
  await world.db.write(await eraseSubmissions(world.scope, friend!.seq))
  expect(await counted()).toEqual(alone)
  expect((await summary()).counts).toMatchObject({ started: 1, finished: 1 })
})

test('a summary is of a period of Japan’s days and of one way, and tells how long people took', async () => {
  await publish(branched)
  const id = (await aiko.open('poll')).body.submission!.id
  await aiko.save(id, 'which', 'a')
  await aiko.save(id, 'stars', 5)
  world.pass(3 * minute)
  await aiko.send(id)
  world.pass(day)
  for (const said of ['ポール', 'あ', '4', 'いい店']) await ben.says(said)
  expect((await summary()).days).toEqual([
    { day: '2026-11-21', finished: 1 },
    { day: '2026-11-22', finished: 1 },
  ])
  expect((await summary({ to: '2026-11-21' })).counts).toMatchObject({ started: 1, finished: 1 })
  expect((await summary({ from: '2026-11-22', way: 'liff' })).counts).toMatchObject({ started: 0 })
  const { time, counts } = await summary({ from: '2026-11-22', way: 'chat' })
  expect(counts).toMatchObject({ finished: 1 })
  expect(time.liff).toBeNull()
  expect((await summary()).time.liff).toEqual({ count: 1, lower: 180, median: 180, upper: 180 })
})

test('calculated numbers spread, endings are counted, and both go with a submission that is erased', async () => {
  const points = { fact: 'answer.stars' }
  await publish({
    ...branched,
    calculations: [{ key: 'points', title: { ja: '点数' }, formula: points, unit: { ja: '点' } }],
    endings: [
      { key: 'happy', when: { fact: 'value.points', is: 'at_least', value: 4 }, thanks: { ja: 'また来てね\n本当に' } },
    ],
  })
  const sent = [
    await answers(aiko, { which: 'a', stars: 5 }),
    await answers(aiko, { which: 'a', stars: 2 }),
    await answers(ben, { which: 'a', stars: 4 }),
  ]
  // As whoever finishes a submission leaves them; here they are put in by hand and the counts made anew.
  for (const [at, calculated] of [5, 2, 4].entries())
    await world.db.orm
      .update(submissions)
      .set({ calculated: { points: calculated }, endingKey: calculated >= 4 ? 'happy' : null })
      .where(eq(submissions.id, sent[at]!))
  await recountForm(world.scope, 'poll')
  const { calculations, endings } = await summary()
  expect(calculations).toMatchObject([
    { key: 'points', counted: 3, chart: { type: 'number', whole: true, mean: 11 / 3, median: 4, unit: { ja: '点' } } },
  ])
  expect(endings).toEqual([
    { key: 'happy', label: { ja: 'また来てね' }, count: 2 },
    { key: '', label: { ja: '基本の終わり', en: 'The form’s own ending' }, count: 1 },
  ])
  const [friend] = await world.db.orm.select().from(friends).where(eq(friends.uid, ben.uid))
  await world.db.write(await eraseSubmissions(world.scope, friend!.seq))
  expect(await summary()).toMatchObject({
    calculations: [{ counted: 2, chart: { mean: 3.5 } }],
    endings: [{ count: 1 }, { count: 1 }],
  })
})

test('A33: how many read an ending that stands on a personal answer is told only to whoever may see those', async () => {
  const ending = (fact: string) => [
    { key: 'happy', when: { fact, is: 'answered' as const }, thanks: { ja: 'また来てね' } },
  ]
  const mori = { ...staff, actor: { ...staff.actor, role: 'viewer', seesPersonal: false } } as StaffScope
  await publish({ ...branched, endings: ending('answer.stars') })
  expect((await summary({}, mori)).endings).toHaveLength(2)
  const questions = branched.questions.map((one) => (one.key === 'stars' ? { ...one, personal: true } : one))
  await publish({ ...branched, questions, endings: ending('answer.stars') })
  expect((await summary({}, mori)).endings).toEqual([])
  expect((await summary()).endings).toHaveLength(2)
})

test('a draft that a jump led past questions has not come to them', async () => {
  await publish({
    ...branched,
    questions: [
      { ...branched.questions[0]!, jumps: [{ when: { fact: 'answer.which', is: 'equals', value: 'c' }, to: 'word' }] },
      { kind: 'rating', key: 'stars', title, required: true, max: 5 },
      { kind: 'long_text', key: 'word', title, required: false },
    ],
  })
  await answers(aiko, { which: 'c' }, false)
  await answers(ben, { which: 'a', stars: 3 }, false)
  await world.db.orm.update(submissions).set({ reachedKey: 'word' })
  const { questions } = await summary()
  expect(questions.map(({ key, reached, stopped }) => [key, reached, stopped])).toEqual([
    ['which', 2, 0],
    ['stars', 1, 0],
    ['word', 2, 2],
  ])
})
