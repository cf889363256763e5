import { expect, test } from 'vitest'
import type { FormDefinition, Formula, Option } from '../../bot/forms/contract.ts'
import { calculateAll } from '../../bot/forms/fact-at.ts'
import { printFormula } from '../../bot/forms/formula-print.ts'
import { parseFormula } from '../../bot/forms/formula-text.ts'

const names = [
  { name: '体重', fact: 'answer.weight' },
  { name: '身長', fact: 'answer.height' },
  {
    ...{ name: 'コース', fact: 'answer.course' },
    values: [
      { value: 'short', label: 'お試し' },
      { value: 'long', label: '本コース' },
    ],
  },
]
const weight = { fact: 'answer.weight' }
const height = { fact: 'answer.height' }
const parsed = (text: string): Formula => {
  const read = parseFormula(text, names)
  if ('problem' in read) throw new Error(`${read.problem.code} at ${read.problem.at}`)
  return read.formula
}
const problem = (text: string) => {
  const read = parseFormula(text, names)
  return 'problem' in read ? read.problem : null
}

test('a formula is read as it is written on paper, also in full-width characters', () => {
  const bmi = { do: 'divided', of: [weight, { do: 'power', of: [{ do: 'divided', of: [height, 100] }, 2] }] }
  expect(parsed('{体重} / ({身長} / 100) ^ 2')).toEqual(bmi)
  expect(parsed('{体重}÷（{身長}÷１００）＾２')).toEqual(bmi)
  expect(parsed('1 + 2 * 3 - 4')).toEqual({
    ...{ do: 'minus', of: [{ do: 'plus', of: [1, { do: 'times', of: [2, 3] }] }, 4] },
  })
  expect(parsed('2 ^ 3 ^ 2')).toEqual({ do: 'power', of: [2, { do: 'power', of: [3, 2] }] })
  expect(parsed('-{体重} × 2')).toEqual({ do: 'times', of: [{ do: 'minus', of: [weight] }, 2] })
  expect(parsed('切り捨て(最大({体重}, 3, 5))')).toEqual({ do: 'floor', of: [{ do: 'most', of: [weight, 3, 5] }] })
})

test('a price that depends on an answer is written with もし', () => {
  expect(parsed('もし({コース} = 「お試し」, 1000, 3000) * {体重}')).toEqual({
    do: 'times',
    of: [{ when: { fact: 'answer.course', is: 'equals', value: 'short' }, yes: 1000, no: 3000 }, weight],
  })
  expect(parsed('もし({体重} >= 20 かつ {身長} < 150 または {体重} = 1, 1, 0)')).toEqual({
    when: {
      any: [
        {
          all: [
            { fact: 'answer.weight', is: 'at_least', value: 20 },
            { fact: 'answer.height', is: 'less_than', value: 150 },
          ],
        },
        { fact: 'answer.weight', is: 'equals', value: 1 },
      ],
    },
    yes: 1,
    no: 0,
  })
})

test('what is wrong is told with its place', () => {
  expect(problem('{体重} +')).toEqual({ code: 'ended', at: 6, text: '' })
  expect(problem('{年収} + 1')).toMatchObject({ code: 'unknown_name', text: '年収' })
  expect(problem('合計({体重})')).toMatchObject({ code: 'unknown_verb', text: '合計' })
  expect(problem('{体重} ? 2')).toMatchObject({ code: 'unexpected', text: '?' })
  expect(problem('({体重} + 1')).toMatchObject({ code: 'ended' })
  expect(problem('1 2')).toMatchObject({ code: 'unexpected', text: '2' })
  expect(problem(' ')).toMatchObject({ code: 'empty' })
})

test('what was printed is read as the same formula, for every shape a formula has', () => {
  const some = [
    '{体重} / ({身長} / 100) ^ 2',
    '1 - (2 - 3)',
    '1 - 2 - 3',
    '12 / (3 × 2)',
    '({体重} + 1) ^ 2',
    '2 ^ 3 ^ 2',
    '(2 ^ 3) ^ 2',
    '-({体重} + 1) × (-2)',
    '四捨五入({体重} / 3, 1) + 最小({体重}, {身長}, 3)',
    'もし({コース} = "お試し", もし({体重} > -1, 1, 2), 3)',
    'もし(({体重} >= 20 または {体重} = 3) かつ {身長} != 150, 1, 0)',
  ]
  for (const text of some)
    for (const language of ['ja', 'en'] as const) {
      const formula = parsed(text)
      const printed = printFormula(formula, names, language)
      expect(parsed(printed!), printed!).toEqual(formula)
    }
  expect(printFormula(parsed(some[0]!), names, 'ja')).toBe(some[0])
  expect(printFormula({ fact: 'answer.gone' }, names, 'ja')).toBeNull()
})

test('a title or a key stands without braces where it means one thing', () => {
  expect(parsed('体重 / (身長 / 100) ^ 2')).toEqual(parsed('{体重} / ({身長} / 100) ^ 2'))
  expect(parsed('weight + height')).toEqual(parsed('{体重} + {身長}'))
  expect(parsed('もし(コース = 「お試し」, 0, 体重)')).toEqual(parsed('もし({コース} = "お試し", 0, {体重})'))
  expect(problem('体重計 + 1')?.code).toBe('unknown_verb')
  const twice = [
    { name: '人数', fact: 'answer.one' },
    { name: '人数(2)', fact: 'answer.other' },
  ]
  expect(parseFormula('人数 + 1', twice)).toMatchObject({ problem: { code: 'unknown_verb' } })
  expect(parseFormula('人数(2) + one', twice)).toEqual({
    formula: { do: 'plus', of: [{ fact: 'answer.other' }, { fact: 'answer.one' }] },
  })
})

test('of what several can be chosen, a comparison asks whether one is among them', () => {
  const several = [{ ...names[2]!, isSeveral: true }]
  const read = (text: string) => parseFormula(text, several)
  const among = { fact: 'answer.course', is: 'contains', value: 'long' }
  expect(read('もし(コース = "本コース", 500, 0)')).toEqual({ formula: { when: among, yes: 500, no: 0 } })
  expect(read('もし(コース != "本コース", 500, 0)')).toEqual({
    formula: { when: { ...among, is: 'lacks' }, yes: 500, no: 0 },
  })
  for (const text of ['もし({コース} = "本コース", 500, 0)', 'もし({コース} != "本コース", 500, 0)']) {
    const { formula } = read(text) as { formula: Formula }
    expect(printFormula(formula, several, 'ja')).toBe(text)
    expect(printFormula(formula, names, 'ja')).toBeNull()
  }
})

test('18: a formula from when only one could be chosen counts where several can be now as what it is printed as', () => {
  const several = [{ ...names[2]!, isSeveral: true }]
  const definition = {
    title: { ja: '試し' },
    thanks: { ja: 'どうも' },
    questions: [
      { kind: 'multiple_choice', key: 'course', title: { ja: 'コース' }, required: false, options: [] as Option[] },
    ],
  } as FormDefinition
  const counts = (formula: Formula, chosen: string[] | null) =>
    calculateAll({ ...definition, calculations: [{ key: 'sum', title: { ja: '計' }, formula }] }, { course: chosen })
  for (const text of ['もし({コース} = "本コース", 500, 0)', 'もし({コース} != "本コース", 500, 0)']) {
    const old = parsed(text)
    expect(printFormula(old, several, 'ja')).toBe(text)
    const { formula: now } = parseFormula(text, several) as { formula: Formula }
    for (const chosen of [null, ['long'], ['short'], ['short', 'long']])
      expect(counts(old, chosen), `${text} ${chosen}`).toEqual(counts(now, chosen))
  }
})

test('17: an answer is compared with another one by its name', () => {
  const text = 'もし({体重} > {身長}, 1, 0)'
  const when = { fact: 'answer.weight', is: 'more_than', value: { fact: 'answer.height' } }
  expect(parsed(text)).toEqual({ when, yes: 1, no: 0 })
  expect(printFormula(parsed(text), names, 'ja')).toBe(text)
  expect(printFormula(parsed(text), names.slice(0, 1), 'ja')).toBeNull()
})
