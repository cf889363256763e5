import { describe, expect, test } from 'vitest'
import { converse } from '../../bot/conversations/converse.ts'
import type { Run, Setting, Speech, Talk } from '../../bot/conversations/contract.ts'
import { open } from '../../bot/conversations/moves.ts'
import { answerText } from '../../bot/forms/answer-text.ts'
import { breaksOf } from '../../bot/forms/breaks.ts'
import { checkAnswer } from '../../bot/forms/check.ts'
import type { Answers, FormDefinition, Question, QuestionOf } from '../../bot/forms/contract.ts'
import { carryOver } from '../../bot/forms/carry-over.ts'
import { changesOf } from '../../bot/forms/definition-changes.ts'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { factAt } from '../../bot/forms/fact-at.ts'
import { askedQuestions } from '../../bot/forms/flow.ts'
import { readAnswer } from '../../bot/forms/read.ts'
import { renameOption } from '../../bot/forms/rename-option.ts'
import { renameQuestion } from '../../bot/forms/rename-question.ts'
import { linesOf, optionsFrom, withLines } from '../../dashboard/src/forms/option-lines.ts'

const today = '2026-11-22'
const setting: Setting = { today, language: 'ja', liffUrl: 'https://liff.line.me/2000000002-musubi01' }

const item = (key: string, ja: string, en: string, price: number) => ({ key, label: { ja, en }, price })
const lunch: QuestionOf<'order'> = {
  ...{ kind: 'order', key: 'lunch', title: { ja: 'ご注文' }, required: true, unit: { ja: '個', en: 'pieces' } },
  options: [
    { ...item('chicken', 'から揚げ弁当', 'Fried chicken lunch', 680), max: 10 },
    item('seaweed', 'のり弁当', 'Seaweed lunch', 520),
    item('cutlet', 'とんかつ弁当', 'Cutlet lunch', 780),
    item('tea', 'お茶', 'Green tea', 150),
  ],
  priceNote: { ja: '税込', en: 'tax included' },
}
const sizes = (...labels: string[]): QuestionOf<'order'> => ({
  ...{ kind: 'order', key: 'sizes', title: { ja: 'サイズ' }, required: true, unit: { ja: '枚' } },
  options: labels.map((ja, at) => ({ key: `s${at}`, label: { ja } })),
})
const shirts = sizes('Tシャツ S', 'Tシャツ M', '体操服（120cm）', '体操服（130cm）')
const figures = sizes('120', '130', '140')
const cake = sizes('ケーキ')

const yes: Question = { kind: 'yes_no', key: 'yes', title: { ja: '箸は？' }, required: true }
const formOf = (questions: Question[], more: Partial<FormDefinition> = {}): FormDefinition => ({
  ...{ title: { ja: '注文' }, thanks: { ja: 'ありがとうございました' }, checkPage: false, questions, ...more },
})
const runOf = (definition: FormDefinition, answers: Answers = {}): Run => ({
  ...{ id: '00000000-0000-7000-8000-000000000001', formKey: 'order', formState: 'open', version: 1 },
  ...{ definition, state: 'draft', answers },
})
const talkOf = (run: Run, ticked: string[] = []): Talk => ({
  ...{ run, question: run.definition.questions[0]!.key, ticked, misunderstood: 0, arrived: true, silentMs: 10_000 },
  ...{ late: false, interrupted: false, lastTap: null },
})
const says = (talk: Talk, text: string) => converse(talk, { kind: 'text', text }, setting)!
const asked = (speech: Speech[]) => speech.findLast((one) => one.kind === 'question')!
const told = (speech: Speech[]) => speech.map((one) => (one.kind === 'text' ? one.text : (one.body ?? ''))).join('\n')

describe('an order that is typed in the chat is read', () => {
  test.each<[QuestionOf<'order'>, string, Record<string, string>]>([
    [lunch, 'から揚げ弁当 2、のり弁 1', { chicken: '2', seaweed: '1' }],
    [lunch, '1=2, 3=1', { chicken: '2', cutlet: '1' }],
    [lunch, '①２個　④一つ', { chicken: '2', tea: '1' }],
    [lunch, '1番を2、3番を1', { chicken: '2', cutlet: '1' }],
    [lunch, '2番を3個、4番を1個', { seaweed: '3', tea: '1' }],
    [lunch, 'お茶ととんかつ弁当 三個でお願いします', { tea: '1', cutlet: '3' }],
    [lunch, 'から揚げ 2\nのり弁当をひとつ\nお茶 3本です', { chicken: '2', seaweed: '1', tea: '3' }],
    [lunch, '2 cutlet lunch, 1 Green Tea', { cutlet: '2', tea: '1' }],
    [lunch, 'のり弁当1、のり弁当2', { seaweed: '3' }],
    [lunch, 'のり弁なし', { seaweed: '0' }],
    [lunch, 'なし', {}],
    [shirts, 'S 2、M3、120cm １枚', { s0: '2', s1: '3', s2: '1' }],
    [figures, '120 2 140を１枚', { s0: '2', s2: '1' }],
    [cake, '二つです', { s0: '2' }],
    [lunch, 'から揚げ弁当とのり弁当を2つずつ', { chicken: '2', seaweed: '2' }],
    [lunch, 'お茶3本、から揚げ弁当とのり弁当を2つずつお願いします', { tea: '3', chicken: '2', seaweed: '2' }],
    [lunch, 'から揚げ弁当とのり弁当を2つずつ、お茶', { chicken: '2', seaweed: '2', tea: '1' }],
  ])('%#: %s', (question, text, meant) => expect(readAnswer(question, text, today)).toEqual(meant))

  test.each([
    ...[
      '弁当 2',
      '1 2',
      '12',
      'カレー 2',
      'から揚げ弁当 100000',
      'から揚げ弁当 2、カレー 1',
      '1.2個',
      '2つずつから揚げ弁当とのり弁当',
      'やめる',
      '前へ',
      'スキップ',
    ],
    'の'.repeat(401),
    'と1'.repeat(190),
  ])('and what may mean two things, or none, is asked about: %s', (text) =>
    expect(readAnswer(lunch, text, today)).toBeUndefined(),
  )
})

describe('an order in the chat', () => {
  const run = runOf(formOf([lunch, { kind: 'yes_no', key: 'more', title: { ja: '箸は？' }, required: true }]))

  test('shows each thing with its price, opens the list as a page, and says how to send it in one message', () => {
    const speech = asked(open(run, setting, { resumed: false }).speech)
    expect(speech.options.map(({ label }) => label)).toContain('から揚げ弁当（680円）')
    expect(speech.link?.url).toContain('/forms/order?question=lunch')
    expect(speech.note).toContain('※税込')
    expect(speech.note).toContain('から揚げ弁当 2、のり弁当 1')
    expect(speech.confirm).toBeNull()
  })

  test('several things at once are the whole of it, and are read back with their sum', () => {
    const turn = says(talkOf(run), 'から揚げ弁当 2、お茶 1')
    expect(turn.answers).toMatchObject([{ value: { chicken: '2', tea: '1' } }])
    expect(turn.question).toBe('more')
    expect(told(turn.speech)).toContain('から揚げ弁当 2個、お茶 1個（合計 3個・1,510円・税込）')
  })

  test('thing by thing it grows until it is confirmed; a second tap does what its button shows, and nothing is counted twice', () => {
    const first = says(talkOf(run), 'のり弁 2')
    expect(first).toMatchObject({ answers: [], ticked: ['seaweed.2'] })
    expect(asked(first.speech).options[1]).toMatchObject({ label: 'のり弁当（520円） × 2', ticked: true })
    const tea = asked(first.speech).options[3]!
    const tap = () => converse(talkOf(run, first.ticked), { kind: 'tap', tap: tea.tap }, setting)!
    expect([tea.says, tap().ticked, tap().ticked]).toEqual(['お茶 1個', ['seaweed.2', 'tea.1'], ['seaweed.2', 'tea.1']])
    expect(asked(tap().speech).body).toBe('ここまでのご注文\nのり弁当 2個\nお茶 1個\n合計 3個・1,190円（税込）')
    const without = says(talkOf(run, tap().ticked), 'のり弁はなし')
    expect(without.ticked).toEqual(['tea.1'])
    expect(says(talkOf(run, without.ticked), 'これで決定').answers).toMatchObject([{ value: { tea: '1' } }])
  })

  test('too many of one thing is said at once, nothing at all when it is confirmed, and what is unclear with an example', () => {
    expect(told(says(talkOf(run), 'から揚げ弁当 11').speech)).toContain('「から揚げ弁当」は10個までです')
    expect(told(says(talkOf(run), 'これで決定').speech)).toContain('ほしいものの数を入れてください')
    expect(told(says(talkOf(run), 'なし').speech)).toContain('ほしいものの数を入れてください')
    expect(told(says(talkOf(run), 'おまかせで').speech)).toContain('「から揚げ弁当 2、のり弁当 1」のように')
    const optional = runOf(formOf([{ ...lunch, required: false }, ...run.definition.questions.slice(1)]))
    expect(says(talkOf(optional), 'なし').answers).toMatchObject([{ value: null }])
  })

  test('what was given on the page goes on from there, and stands in the bubble when it is asked again', () => {
    const given = runOf(run.definition, { lunch: { tea: '4' } })
    expect(says(talkOf(given), '続き').question).toBe('more')
    const back = says({ ...talkOf(given), question: 'more' }, '戻る')
    expect(back).toMatchObject({ question: 'lunch', ticked: ['tea.4'] })
    expect(asked(back.speech).body).toContain('お茶 4個')
  })
})

test('22: conditions and sums see one thing, all of them, and what they cost', () => {
  const tax: Question = { kind: 'yes_no', key: 'deliver', title: { ja: '配達' }, required: true }
  const when = { fact: 'answer.lunch', is: 'at_least' as const, value: 5 }
  const definition = formOf(
    [
      lunch,
      { ...tax, showWhen: when },
      { ...tax, key: 'hot', showWhen: { ...when, fact: 'item.lunch.tea', value: 2 } },
    ],
    {
      calculations: [
        {
          key: 'pay',
          title: { ja: '支払い' },
          formula: {
            do: 'minus',
            of: [{ fact: 'score.lunch' }, { do: 'times', of: [{ fact: 'item.lunch.tea' }, 50] }],
          },
        },
      ],
    },
  )
  expect(problemsOf({ definition, settings: plainSettings, rules: [] })).toEqual([])
  const keys = (answers: Answers) => askedQuestions(definition, answers).map(({ key }) => key)
  expect(keys({ lunch: { chicken: '4', tea: '1' } })).toEqual(['lunch', 'deliver'])
  expect(keys({ lunch: { tea: '2' } })).toEqual(['lunch', 'hot'])
  expect(factAt(definition, { lunch: { chicken: '2', tea: '2' } })('value.pay')).toBe(1560)
  const gone = structuredClone(definition)
  gone.questions[2]!.showWhen = { fact: 'item.lunch.coffee', is: 'at_least', value: 1 }
  expect(problemsOf({ definition: gone, settings: plainSettings, rules: [] })).toMatchObject([
    { code: 'option_unknown' },
  ])
  const renamed = renameQuestion(
    { definition, settings: plainSettings, rules: [] },
    'order',
    'lunch',
    'bento',
  ).definition
  expect(renamed.questions[2]!.showWhen).toMatchObject({ fact: 'item.bento.tea' })
})

test('what is taken away or made less is told before it is published; two things of one name are not', () => {
  const [before, after] = [formOf([lunch]), formOf([structuredClone(lunch)])]
  const order = after.questions[0] as QuestionOf<'order'>
  order.options.pop()
  Object.assign(order.options[0]!, { max: 5, price: 700 })
  expect(breaksOf(before, after).narrowed).toMatchObject([{ fields: ['itemMax'] }])
  const draft = (definition: FormDefinition) => ({ definition, settings: plainSettings, rules: [] })
  expect(changesOf(draft(before), draft(after))).toMatchObject([
    { field: 'price', part: { key: 'chicken' }, before: '680', after: '700' },
    { field: 'max', part: { key: 'chicken' }, before: '10', after: '5' },
    { kind: 'removed', field: 'item', before: 'お茶' },
  ])
  const twice = formOf([{ ...lunch, options: [lunch.options[0]!, { ...lunch.options[0]!, key: 'other' }] }])
  expect(problemsOf(draft(twice))).toMatchObject([{ path: 'questions.0.options.1.label.ja', code: 'same_label' }])
  // What was ordered before its thing was taken away is still read.
  expect(answerText(order, { tea: '2' }).ja).toBe('tea 2個（0円・税込）')
  expect(checkAnswer(order, { tea: '2' }, today)).toMatchObject({ problem: { code: 'unknown_option' } })
})

test('row 15: a list with its prices is pasted from a spreadsheet; what stays keeps its key and what people may have of it', () => {
  const pasted = 'から揚げ弁当\t700円\nカレー\t¥650\tCurry\nみそ汁'
  const fresh = (taken: string[]) => `item_${taken.length}`
  expect(optionsFrom(pasted, lunch.options, fresh, true)).toEqual([
    { ...lunch.options[0]!, price: 700 },
    { key: 'item_1', label: { ja: 'カレー', en: 'Curry' }, price: 650 },
    { key: 'item_2', label: { ja: 'みそ汁' } },
  ])
  expect(optionsFrom(linesOf(lunch.options), lunch.options, fresh, true)).toEqual(lunch.options)
  // The same into a box of the list: what nobody has written yet gives way.
  const begun = [lunch.options[0]!, { key: 'item_2', label: { ja: '商品2' }, price: 500 }]
  expect(withLines(begun, 1, 'カレー\t650\nみそ汁\t100', fresh, true)).toMatchObject([
    lunch.options[0]!,
    { label: { ja: 'カレー' }, price: 650 },
    { label: { ja: 'みそ汁' }, price: 100 },
  ])
  // A price that was taken out of the lines is gone.
  expect(optionsFrom('お茶 | Green tea', lunch.options, fresh, true)).toEqual([
    { key: 'tea', label: { ja: 'お茶', en: 'Green tea' } },
  ])
})

test.each<[string, { en?: string; price?: number }]>([
  ['弁当\t520円(税込)', { price: 520 }],
  ['弁当\t520円（税込）', { price: 520 }],
  ['弁当\t￥520-', { price: 520 }],
  ['弁当\t￥1,040－', { price: 1040 }],
  ['弁当\t520円〜', { price: 520 }],
  ['弁当\t520円～', { price: 520 }],
  ['弁当\t税込520円', { price: 520 }],
  ['弁当\t520円（税込572円）', { price: 520 }],
  ['弁当\t@520', { price: 520 }],
  ['弁当\t＠520円', { price: 520 }],
  ['弁当\t520\t税込', { price: 520 }],
  ['弁当\t2\t1,040', { price: 1040 }],
  ['弁当\t520円\t30', { price: 520 }],
  ['弁当\t520円/個', {}],
  ['弁当\t¥520 x 2\tLunch (large)', { en: 'Lunch (large)' }],
  ['弁当 | Lunch - hot | 520', { en: 'Lunch - hot', price: 520 }],
])('row 15: prices as shops write them: %s', (line, { en, price }) =>
  expect(optionsFrom(line, [], () => 'item', true)).toEqual([
    { key: 'item', label: { ja: '弁当', ...(en && { en }) }, ...(price && { price }) },
  ]),
)

test('an order becomes a choice and a choice an order: prices are points, keys go along in every condition', () => {
  const { question, lost } = carryOver(lunch, 'multiple_choice')
  expect(lost).toEqual(['unit', 'priceNote', 'max'])
  expect(question).toMatchObject({
    options: [{ key: 'chicken', score: 680 }, { score: 520 }, { score: 780 }, { score: 150 }],
  })
  expect(carryOver(question, 'order').question).toMatchObject({
    kind: 'order',
    options: [{ key: 'chicken', price: 680 }, {}, {}, {}],
  })
  const definition = formOf([lunch, { ...yes, showWhen: { fact: 'item.lunch.tea', is: 'at_least', value: 2 } }])
  const draft = { definition, settings: plainSettings, rules: [] }
  const renamed = renameOption(draft, { question: 'lunch', list: 'options', from: 'tea', to: 'cha' }).definition
  expect(renamed.questions).toMatchObject([
    { options: [{}, {}, {}, { key: 'cha' }] },
    { showWhen: { fact: 'item.lunch.cha' } },
  ])
})
