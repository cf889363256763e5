import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { build, statement } from '../../db/database.ts'
import { answers, friends, submissions } from '../../db/schema/index.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { todayInJapan } from '../../bot/forms/today.ts'
import { createWorld, type World } from '../support/world.ts'
import { comes, publishParty, sendsParty, type Person } from './person.ts'

let world: World
let aiko: Person
beforeEach(async () => {
  world = await createWorld({ demo: false })
  aiko = await comes(world, '愛子')
})
afterEach(() => world.close())

const text = (key: string, title: string, more: object = {}) =>
  ({ kind: 'short_text', key, title: { ja: title }, required: true, ...more }) as Question
const publish = (key: string, questions: Question[], more: Partial<FormDefinition> = {}) =>
  publishForm(world.scope, {
    key,
    keyword: `${key}を開く`,
    definition: { title: { ja: key }, thanks: { ja: 'どうも' }, questions, ...more },
  })
/** As LINE’s profile tells it, some time after the first word. */
const isCalled = ({ uid }: Person, displayName: string) =>
  world.db.write([statement(build.update(friends).set({ displayName }).where(eq(friends.uid, uid)))])
const rows = () => world.db.orm.select().from(submissions).orderBy(asc(submissions.startedAt), asc(submissions.id))

test('M27: a second opening of a form that is answered once says that it is answered, in LIFF and in the chat', async () => {
  await publishParty(world, { repeat: 'once' })
  await sendsParty(aiko)
  expect((await aiko.open('party')).body).toMatchObject({ submission: null, earlier: { number: 1 } })
  expect(await aiko.says('お茶会')).toContain('回答済み')
})

test('M43: each visit asks the next unknown thing, whichever mouth, until nothing is unknown', async () => {
  await publish('profile', [text('a', '好きな色'), text('b', '好きな花'), text('c', '好きな鳥')], { askedMax: 1 })
  const first = (await aiko.open('profile')).body.submission!
  await aiko.save(first.id, 'a', '青')
  expect((await aiko.send(first.id)).status).toBe(200)

  world.pass(60_000)
  const second = await aiko.says('profileを開く')
  expect(second).toContain('好きな花')
  expect(second).toContain('1 / 1')
  expect(await aiko.says('桜')).toContain('どうも')

  world.pass(60_000)
  const third = (await aiko.open('profile')).body.submission!
  expect(third).toMatchObject({ known: ['a', 'b'], answers: { a: '青', b: '桜' } })
  await aiko.save(third.id, 'c', '鶴')
  await aiko.send(third.id)
  const kept = await world.db.orm.select().from(answers).where(eq(answers.submissionId, third.id))
  expect(kept.map(({ questionKey, answeredIn }) => `${questionKey} ${answeredIn}`).toSorted()).toEqual([
    'a known',
    'b known',
    'c liff',
  ])

  expect((await aiko.open('profile')).body).toMatchObject({ submission: null, allKnown: true })
  expect(await aiko.says('profileを開く')).toContain('すべてうかがっています')
  expect((await rows()).map(({ state }) => state)).toEqual(['finished', 'finished', 'finished'])
})

test('19: what another form, the link and LINE know is taken or suggested; what would be no answer is not', async () => {
  await isCalled(aiko, '愛子')
  await publishParty(world)
  await sendsParty(aiko, 4)
  const from = (from: object, skip = false) => ({ prefill: { from, ...(skip && { skip }) } })
  await publish(
    'again',
    [
      {
        kind: 'number',
        key: 'people',
        title: { ja: '人数' },
        required: true,
        min: 1,
        max: 9,
        ...from({ kind: 'answer', form: 'party', question: 'people' }, true),
      } as Question,
      {
        kind: 'number',
        key: 'few',
        title: { ja: '少人数' },
        required: false,
        max: 2,
        ...from({ kind: 'answer', form: 'party', question: 'people' }, true),
      } as Question,
      text('name', 'お名前', from({ kind: 'profile' })),
      text('shop', 'お店', from({ kind: 'hidden', key: 'shop' }, true)),
      { kind: 'date', key: 'day', title: { ja: 'いつ' }, required: true, ...from({ kind: 'today' }) } as Question,
    ],
    { hidden: [{ key: 'shop', title: { ja: '店' } }] },
  )
  const said = encodeURIComponent(JSON.stringify({ shop: '銀座', spy: 'x' }))
  const opened = (
    await aiko.call<{ submission: { hidden: object; known: string[] }; suggestions: object }>(
      'PUT',
      `/forms/again/draft?hidden=${said}`,
    )
  ).body
  expect(opened.submission).toMatchObject({ hidden: { shop: '銀座' }, known: ['people', 'shop'] })
  expect(opened.suggestions).toEqual({ name: '愛子', day: todayInJapan(world.scope.clock()) })
})

test('17: 20: a link’s words decide the way, a score the ending; both stand in the row, and a resumed draft keeps them', async () => {
  await publish(
    'shindan',
    [
      {
        kind: 'single_choice',
        key: 'taste',
        title: { ja: 'お好みは？' },
        required: true,
        options: [
          { key: 'bitter', label: { ja: '苦め' }, score: 3 },
          { key: 'mild', label: { ja: 'まろやか' }, score: 1 },
        ],
      },
      text('town', '町', { showWhen: { fact: 'hidden.shop', is: 'equals', value: 'ginza' } }),
    ],
    {
      hidden: [{ key: 'shop', title: { ja: '店' } }],
      calculations: [{ key: 'points', title: { ja: '点' }, formula: { fact: 'score.taste' } }],
      thanks: { ja: 'どうも' },
      endings: [
        {
          key: 'dark',
          when: { fact: 'value.points', is: 'at_least', value: 2 },
          thanks: { ja: '{{person.name|お客さま}}は深煎り（{{value.points}}点・{{answer.taste}}）' },
          link: { label: { ja: '豆を見る' }, url: 'https://example.com/dark' },
        },
      ],
    },
  )
  await isCalled(aiko, '愛子')
  await world.simulator.tap(aiko.uid, 'main', {
    type: 'postback',
    label: 'x',
    data: `musubi=start&form=shindan&h.shop=ginza&h.spy=x`,
  })
  await world.rest()
  await aiko.says('苦め')
  const draft = (await aiko.open('shindan')).body.submission!
  expect(draft).toMatchObject({ hidden: { shop: 'ginza' }, answers: { taste: 'bitter' } })
  await aiko.save(draft.id, 'town', '銀座')
  expect((await aiko.send(draft.id)).body).toMatchObject({
    thanks: { ja: '愛子は深煎り（3点・苦め）' },
    link: { url: 'https://example.com/dark' },
  })
  expect((await rows())[0]).toMatchObject({ calculated: { points: 3 }, endingKey: 'dark', hidden: { shop: 'ginza' } })

  const ben = await comes(world, 'ベン')
  await ben.says('shindanを開く')
  expect(await ben.says('苦め')).toContain('https://example.com/dark')
  expect((await rows())[1]).toMatchObject({ hidden: {}, endingKey: 'dark' })
})

test('A26: a name of braces and dollars is said as it is, and LINE takes the message', async () => {
  const evil = await comes(world, 'Eve')
  await isCalled(evil, '{{answer.a}} $& {x}\n\n\n\n\n')
  await publish('hello', [text('a', '{{person.name|お客さま}}さん、ご要望は？'), text('b', '「{{answer.a}}」ですね？')])
  expect(await evil.says('helloを開く')).toContain('{{answer.a}} $& {x}さん、ご要望は？')
  expect(await evil.says('{{person.name}} $1 {0}')).toContain('「{{person.name}} $1 {0}」ですね？')
})
