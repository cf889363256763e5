import { expect, test } from 'vitest'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import { converse } from '../../bot/conversations/converse.ts'
import type { Run, Said, Setting, Speech, Talk, Tap, Turn } from '../../bot/conversations/contract.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'

const definition: FormDefinition = {
  title: { ja: 'サンプルのお申し込み' },
  thanks: { ja: 'お申し込みありがとうございます' },
  questions: [
    { kind: 'statement', key: 'hello', title: { ja: 'はじめに' }, required: false },
    { kind: 'name', key: 'name', title: { ja: 'お名前' }, required: true },
    { kind: 'email', key: 'email', title: { ja: 'メールアドレス' }, required: true },
    {
      kind: 'single_choice',
      key: 'size',
      title: { ja: '{{answer.name|お客さま}}さんのサイズ' },
      required: true,
      options: [
        { key: 's', label: { ja: '小' } },
        { key: 'other_size', label: { ja: '特大' } },
      ],
    },
    {
      kind: 'short_text',
      key: 'detail',
      title: { ja: '特大の理由' },
      required: true,
      showWhen: { fact: 'answer.size', is: 'equals', value: 'other_size' },
    },
    { kind: 'long_text', key: 'note', title: { ja: 'ご要望' }, required: false },
  ],
}
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: 'https://liff.line.me/1-a' }
const given: Run['answers'] = {
  ...{ hello: null, name: { family: '山田', given: '花子' }, size: 's', note: null },
  email: { given: 'hanako@example.com', email: 'hanako@example.com' },
}
const run = (answers: Run['answers'], state: Run['state'] = 'draft'): Run => ({
  ...{ id: 'run1', formKey: 'sample', formState: 'open', version: 1, definition, state, answers },
})
const talk = (question: string, answers = given, more: Partial<Talk> = {}): Talk => ({
  ...{ run: run(answers), question, ticked: [], misunderstood: 0, arrived: true, silentMs: 10_000 },
  ...{ late: false, interrupted: false, lastTap: null, ...more },
})
const at = (more: Partial<Talk> = {}, answers = given) => talk('check-page', answers, more)
const say = (state: Talk, said: string) => converse(state, { kind: 'text', text: said }, setting)!
const tap = (state: Talk, wanted: Tap) => converse(state, { kind: 'tap', tap: wanted }, setting)!
const place = { run: 'run1', version: 1, question: 'check-page' }
const asked = ({ speech }: Turn) => speech.at(-1) as Speech & { kind: 'question' }

test('the last answer leads to everything once more, numbered, in the words of the form, and nothing is sent yet', () => {
  const turn = say(talk('note', { ...given, note: undefined as never }), '早めに')
  expect(turn).toMatchObject({ end: null, question: 'check-page', answers: [{ value: '早めに' }] })
  const { body, confirm, controls } = asked(turn)
  expect(body).toBe(
    '1. お名前：山田 花子\n2. メールアドレス：hanako@example.com\n3. 山田 花子さんのサイズ：小\n4. ご要望：早めに',
  )
  expect([confirm?.label, ...controls.map(({ label }) => label)]).toEqual(['送信する', '直す', 'やめる'])
  expect(JSON.stringify(lineMessages(turn.speech))).toContain('q=check-page')
})

test('is sent by its button and by every word for it, once', () => {
  const wanted: Tap = { act: 'confirm', ...place }
  expect(tap(at(), wanted)).toMatchObject({ end: 'finished', question: null })
  for (const said of ['送信する', '送信', 'はい', 'ＯＫ', 'これで送信', '以上'])
    expect(say(at(), said), said).toMatchObject({ end: 'finished' })
  expect(say(talk('check-page', given, { run: run(given, 'finished') }), '送信する')).toBeNull()
})

test.each(['3', '３', '３番', '3番目を直す', '③', '3を変更', '山田 花子さんのサイズ'])(
  '%s asks that question again',
  (said) => {
    expect(say(at(), said)).toMatchObject({ end: null, question: 'size', answers: [] })
  },
)

test('which answer to change is asked with a button for each; after the change everything is shown again, with what it opened', () => {
  const which = asked(tap(at(), { act: 'change', ...place }))
  expect(which.options.map(({ label }) => label)).toEqual([
    '1. お名前',
    '2. メールアドレス',
    '3. 山田 花子さんのサイズ',
    '4. ご要望',
  ])
  const size = tap(at(), which.options[2]!.tap)
  expect(size).toMatchObject({ question: 'size' })
  expect(say(talk('size'), '特大')).toMatchObject({ question: 'detail' })
  const opened = { ...given, size: 'other_size', detail: '贈り物です' }
  expect(asked(say(talk('detail', { ...opened, detail: undefined as never }), '贈り物です')).body).toContain(
    '4. 特大の理由',
  )
})

test('back, stop, a stale button, a sticker and words that mean nothing lead nowhere dead, and are never taken for sending', () => {
  expect(say(at(), '戻る')).toMatchObject({ question: 'note' })
  expect(say(at(), 'やめる')).toMatchObject({ end: 'cancelled' })
  const stale = tap(at(), { act: 'answer', ...place, question: 'size', value: 'other_size' })
  expect(stale).toMatchObject({ end: null, question: 'check-page', answers: [] })
  expect(JSON.stringify(stale.speech)).toContain('「小」と回答済みです')
  const others: Said[] = [
    { kind: 'other' },
    { kind: 'text', text: '9' },
    { kind: 'text', text: '何に使いますか' },
    { kind: 'location', latitude: 1, longitude: 1, place: '' },
  ]
  for (const said of others)
    expect(converse(at(), said, setting)).toMatchObject({ end: null, question: 'check-page', untaken: true })
})

test('FT33: what was changed elsewhere, or left for a day, or overtaken by staff, is shown anew before it is sent', () => {
  for (const more of [{ changed: true }, { silentMs: 25 * 3_600_000 }, { interrupted: true }, { late: true }])
    expect(say(at(more), 'はい'), JSON.stringify(more)).toMatchObject({ end: null, question: 'check-page' })
  // A page in LIFF has opened a question meanwhile.
  expect(say(at({}, { ...given, size: 'other_size' }), '送信する')).toMatchObject({ question: 'detail', end: null })
})

test('a form says itself whether it is checked: opinions are not, however many', () => {
  const opinions = definition.questions.filter(({ kind }) => kind === 'single_choice' || kind === 'long_text')
  const last = (checkPage?: boolean) => {
    const asking = { ...definition, questions: opinions, ...(checkPage === undefined ? {} : { checkPage }) }
    const state = talk('note', { size: 's' })
    return say({ ...state, run: { ...state.run!, definition: asking } }, 'スキップ').end
  }
  expect([last(), last(true), last(false)]).toEqual(['finished', null, 'finished'])
})
