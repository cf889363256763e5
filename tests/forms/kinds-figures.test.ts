import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ask } from '../../bot/conversations/ask.ts'
import { answerText } from '../../bot/forms/answer-text.ts'
import { checkAnswer, problemText } from '../../bot/forms/check.ts'
import type { FormDefinition, QuestionOf } from '../../bot/forms/contract.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { sliderStops } from '../../bot/forms/kinds/slider.ts'
import { readAnswer } from '../../bot/forms/read.ts'

const today = '2026-11-21'
const common = { key: 'q', title: { ja: '問い', en: 'Question' }, required: true }
const money: QuestionOf<'money'> = { kind: 'money', ...common, currency: 'JPY', min: 500, max: 200_000_000 }
const slider: QuestionOf<'slider'> = { kind: 'slider', ...common, min: -1, max: 1, step: 0.1 }

const judged = (question: QuestionOf<'money' | 'slider'>, value: unknown) => {
  const checked = checkAnswer(question, value, today)
  return checked.ok ? checked.value : problemText(checked.problem, 'ja')
}
const typed = (question: QuestionOf<'money' | 'slider'>, text: string) =>
  judged(question, readAnswer(question, text, today))

describe('a sum of money', () => {
  test.each([
    ['1,200', 1200],
    ['¥1200', 1200],
    ['￥１，２００', 1200],
    ['\\1200', 1200],
    ['１２００円', 1200],
    ['1200円です', 1200],
    ['1万2千円', 12_000],
    ['１万２０００円', 12_000],
    ['12000 yen', 12_000],
    ['三千円', 3000],
    ['千円', 1000],
    ['千五百円', 1500],
    ['一二〇〇円', 1200],
    ['1.5万', 15_000],
    ['1.1万円', 11_000],
    ['約3千円', 3000],
    ['5000円くらい', 5000],
    ['二十五万円', 250_000],
    ['1億2千万円', 120_000_000],
    ['金五千円也', 5000],
  ])('%s', (text, yen) => expect(typed(money, text)).toBe(yen))

  test.each([
    ['たくさん', '金額を数字で入力してください（例：12,000）'],
    ['100.5円', '金額を数字で入力してください（例：12,000）'],
    ['-500', '金額を数字で入力してください（例：12,000）'],
    ['3千円か5千円', '金額を数字で入力してください（例：12,000）'],
    ['万円', '金額を数字で入力してください（例：12,000）'],
    ['499円', '500円以上の金額を入力してください'],
    ['3億円', '200,000,000円以下の金額を入力してください'],
  ])('%s is refused: %s', (text, problem) => expect(typed(money, text)).toBe(problem))

  test('every sum is read again from the words in which it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 200_000_000 }), (yen) => {
        const { ja, en } = answerText(money, yen)
        expect([typed(money, ja), typed(money, en!)]).toEqual([yen, yen])
        expect(judged(money, yen)).toBe(yen)
      }),
    )
  })

  test('nothing that anybody types makes the reading fail or slow', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0９,.¥円千万億百十一三 -＝'), maxLength: 60 }), (text) => {
        const read = typed(money, text)
        expect(typeof read === 'string' || Number.isSafeInteger(read)).toBe(true)
      }),
    )
  })
})

describe('a slider', () => {
  test.each([
    [0.3, 0.3],
    [0.1 + 0.2, 0.3],
    ['0.7', 0.7],
    ['－１', -1],
    [0.25, '-1から0.1きざみの数字を入力してください'],
    [1.1, '-1から1の数字を入力してください'],
    ['真ん中', 'つまみを動かすか、数字を入力してください'],
    [null, 'つまみを動かすか、数字を入力してください'],
    [Number.NaN, 'つまみを動かすか、数字を入力してください'],
  ])('%s becomes %s', (value, kept) => expect(judged(slider, value)).toBe(kept))

  test('every place on a scale is an answer, and is stored as one number whatever its roundings', () => {
    const scales = fc.record({
      min: fc.integer({ min: -1000, max: 1000 }),
      step: fc.constantFrom(0.01, 0.1, 0.25, 0.5, 1, 5, 30),
      steps: fc.integer({ min: 1, max: 500 }),
    })
    fc.assert(
      fc.property(scales, fc.nat(), ({ min, step, steps }, place) => {
        const question = { ...slider, min, step, max: min + step * steps }
        const at = place % (steps + 1)
        const kept = judged(question, min + at * step)
        expect(kept).toBeCloseTo(min + at * step, 8)
        expect(judged(question, kept)).toBe(kept)
        expect(judged(question, String(kept))).toBe(kept)
      }),
    )
  })

  test('in the chat a few places are buttons, both ends among them, and each of them is an answer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.constantFrom(0.5, 1, 10), (steps, step) => {
        const question = { ...slider, min: 0, step, max: steps * step }
        const stops = sliderStops(question, 5)
        expect(stops.length).toBeLessThanOrEqual(5)
        expect([stops[0], stops.at(-1)]).toEqual([0, question.max])
        for (const stop of stops) expect(judged(question, String(stop))).toBe(stop)
      }),
    )
  })

  test('the chat says what can be sent, and shows both ends in words', () => {
    const question = { ...slider, lowLabel: { ja: '寒い' }, highLabel: { ja: '暑い' } }
    const definition: FormDefinition = { title: { ja: '用紙' }, thanks: { ja: 'どうも' }, questions: [question] }
    const run = {
      id: 'r',
      formKey: 'f',
      formState: 'open',
      version: 1,
      definition,
      state: 'draft',
      answers: {},
    } as const
    const speech = ask(run, question, { today, language: 'ja', liffUrl: null, ticked: [] })
    expect(speech).toMatchObject({ layout: 'row', ends: ['寒い', '暑い'], note: '-1から1の数字を送ってください' })
  })

  test.each([
    [{ min: 5, max: 5, step: 1 }, 'step_too_wide'],
    [{ min: 0, max: 10, step: 11 }, 'step_too_wide'],
    [{ min: 10, max: 0, step: 1 }, 'min_above_max'],
  ])('a scale of one place is not published: %o', (bounds, code) => {
    const definition: FormDefinition = {
      title: { ja: '用紙' },
      thanks: { ja: 'どうも' },
      questions: [{ ...slider, ...bounds }],
    }
    expect(problemsOf({ definition, settings: plainSettings, rules: [] })).toMatchObject([{ code }])
  })
})
