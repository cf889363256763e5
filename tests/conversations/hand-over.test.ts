import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { answers, conversations, submissions } from '../../db/schema/index.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import type { Run, Setting, Speech, Talk } from '../../bot/conversations/contract.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { publishForm } from '../../bot/forms/publish.ts'
import { createWorld, type World } from '../support/world.ts'

const liffUrl = 'https://liff.line.me/2000000002-musubi01'
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl }
const name: Question = { kind: 'name', key: 'name', title: { ja: 'お名前', en: 'Your name' }, required: true }
const home: Question = { kind: 'address', key: 'home', title: { ja: 'ご住所' }, required: true }
const level = (key: string, ja: string) => ({ key, label: { ja } })
const taste: Question = {
  ...{ kind: 'matrix', key: 'taste', title: { ja: 'お味' }, required: true },
  rows: [level('rice', 'ごはん')],
  columns: [level('good', 'よい'), level('bad', 'わるい')],
}
const sign: Question = { kind: 'signature', key: 'sign', title: { ja: 'ご署名' }, required: false }
const photo: Question = { kind: 'file', key: 'photo', title: { ja: 'お写真' }, required: false, accept: 'photo' }
const comment: Question = { kind: 'short_text', key: 'comment', title: { ja: 'ひとこと' }, required: true }
const definition: FormDefinition = {
  title: { ja: 'お届け先の登録' },
  thanks: { ja: '登録しました' },
  questions: [name, taste, sign, comment],
}
const yamada = { family: '山田', given: '花子' }
const liked = { rice: 'good' }
const palace = { prefecture: '東京都', city: '千代田区', town: '千代田', rest: '1-1' }

const talk = (question: string | null, given: Run['answers'] = {}, more: Partial<Run> = {}): Talk => ({
  run: {
    id: 'run1',
    formKey: 'delivery',
    formState: 'open',
    version: 1,
    definition,
    state: 'draft',
    answers: given,
    ...more,
  },
  question,
  ticked: [],
  misunderstood: 0,
  arrived: true,
  silentMs: 10_000,
  late: false,
  interrupted: false,
  lastTap: null,
})
const say = (state: Talk, said: string, more: Partial<Setting> = {}) =>
  converse(state, { kind: 'text', text: said }, { ...setting, ...more })!
const words = (speech: Speech[]) =>
  speech.map((one) => (one.kind === 'text' ? one.text : [one.title, one.note].join('\n'))).join('\n')

describe('a question that the chat cannot ask well', () => {
  test.each([name, taste, sign])('$kind is handed over with a button to its page, and the ways out', (question) => {
    const given = { name: yamada, taste: liked }
    const run = talk(null, question === name ? {} : question === taste ? { name: yamada } : given).run!
    const speech = open(run, setting, { resumed: true }).speech.at(-1)
    expect(speech).toMatchObject({
      kind: 'question',
      title: question.title.ja,
      link: { label: '入力ページを開く', url: `${liffUrl}/forms/delivery?question=${question.key}&from=chat` },
    })
    expect(words([speech!])).toContain('「続き」と送ってください')
    const controls = speech?.kind === 'question' ? speech.controls.map(({ label }) => label) : []
    expect(controls).toEqual([
      ...(question === name ? [] : ['前へ戻る']),
      ...(question === sign ? ['スキップ'] : []),
      'やめる',
    ])
  })

  test('is asked again while its answer is not there', () => {
    for (const said of ['続き', 'ごはんはよい', 'これでどうでしょう']) {
      const turn = say(talk('taste', { name: yamada }), said)
      expect(turn).toMatchObject({ answers: [], question: 'taste', end: null })
      expect(words(turn.speech)).toContain('お味')
      expect(words(turn.speech)).toContain(said === '続き' ? 'まだ入力が届いていません' : 'トークでは読み取れません')
    }
  })

  test('is gone on from with whatever the person says when they come back', () => {
    const back = talk('taste', { name: yamada, taste: liked })
    for (const said of ['続き', '入力しました', '終わりました', 'できました！', 'continue']) {
      const turn = say(back, said)
      expect(turn).toMatchObject({ answers: [], question: 'sign' })
    }
    expect(converse(back, { kind: 'other' }, setting)).toMatchObject({ answers: [], question: 'sign' })
    const button = { act: 'resume' as const, run: 'run1', version: 1, question: 'taste' }
    expect(converse(back, { kind: 'tap', tap: button }, setting)).toMatchObject({ question: 'sign' })
  })

  test('one that the chat can take as well is left only for what came in on the page meanwhile', () => {
    const food: Question = {
      ...{ kind: 'order', key: 'food', title: { ja: 'ご注文' }, required: true },
      options: [level('a', 'から揚げ'), level('b', 'おにぎり')],
    }
    const photos: Question = { ...photo, filesMax: 3 }
    const questions = { ...definition, questions: [food, photos, comment] }
    const told = (key: string, given: Run['answers'], more: Partial<Talk> = {}) => ({
      ...{ ...talk(key, given, { definition: questions }), ...more },
    })
    const ordered = told('food', { food: { a: '2' } }, { ticked: ['a.2', 'b.1'] })
    const unclear = say(ordered, 'から揚げを1つ減らしてください')
    expect(unclear).toMatchObject({ question: 'food', ticked: ['a.2', 'b.1'], untaken: true })
    expect(words(unclear.speech)).not.toContain('ありがとうございます')
    expect(say({ ...ordered, changed: true }, 'できました')).toMatchObject({ question: 'photo', untaken: true })
    const sent = told('photo', { food: { a: '2' }, photo: ['p1'] })
    const sticker = { kind: 'other' } as const
    for (const turn of [say(sent, 'ちょっと待ってください、もう1枚送ります'), converse(sent, sticker, setting)!])
      expect(turn).toMatchObject({ question: 'photo', answers: [], untaken: true })
    expect(converse({ ...sent, changed: true }, sticker, setting)).toMatchObject({ question: 'comment' })
    expect(say(sent, '続き')).toMatchObject({ question: 'comment' })
  })

  test('is gone on from where the person stopped in LIFF, when they answered more there', () => {
    expect(say(talk('taste', { name: yamada, taste: liked, sign: ['a'] }), '続き').question).toBe('comment')
    const all = { name: yamada, taste: liked, sign: null, comment: 'はい' }
    const checking = say(talk('taste', all), '続き')
    expect(checking).toMatchObject({ end: null, question: 'check-page', answers: [] })
    expect(say(talk('check-page', all), '送信する')).toMatchObject({ end: 'finished', answers: [] })
    const sent = say(talk('taste', all, { state: 'finished' }), '続き')
    expect(sent).toMatchObject({ question: null, end: null })
    expect(words(sent.speech)).toContain('「お届け先の登録」には回答済みです')
  })

  test('takes a name that can be read with certainty, and leaves every other one to the page', () => {
    expect(say(talk('name'), '山田 太郎')).toMatchObject({
      answers: [{ value: { family: '山田', given: '太郎' } }],
      question: 'taste',
    })
    for (const said of ['山田太郎', 'John Smith'])
      expect(say(talk('name'), said)).toMatchObject({ answers: [], question: 'name' })
  })

  test('without a mini-app is passed over when it may be, and left to staff when it must be answered', () => {
    const none = { ...setting, liffUrl: null }
    const required = open(talk(null, { name: yamada }).run!, none, { resumed: true })
    expect(required.question).toBe('taste')
    expect(words(required.speech)).toContain('スタッフがうかがいます')
    expect(required.speech.at(-1)).toMatchObject({ link: null })
    const optional = open(talk(null, { name: yamada, taste: liked }).run!, none, { resumed: true })
    expect(optional).toMatchObject({ question: 'comment', answers: [{ question: { key: 'sign' }, value: null }] })
    expect(words(optional.speech)).toContain('「ご署名」は、いまトークではうかがえないため')
    expect(words(open(talk(null).run!, none, { resumed: false }).speech)).toContain(
      '「山田 花子」のように送ってください',
    )
  })
})

describe('over and back, in the real app', () => {
  let world: World
  afterEach(() => world.close())

  test('Aiko answers in the chat, gives her address on the page, comes back, and the chat goes on in the same draft', async () => {
    world = await createWorld()
    const { simulator, rest, db } = world
    await publishForm(world.scope, {
      key: 'delivery',
      keyword: 'お届け先',
      definition: { ...definition, questions: [statement, name, home, photo, comment] },
    })
    const { uid } = simulator.addPerson({ name: '愛子' })
    await simulator.follow(uid, 'main')
    await rest()
    const chat = async (said: string) => {
      await simulator.say(uid, 'main', said)
      await rest()
      return JSON.stringify(simulator.lastReply(uid, 'main'))
    }
    const asked = await chat('お届け先')
    expect(asked).toContain('お名前')
    await chat('山田 花子')
    const link = /"uri":"([^"]*question=home[^"]*)"/.exec(JSON.stringify(simulator.lastReply(uid, 'main')))?.[1]
    expect(link).toBe(`${liffUrl}/forms/delivery?question=home&from=chat`)

    const idToken = await simulator.idToken(uid, 'main')
    const session = (await api('POST', '/session', { idToken })).session as string
    const opened = (await api('PUT', '/forms/delivery/draft', undefined, session)) as {
      submission: { id: string; answers: object }
    }
    expect(opened.submission.answers).toMatchObject({ name: yamada, hello: null })
    await api('PUT', `/submissions/${opened.submission.id}/answers/home`, { value: palace }, session)

    expect(await chat('続き')).toContain('お写真')
    await chat('スキップ')
    // What another device changes while the chat shows it is shown anew before it is sent.
    const checked = await chat('よろしくお願いします')
    expect(checked).toContain('4. ひとこと：よろしくお願いします')
    world.pass(1_000)
    await api('PUT', `/submissions/${opened.submission.id}/answers/comment`, { value: '玄関へ' }, session)
    expect(await chat('送信する')).toContain('4. ひとこと：玄関へ')
    expect(await chat('4')).toContain('ひとこと')
    expect(await chat('よろしくお願いします')).toContain('送信する')
    expect(await chat('はい')).toContain('登録しました')
    const [submission, ...others] = await db.orm.select().from(submissions).where(eq(submissions.uid, uid))
    expect(submission).toMatchObject({
      state: 'finished',
      beganIn: 'chat',
      finishedIn: 'chat',
      skipped: ['hello', 'photo'],
    })
    expect(others).toEqual([])
    const rows = await db.orm.select().from(answers).where(eq(answers.uid, uid))
    expect(Object.fromEntries(rows.map((row) => [row.questionKey, [row.answeredIn, row.valueText]]))).toEqual({
      name: ['chat', '山田花子'],
      home: ['liff', '東京都千代田区千代田1-1'],
      comment: ['chat', 'よろしくお願いします'],
    })
    expect(await db.orm.select().from(conversations)).toMatchObject([{ state: 'idle' }])
    expect(simulator.pushed('main')).toBe(0)
  })

  async function api(method: string, path: string, body?: unknown, session?: string): Promise<Record<string, unknown>> {
    const answer = await world.app.request(`/liff/api/main${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(session ? { authorization: `Bearer ${session}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect(answer.status, path).toBe(200)
    return (await answer.json()) as Record<string, unknown>
  }
})

const statement: Question = { kind: 'statement', key: 'hello', title: { ja: 'はじめに' }, required: false }
