import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Run, Setting, Talk, Turn } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import { checkAnswer, problemText } from '../../bot/forms/check.ts'
import type { QuestionOf } from '../../bot/forms/contract.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { readAnswer } from '../../bot/forms/read.ts'

const today = '2026-11-21'
const setting: Setting = { today, language: 'ja', liffUrl: null }
const names = ['駅から近い', '価格', '味', '雰囲気', '接客', '席の広さ', '静けさ', '品ぞろえ', '営業時間', '駐車場']
const optionsOf = (count: number) => names.slice(0, count).map((ja, at) => ({ key: `o${at}`, label: { ja } }))
const ranking = (count: number, top?: number): QuestionOf<'ranking'> => ({
  kind: 'ranking',
  key: 'q',
  title: { ja: '大切な順に' },
  required: true,
  options: optionsOf(count),
  ...(top === undefined ? {} : { top }),
})
const formOf = (question: QuestionOf<'ranking'>) => ({
  title: { ja: '用紙' },
  thanks: { ja: 'ありがとうございました' },
  questions: [question],
})

const begin = (question: QuestionOf<'ranking'>): { run: Run; turn: Turn } => {
  const run: Run = {
    ...{ id: '00000000-0000-7000-8000-000000000001', formKey: 'f', formState: 'open', version: 1, state: 'draft' },
    definition: formOf(question),
    answers: {},
  }
  return { run, turn: open(run, setting, { resumed: false }) }
}
const talkOf = (run: Run, { question, ticked }: Turn): Talk => ({
  ...{ run, question, ticked, misunderstood: 0, arrived: true, silentMs: 10_000, late: false },
  ...{ interrupted: false, lastTap: null },
})
const buttonsOf = ({ speech }: Turn) => speech.flatMap((one) => (one.kind === 'question' ? one.options : []))
const tap = (run: Run, turn: Turn, label: string, bubble = turn) => {
  const button = buttonsOf(bubble).find((one) => one.label.endsWith(label))!
  return converse(talkOf(run, turn), { kind: 'tap', tap: button.tap }, setting)!
}
const say = (run: Run, turn: Turn, text: string) => converse(talkOf(run, turn), { kind: 'text', text }, setting)!

/** A question, and an order of as many of its options as it has places. */
const orders = fc.integer({ min: 2, max: 10 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    top: fc.option(fc.integer({ min: 1, max: count }), { nil: undefined }),
    order: fc.shuffledSubarray(
      Array.from({ length: count }, (_, at) => at),
      { minLength: count },
    ),
  }),
)

test('market 16 and 32: tapped one by one, typed as numbers or as names, an order is the same answer as that of the page', () => {
  fc.assert(
    fc.property(orders, ({ count, top, order }) => {
      const question = ranking(count, top)
      const places = order.slice(0, top ?? count)
      const keys = places.map((at) => `o${at}`)
      expect(checkAnswer(question, keys, today)).toEqual({ ok: true, value: keys })
      const { run, turn } = begin(question)
      const last = places.reduce((now, at) => (now.end === null ? tap(run, now, names[at]!) : now), turn)
      expect(last).toMatchObject({ end: 'finished', answers: [{ value: keys }] })
      for (const between of [',', '、', ' ', '＞', '→'])
        expect(say(run, turn, places.map((at) => at + 1).join(between))).toMatchObject({ answers: [{ value: keys }] })
      expect(say(run, turn, places.map((at) => names[at]).join('、'))).toMatchObject({ answers: [{ value: keys }] })
      if (count < 10 && places.length > 1)
        expect(say(run, turn, places.map((at) => at + 1).join(''))).toMatchObject({ answers: [{ value: keys }] })
    }),
    { numRuns: 60 },
  )
})

test('the last option that is left gets the last place by itself', () => {
  const { run, turn } = begin(ranking(3))
  const second = tap(run, turn, '味')
  expect(second).toMatchObject({ end: null, ticked: ['o2'], answers: [] })
  expect(buttonsOf(second).map(({ label }) => label)).toEqual(['1. 駅から近い', '2. 価格'])
  expect(tap(run, second, '価格')).toMatchObject({ end: 'finished', answers: [{ value: ['o2', 'o1', 'o0'] }] })
})

test('a button in an old bubble gives the place that it showed, and opens those after it', () => {
  const { run, turn } = begin(ranking(4))
  const second = tap(run, turn, '味')
  const third = tap(run, second, '価格')
  expect(third.ticked).toEqual(['o2', 'o1'])
  expect(tap(run, third, '雰囲気', turn).ticked).toEqual(['o3'])
  // The bubble of the third place, after the second was opened again.
  const again = tap(run, third, '雰囲気', turn)
  expect(tap(run, again, '雰囲気', third)).toMatchObject({ ticked: ['o3'], answers: [] })
})

test('a name alone is the next place, and what is no order is told', () => {
  const { run, turn } = begin(ranking(4))
  expect(say(run, turn, '味')).toMatchObject({ ticked: ['o2'], answers: [] })
  expect(say(run, turn, '1,1,2,3')).toMatchObject({ answers: [], misunderstood: 1 })
  expect(say(run, turn, '9,8,7,6')).toMatchObject({ answers: [], misunderstood: 1 })
  expect(say(run, turn, 'どれも同じです')).toMatchObject({ answers: [], misunderstood: 1 })
})

describe('what is no ranking', () => {
  test.each([
    [['o0', 'o0', 'o1'], '1位から3位までを1つずつ選んでください'],
    [['o0', 'o1'], '1位から3位までを1つずつ選んでください'],
    [['o0', 'o1', 'o2', 'o3'], '一覧の中から選んでください'],
    [['o0', 'o1', 'constructor'], '一覧の中から選んでください'],
    [[], '1位から3位までを1つずつ選んでください'],
    ['o0', '1位から3位までを1つずつ選んでください'],
  ])('%o', (value, sentence) => {
    const checked = checkAnswer(ranking(3), value, today)
    expect(checked.ok ? null : problemText(checked.problem, 'ja')).toBe(sentence)
  })

  test('more places than options are not published', () => {
    expect(problemsOf({ definition: formOf(ranking(2, 3)), settings: plainSettings, rules: [] })).toEqual([
      { path: 'questions.0.top', severity: 'error', code: 'more_than_options' },
    ])
  })

  test('an order may be left out where it need not be given', () =>
    expect(checkAnswer({ ...ranking(3), required: false }, null, today)).toEqual({ ok: true, value: null }))
})

test('ten options can be ranked by their numbers', () =>
  expect(readAnswer(ranking(10, 3), '10、１、2', today)).toEqual(['o9', 'o0', 'o1']))
