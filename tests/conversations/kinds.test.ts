import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import type { Run, Said, Setting, Speech, Talk } from '../../bot/conversations/contract.ts'
import { encodeTap } from '../../bot/conversations/tap.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { missingQuestions } from '../../bot/forms/flow.ts'
import { checkMessages } from '../../simulator/check-messages.ts'

const liffUrl = 'https://liff.line.me/2000000002-musubi01'
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl }
const common = { key: 'q', title: { ja: '質問です', en: 'A question' }, required: true }
const last: Question = { kind: 'short_text', key: 'last', title: { ja: '最後の質問' }, required: true }

const formOf = (...questions: Question[]): FormDefinition => ({
  title: { ja: '申込み' },
  thanks: { ja: 'ありがとうございました' },
  questions,
})
const runOf = (questions: Question[], answers: Run['answers'] = {}): Run => ({
  id: '00000000-0000-7000-8000-000000000001',
  formKey: 'entry',
  formState: 'open',
  version: 1,
  definition: formOf(...questions),
  state: 'draft',
  answers,
})
const talkOf = (run: Run, question: string | null, more: Partial<Talk> = {}): Talk => ({
  run,
  question,
  ticked: [],
  misunderstood: 0,
  arrived: true,
  silentMs: 10_000,
  late: false,
  interrupted: false,
  lastTap: null,
  ...more,
})
const asking = (question: Question, answers: Run['answers'] = {}) =>
  talkOf(runOf([question, last], answers), question.key)
const say = (talk: Talk, said: string, more: Partial<Setting> = {}) =>
  converse(talk, { kind: 'text', text: said }, { ...setting, ...more })!
const tap = (talk: Talk, value: string | undefined, date?: string): ReturnType<typeof say> => {
  const { id, version } = talk.run!
  const said: Said = {
    kind: 'tap',
    tap: { act: 'answer', run: id, version, question: talk.question!, ...(value === undefined ? {} : { value }) },
    ...(date === undefined ? {} : { date }),
  }
  return converse(talk, said, setting)!
}
const words = (speech: Speech[]) =>
  speech.map((one) => (one.kind === 'text' ? one.text : [one.title, one.body, one.note].join('\n'))).join('\n')
const asked = (speech: Speech[]) => speech.findLast((one) => one.kind === 'question')
const valueOf = (turn: ReturnType<typeof say>) => turn.answers.find(({ question }) => question.key === 'q')?.value

const kinds: Question[] = [
  { kind: 'email', ...common },
  { kind: 'phone', ...common },
  { kind: 'birthday', ...common },
  { kind: 'time', ...common, min: '11:00', max: '20:00', step: 30 },
  { kind: 'date_time', ...common, min: 'today' },
  { kind: 'yes_no', ...common },
  { kind: 'nps', ...common, lowLabel: { ja: 'すすめない' }, highLabel: { ja: 'すすめる' } },
  { kind: 'member_id', ...common, hint: { ja: 'カードの表にあります' } },
  { kind: 'consent', ...common, text: { ja: '個人情報の取扱い'.repeat(200) }, version: '1' },
  { kind: 'name', ...common, kana: true },
  { kind: 'address', ...common },
  { kind: 'file', ...common, accept: 'photo' },
  { kind: 'slider', ...common, min: 0, max: 100, step: 5, lowLabel: { ja: '低い' }, highLabel: { ja: '高い' } },
  { kind: 'ranking', ...common, options: optionsOf(10) },
  { kind: 'order', ...common, options: optionsOf(30), min: 1, max: 99, unit: { ja: '個' } },
  { kind: 'order', ...common, options: optionsOf(12).map((one) => ({ ...one, price: 9_999_999 })) },
  { kind: 'matrix', ...common, rows: optionsOf(15), columns: optionsOf(7) },
  { kind: 'location', ...common },
  { kind: 'signature', ...common },
  { kind: 'money', ...common, currency: 'JPY' },
  { kind: 'dropdown', ...common, options: optionsOf(12) },
  { kind: 'dropdown', ...common, options: optionsOf(47) },
  { kind: 'dropdown', ...common, options: optionsOf(300) },
]

function optionsOf(count: number) {
  return Array.from({ length: count }, (_, at) => ({ key: `o${at}`, label: { ja: `第${at + 1}希望の店舗` } }))
}

test.each(kinds)(
  'a question of kind $kind keeps to LINE’s limits in both languages, with and without a page',
  (question) => {
    for (const language of ['ja', 'en'] as const)
      for (const url of [liffUrl, null]) {
        const turn = open(runOf([question, last]), { ...setting, language, liffUrl: url }, { resumed: false })
        const messages = lineMessages(turn.speech)
        expect(checkMessages(messages, 'http://localhost:3000')).toEqual([])
        expect(words(turn.speech)).not.toContain('undefined')
      }
  },
)

describe('each kind in the chat takes', () => {
  test.each<[Question['kind'], string, unknown]>([
    [
      'email',
      'ａｉｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ',
      { given: 'ａｉｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ', email: 'aiko@example.com' },
    ],
    ['phone', '０９０ー１２３４ー５６７８', { given: '０９０ー１２３４ー５６７８', e164: '+819012345678' }],
    ['birthday', '昭和50年5月5日', { given: '昭和50年5月5日', date: '1975-05-05' }],
    ['time', '午後6時半', '18:30'],
    ['date_time', '明日の18時', '2026-11-22T18:00'],
    ['yes_no', 'はい', 'yes'],
    ['nps', '１０', 10],
    ['nps', '0', 0],
    ['member_id', 'ｗ－０００１', { given: 'ｗ－０００１', id: 'W0001' }],
    ['consent', '同意します', 'agreed'],
    ['dropdown', '第3希望の店舗', 'o2'],
    ['dropdown', '１２', 'o11'],
  ])('%s typed as %s', (kind, said, value) => {
    const question = kinds.find((one) => one.kind === kind)!
    const turn = say(asking(question), said)
    expect(valueOf(turn)).toEqual(value)
    expect(turn.question).toBe('last')
  })

  test.each<[Question['kind'], string, string]>([
    ['time', '18:30', '18:30'],
    ['date_time', '2026-12-03T18:30', '2026-12-03T18:30'],
  ])('%s from LINE’s picker', (kind, picked, value) =>
    expect(valueOf(tap(asking(kinds.find((one) => one.kind === kind)!), undefined, picked))).toBe(value),
  )

  test('birthday from LINE’s picker, a score and a consent by their buttons', () => {
    expect(valueOf(tap(asking({ kind: 'birthday', ...common }), undefined, '1975-05-05'))).toEqual({
      given: '1975-05-05',
      date: '1975-05-05',
    })
    expect(valueOf(tap(asking({ kind: 'nps', ...common }), '7'))).toBe(7)
    expect(valueOf(tap(asking(kinds.find(({ kind }) => kind === 'consent')!), 'agreed'))).toBe('agreed')
  })

  test.each<[Question['kind'], string, string]>([
    ['email', 'aiko.example.com', '「@」がありません'],
    ['phone', '090-1234-567', '今は10桁です'],
    ['birthday', '昭和64年3月1日', '昭和64年は1月7日までです。1989年3月1日は平成元年です。'],
    ['date', '平成40年5月1日', '平成は31年4月30日までです。2028年5月1日は令和10年です。'],
    ['date', '令和9年2月30日', '2月30日という日付はありません'],
    ['time', '21:00', '20:00までの時刻'],
    ['time', 'そのうち', '時刻を入力してください'],
    ['date_time', '明日', '日付と時刻を入力してください'],
    ['nps', '11', '0から10の数字'],
    ['yes_no', 'どうかな', '1つ選んでください'],
    ['consent', 'うーん', '同意をお願いします'],
  ])('no %s from %s, and says what to do', (kind, said, sentence) => {
    const question = kinds.find((one) => one.kind === kind) ?? ({ kind, ...common } as Question)
    const turn = say(asking(question), said)
    expect(turn).toMatchObject({ answers: [], question: 'q', misunderstood: 1 })
    expect(words(turn.speech)).toContain(sentence)
  })

  test('words that steer, also where any text is read', () => {
    for (const kind of ['email', 'phone', 'birthday', 'member_id', 'name', 'address', 'file'] as const) {
      const question = { ...kinds.find((one) => one.kind === kind)!, required: false }
      expect(say(asking(question), 'スキップ')).toMatchObject({ answers: [{ value: null }], question: 'last' })
      expect(say(asking(question), 'やめる')).toMatchObject({ end: 'cancelled' })
    }
  })
})

describe('what may have been meant is offered, not taken', () => {
  test('a birthday with a year of two digits asks which year, and a button settles it', () => {
    const at = asking({ kind: 'birthday', ...common })
    const turn = say(at, '50/5/5')
    expect(asked(turn.speech)?.options.map(({ label }) => label)).toEqual(['1950年（昭和25年）', '1975年（昭和50年）'])
    expect(valueOf(tap(at, '1975-05-05'))).toMatchObject({ date: '1975-05-05' })
  })

  test('a slip in a mail address offers the likelier one and the one that was typed', () => {
    const at = asking({ kind: 'email', ...common })
    const turn = say(at, 'aiko@gmial.com')
    expect(turn.answers).toEqual([])
    expect(asked(turn.speech)?.options.map(({ label }) => label)).toEqual(['aiko@gmail.com', 'aiko@gmial.com'])
    expect(valueOf(tap(at, 'aiko@gmial.com'))).toMatchObject({ email: 'aiko@gmial.com' })
    const long = `${'a'.repeat(100)}@gmial.com`
    expect(valueOf(say(at, long))).toMatchObject({ email: long })
  })

  test('a long list is written out with numbers, taken by a beginning, and searched by a part', () => {
    const prefectures = [
      '北海道',
      '東京都',
      '京都府',
      '大阪府',
      '兵庫県',
      '奈良県',
      '神奈川県',
      '千葉県',
      '埼玉県',
      '茨城県',
      '栃木県',
      '群馬県',
      '山梨県',
    ]
    const question: Question = {
      kind: 'dropdown',
      ...common,
      options: prefectures.map((ja, index) => ({ key: `p${index}`, label: { ja } })),
    }
    const at = asking(question)
    const first = asked(open(at.run!, setting, { resumed: false }).speech)!
    expect(first.body).toBeNull()
    expect(asked(open(at.run!, { ...setting, liffUrl: null }, { resumed: false }).speech)?.body).toContain('2. 東京都')
    expect(first.options).toEqual([])
    expect(first.link?.url).toBe(`${liffUrl}/forms/entry?question=q&from=chat`)
    expect(valueOf(say(at, '13'))).toBe('p12')
    expect(valueOf(say(at, '神奈川'))).toBe('p6')
    const near = say(at, '都')
    expect(near.answers).toEqual([])
    expect(asked(near.speech)?.options.map(({ label }) => label)).toEqual(['東京都', '京都府'])
    expect(valueOf(tap(at, 'p1'))).toBe('p1')
    expect(words(say(at, 'ブラジル').speech)).toContain('一覧の中から選んでください')
  })

  test('every button of these offers fits LINE’s postback', () => {
    const at = asking({ kind: 'email', ...common, key: 'a'.repeat(40) })
    const turn = converse(
      { ...at, question: 'a'.repeat(40) },
      { kind: 'text', text: `${'a+b_'.repeat(20)}@gmial.com` },
      setting,
    )!
    for (const { tap: offered } of asked(turn.speech)!.options)
      expect(encodeTap(offered).length).toBeLessThanOrEqual(300)
  })
})

describe('a consent', () => {
  const consent = kinds.find(({ kind }) => kind === 'consent')!
  test('shows its text and one button to agree', () => {
    const speech = asked(open(runOf([consent]), setting, { resumed: false }).speech)!
    expect(speech.body).toContain('個人情報の取扱い')
    expect(speech.options.map(({ label }) => label)).toEqual(['同意します'])
  })

  test('is never taken for granted: a no stops a required one, and passes an optional one over', () => {
    const turn = say(asking(consent), '同意しません')
    expect(turn).toMatchObject({ answers: [], question: 'q', end: null })
    expect(words(turn.speech)).toContain('先へ進めません')
    expect(say(asking({ ...consent, required: false }), 'いいえ')).toMatchObject({
      answers: [{ value: null }],
      question: 'last',
    })
    expect(tap(asking(consent), 'whatever').answers).toEqual([])
  })
})

describe('a statement', () => {
  const statement = (key: string): Question => ({
    kind: 'statement',
    key,
    title: { ja: `お知らせ${key}` },
    description: { ja: 'お読みください' },
    required: false,
  })
  const yesNo: Question = { kind: 'yes_no', ...common }

  test('is said on the way to the next question, in the same reply, without a tap, and is passed', () => {
    const questions = [statement('a'), yesNo, statement('b'), statement('c'), last]
    const first = open(runOf(questions), setting, { resumed: false })
    expect(first).toMatchObject({ question: 'q', answers: [{ question: { key: 'a' }, value: null }] })
    expect(words(first.speech)).toContain('お知らせa\nお読みください')
    const turn = say(talkOf(runOf(questions, { a: null }), 'q'), 'はい')
    expect(turn.question).toBe('last')
    expect(turn.answers.map(({ question, value }) => [question.key, value])).toEqual([
      ['q', 'yes'],
      ['b', null],
      ['c', null],
    ])
    expect(turn.speech.map(({ kind }) => kind)).toEqual(['text', 'text', 'question'])
  })

  test('at the end is said before the thanks', () => {
    const turn = say(talkOf(runOf([yesNo, statement('b')]), 'q'), 'はい')
    expect(turn.end).toBe('finished')
    expect(words(turn.speech)).toBe('お知らせb\nお読みください\nありがとうございました')
  })

  test('is not gone back to, and counts as no question', () => {
    const questions = [statement('a'), yesNo, statement('b'), last]
    const at = talkOf(runOf(questions, { a: null, q: 'yes', b: null }), 'last')
    expect(say(at, '戻る').question).toBe('q')
    expect(words(say(at, '進み具合').speech)).toContain('全2問中2問目')
    const speech = asked(open(runOf(questions), setting, { resumed: false }).speech)!
    expect(speech.progress).toBe('1 / 2')
    expect(speech.controls.map(({ label }) => label)).toEqual(['やめる'])
  })

  test('many of them in a row still make at most five messages, with nothing lost and the question last', () => {
    const many = Array.from({ length: 9 }, (_, at) => statement(`s${at}`))
    const turn = open({ ...runOf([...many, yesNo]) }, setting, { resumed: true })
    const messages = lineMessages(turn.speech)
    expect(messages).toHaveLength(5)
    expect(messages.at(-1)?.type).toBe('flex')
    for (const { title } of many) expect(JSON.stringify(messages)).toContain(title.ja)
    expect(checkMessages(messages, 'http://localhost:3000')).toEqual([])
  })
})

test('whatever people say, no kind throws, LINE takes every message, and nothing required is missing at the end', () => {
  const questions = kinds.map((question, at): Question => ({ ...question, key: `k${at}`, required: at % 2 === 0 }))
  questions.splice(3, 0, { kind: 'statement', key: 'hello', title: { ja: 'お知らせ' }, required: false })
  const keys = questions.map(({ key }) => key)
  const typed = fc
    .oneof(
      fc.constantFrom(
        'aiko@example.com',
        'aiko@gmial.com',
        '090-1234-5678',
        '昭和50年5月5日',
        '50/5/5',
        '18:30',
        '明日の18時',
      ),
      fc.constantFrom(
        'はい',
        'いいえ',
        '9',
        '00012345',
        '同意します',
        '第3希望',
        '山田 花子 やまだ はなこ',
        '続き',
        '戻る',
        'スキップ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    .map((text): Said => ({ kind: 'text', text }))
  const tapped = fc
    .record({
      act: fc.constantFrom('answer', 'confirm', 'back', 'skip', 'change', 'resume'),
      run: fc.constantFrom(runOf([]).id, 'another'),
      version: fc.constant(1),
      question: fc.constantFrom(...keys),
      value: fc.constantFrom('yes', 'agreed', '10', 'o1', '1975-05-05', 'a@b.jp', ''),
    })
    .map((tap): Said => ({ kind: 'tap', tap: tap as Extract<Said, { kind: 'tap' }>['tap'], date: '2026-12-03T18:30' }))
  const script = fc.array(fc.oneof(typed, tapped, fc.constant<Said>({ kind: 'other' })), { maxLength: 30 })
  fc.assert(
    fc.property(
      script,
      fc.constantFrom(liffUrl, null),
      fc.constantFrom('ja' as const, 'en' as const),
      (said, url, language) => {
        let talk = talkOf(runOf(questions), 'k0')
        for (const one of said) {
          const turn = converse(talk, one, { ...setting, liffUrl: url, language })
          if (!turn) continue
          const messages = lineMessages(turn.speech)
          if (messages.length > 0) expect(checkMessages(messages, 'http://localhost:3000')).toEqual([])
          const given = { ...talk.run!.answers }
          for (const { question, value } of turn.answers) given[question.key] = value
          if (turn.end === 'finished') expect(missingQuestions(talk.run!.definition, given)).toEqual([])
          if (turn.end !== null) return
          talk = {
            ...talk,
            run: { ...talk.run!, answers: given },
            question: turn.question,
            misunderstood: turn.misunderstood,
          }
        }
      },
    ),
    { seed: 20261122, numRuns: 150 },
  )
})
