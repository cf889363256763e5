import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { satisfaction, visit } from '../../bot/demo/forms.ts'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import type { Run, Said, Setting, Speech, Talk, Turn } from '../../bot/conversations/contract.ts'
import { tapKey } from '../../bot/conversations/tap.ts'
import { missingQuestions } from '../../bot/forms/flow.ts'
import type { FormDefinition } from '../../bot/forms/contract.ts'

const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: 'https://liff.line.me/1-a' }
const run = (answers: Run['answers'] = {}, definition: FormDefinition = visit): Run => ({
  id: 'run1',
  formKey: 'visit',
  formState: 'open',
  version: 1,
  definition,
  state: 'draft',
  answers,
})
const talk = (question: string | null, answers: Run['answers'] = {}, more: Partial<Talk> = {}): Talk => ({
  run: run(answers),
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
const text = (said: string): Said => ({ kind: 'text', text: said })
const say = (state: Talk, said: string) => converse(state, text(said), setting)!
const words = (speech: Speech[]) => speech.map((one) => (one.kind === 'text' ? one.text : one.title)).join('\n')
const place = { run: 'run1', version: 1 }

describe('a chat survey', () => {
  test('begins with its introduction and the first question, its progress and its buttons', () => {
    const turn = open(run(), setting, { resumed: false })
    const asked = turn.speech[1]
    expect(turn.speech[0]).toMatchObject({ kind: 'text' })
    expect(asked).toMatchObject({ kind: 'question', progress: '1 / 6', title: '本日はどなたと来られましたか？' })
    expect(asked?.kind === 'question' && asked.options.map(({ label }) => label)).toEqual([
      'ひとりで',
      '家族と',
      '友人と',
      '仕事の人と',
    ])
    expect(asked?.kind === 'question' && asked.controls.map(({ label }) => label)).toEqual(['やめる'])
  })

  test('takes a typed label, its number in any width, and a tap as the same answer', () => {
    const tap = { act: 'answer' as const, ...place, question: 'company', value: 'family' }
    const turns = [
      say(talk('company'), '家族と'),
      say(talk('company'), ' ２ '),
      say(talk('company'), '2番'),
      converse(talk('company'), { kind: 'tap', tap }, setting)!,
    ]
    for (const turn of turns) expect(turn).toMatchObject({ answers: [{ value: 'family' }], question: 'children' })
  })

  test('asks what a branch adds, and not what it hides', () => {
    expect(say(talk('company'), '家族と').question).toBe('children')
    expect(say(talk('company'), 'ひとりで').question).toBe('satisfaction')
  })

  test('asks again with the reason when it does not understand, and counts how often', () => {
    const turn = say(talk('satisfaction', { company: 'alone' }), 'まあまあ')
    expect(turn).toMatchObject({ answers: [], question: 'satisfaction', misunderstood: 1 })
    expect(words(turn.speech)).toContain('1から5の数字で選んでください')
    expect(words(say(talk('children', { company: 'family' }), '99').speech)).toContain('20以下')
  })

  test('row 33: goes back, skips, tells the progress and stops, by words in any kana and width', () => {
    const at = talk('liked', { company: 'alone', satisfaction: 5 })
    expect(say(at, 'モドル').question).toBe('satisfaction')
    expect(say(at, 'すきっぷ')).toMatchObject({ question: 'next_visit', answers: [{ value: null }] })
    expect(words(say(at, '進み具合').speech)).toContain('全5問中3問目')
    expect(say(at, 'ヤメル')).toMatchObject({ end: 'cancelled', question: null })
    expect(words(say(talk('company'), 'もどる').speech)).toContain('最初の質問')
    expect(words(say(talk('company'), 'スキップ').speech)).toContain('必須')
  })

  test('ticks and unticks options of a multiple choice, and goes on when they are confirmed', () => {
    const at = talk('liked', { company: 'alone', satisfaction: 5 })
    const tick = (state: Talk, value: string, act: 'tick' | 'untick' = 'tick') =>
      converse(state, { kind: 'tap', tap: { act, ...place, question: 'liked', value } }, setting)!
    const both = tick({ ...at, ticked: tick(at, 'staff').ticked }, 'coffee')
    expect(both.ticked).toEqual(['staff', 'coffee'])
    expect(tick({ ...at, ticked: both.ticked }, 'staff', 'untick').ticked).toEqual(['coffee'])
    // The same button in an older bubble still says what it shows.
    expect(tick({ ...at, ticked: both.ticked }, 'staff').ticked.toSorted()).toEqual(['coffee', 'staff'])
    const confirmed = converse(
      { ...at, ticked: both.ticked },
      { kind: 'tap', tap: { act: 'confirm', ...place, question: 'liked' } },
      setting,
    )!
    expect(confirmed).toMatchObject({ answers: [{ value: ['coffee', 'staff'] }], question: 'next_visit' })
    expect(say(at, 'スタッフ、コーヒー').answers[0]?.value).toEqual(['coffee', 'staff'])
  })

  test('takes dates from the picker and as people write them', () => {
    const at = talk('next_visit', { company: 'alone', satisfaction: 5, liked: null })
    const picked = converse(
      at,
      { kind: 'tap', tap: { act: 'answer', ...place, question: 'next_visit' }, date: '2026-12-24' },
      setting,
    )!
    expect(picked.answers[0]?.value).toBe('2026-12-24')
    for (const [said, date] of [
      ['明日', '2026-11-22'],
      ['12/3', '2026-12-03'],
      ['令和８年１２月３日', '2026-12-03'],
      ['1月5日', '2027-01-05'],
      ['2026-12-03', '2026-12-03'],
    ] as const) {
      expect(say(at, said).answers[0]?.value).toBe(date)
    }
    expect(words(say(at, '昨日').speech)).toContain('以降の日付')
    expect(words(say(at, '2月30日').speech)).toContain('日付で入力')
  })

  test('answers a sticker or a picture kindly and asks the question again', () => {
    const turn = converse(talk('company'), { kind: 'other' }, setting)!
    expect(turn).toMatchObject({ answers: [], question: 'company' })
    expect(words(turn.speech)).toContain('回答の途中です')
  })

  test('says what an old button was answered with and offers to change it', () => {
    const state = talk('satisfaction', { company: 'alone' })
    const tap = { act: 'answer' as const, ...place, question: 'company', value: 'family' }
    const turn = converse(state, { kind: 'tap', tap }, setting)!
    expect(words(turn.speech)).toContain('「ひとりで」と回答済みです')
    expect(turn).toMatchObject({ answers: [], question: 'satisfaction' })
    const change = converse(state, { kind: 'tap', tap: { act: 'change', ...place, question: 'company' } }, setting)!
    expect(change.question).toBe('company')
  })

  test.each([
    { act: 'answer' as const, ...place, question: 'company', value: 'alone' },
    { act: 'back' as const, ...place, question: 'satisfaction' },
    { act: 'skip' as const, ...place, question: 'liked' },
    { act: 'confirm' as const, ...place, question: 'liked' },
  ])('a double tap on $act counts once and is answered once', (tap) => {
    const state = talk('liked', { company: 'alone', satisfaction: 5 }, { lastTap: tapKey(tap, undefined) })
    expect(converse({ ...state, silentMs: 500 }, { kind: 'tap', tap }, setting)).toMatchObject({
      speech: [],
      answers: [],
    })
    expect(converse({ ...state, silentMs: 60_000 }, { kind: 'tap', tap }, setting)!.speech).not.toEqual([])
  })

  test('a double tap on the last answer says nothing after the thanks', () => {
    const tap = { act: 'skip' as const, ...place, question: 'comment' }
    const over: Talk = {
      ...talk(null, {}, { lastTap: tapKey(tap, undefined), silentMs: 500 }),
      run: { ...run(), state: 'finished' },
    }
    expect(converse(over, { kind: 'tap', tap }, setting)!.speech).toEqual([])
    expect(words(converse({ ...over, silentMs: 9_000 }, { kind: 'tap', tap }, setting)!.speech)).toContain(
      '回答済みです',
    )
  })

  test('a text from before the last turn is not taken for the answer to what is asked now', () => {
    const turn = say(talk('satisfaction', { company: 'family', children: 1 }, { late: true }), '3')
    expect(turn).toMatchObject({ answers: [], question: 'satisfaction' })
    expect(words(turn.speech)).toContain('もう一度お送りします')
    expect(say(talk('satisfaction', { company: 'alone' }, { late: true }), 'やめる')).toMatchObject({
      end: null,
      question: 'satisfaction',
    })
  })

  test('in a free text only plain words steer: OK, 以上 and 終了 are answers there', () => {
    const at = talk('comment', { company: 'alone', satisfaction: 5, liked: null, next_visit: null })
    for (const said of ['OK', '以上', '続き', 'あとで', '前', '終了'])
      expect(say(at, said).answers[0]?.value).toBe(said)
    expect(say(at, 'スキップ')).toMatchObject({ end: 'finished', answers: [{ value: null }] })
    expect(say(at, '戻る').question).toBe('next_visit')
    expect(say(at, 'あと何問')).toMatchObject({ answers: [], question: 'comment' })
  })

  test('a form that was closed meanwhile takes no more answers in the chat', () => {
    const state = { ...talk('company'), run: { ...run(), formState: 'closed' as const } }
    const turn = say(state, 'ひとりで')
    expect(turn).toMatchObject({ answers: [], question: null })
    expect(words(turn.speech)).toContain('受付を終了しました')
  })

  test('who is not understood twice is shown the way out', () => {
    const required = talk('satisfaction', { company: 'alone' }, { misunderstood: 1 })
    expect(words(say(required, 'まあまあ').speech)).toContain('「やめる」で中止')
    const optional = talk('next_visit', { company: 'alone', satisfaction: 5, liked: null }, { misunderstood: 1 })
    expect(words(say(optional, 'そのうち').speech)).toContain('「スキップ」で次の質問へ')
  })

  test('after a day of silence a text is no answer: the question is asked again first, and a tap still counts', () => {
    const state = talk(
      'comment',
      { company: 'alone', satisfaction: 5, liked: null, next_visit: null },
      { silentMs: 25 * 60 * 60_000 },
    )
    expect(say(state, 'こんにちは')).toMatchObject({ answers: [], question: 'comment' })
    const early = talk('company', {}, { silentMs: 25 * 60 * 60_000 })
    expect(
      converse(early, { kind: 'tap', tap: { act: 'answer', ...place, question: 'company', value: 'work' } }, setting)!
        .answers,
    ).toHaveLength(1)
  })

  test('when a question may not have arrived, a free text is not taken for its answer before it was asked again', () => {
    const state = talk(
      'comment',
      { company: 'alone', satisfaction: 5, liked: null, next_visit: null },
      { arrived: false },
    )
    expect(say(state, 'どうなりましたか')).toMatchObject({ answers: [], question: 'comment' })
  })

  test('leaves messages between surveys to staff', () => {
    expect(converse({ ...talk(null), run: null }, text('営業時間は？'), setting)).toBeNull()
    expect(converse({ ...talk(null), run: null }, { kind: 'other' }, setting)).toBeNull()
  })

  test('row 26: speaks English to people whose LINE does, and Japanese where a form has no English', () => {
    const turn = converse(talk('company'), text('???'), { ...setting, language: 'en' })!
    expect(words(turn.speech)).toContain('Please choose from the list')
    expect(words(turn.speech)).toContain('Who did you come with today?')
  })
})

test('whatever people say, a survey never throws, speaks within LINE’s limits, and finishes only when nothing required is missing', () => {
  const said = fc.oneof(
    fc
      .constantFrom(
        '家族と',
        '1',
        '２',
        '5',
        '★★★',
        'もどる',
        'スキップ',
        '進み具合',
        '続き',
        'やめない',
        '明日',
        '12/3',
        '令和元年5月1日',
        'コーヒー 2',
        '以上',
        '',
      )
      .map(text),
    fc.string({ maxLength: 30, unit: 'grapheme' }).map(text),
    fc.constant<Said>({ kind: 'other' }),
    fc.record({
      kind: fc.constant('tap' as const),
      tap: fc.record({
        act: fc.constantFrom(
          'answer' as const,
          'tick' as const,
          'confirm' as const,
          'back' as const,
          'skip' as const,
          'change' as const,
          'resume' as const,
        ),
        run: fc.constantFrom('run1', 'run2'),
        version: fc.constantFrom(1, 2),
        question: fc.constantFrom(
          'company',
          'children',
          'satisfaction',
          'liked',
          'next_visit',
          'comment',
          'overall',
          'nobody',
        ),
        value: fc.constantFrom('family', 'alone', '3', '9', 'coffee', 'x'),
      }),
    }) as fc.Arbitrary<Said>,
  )
  fc.assert(
    fc.property(fc.constantFrom(visit, satisfaction), fc.array(said, { maxLength: 25 }), (definition, script) => {
      let state: Talk = {
        run: run({}, definition),
        question: definition.questions[0]!.key,
        ticked: [],
        misunderstood: 0,
        arrived: true,
        silentMs: 5_000,
        late: false,
        interrupted: false,
        lastTap: null,
      }
      for (const one of script) {
        const turn = converse(state, one, setting)
        if (!turn) continue
        expect(lineMessages(turn.speech).length).toBeLessThanOrEqual(5)
        state = after(state, turn)
        if (turn.end === 'finished') {
          expect(missingQuestions(definition, state.run!.answers)).toEqual([])
          return
        }
      }
    }),
    { seed: 20261121, numRuns: 400 },
  )
})

function after(state: Talk, turn: Turn): Talk {
  const answers = { ...state.run!.answers }
  for (const { question, value } of turn.answers) answers[question.key] = value
  return {
    ...state,
    run: { ...state.run!, answers },
    question: turn.question,
    ticked: turn.ticked,
    misunderstood: turn.misunderstood,
  }
}
