import { describe, expect, test } from 'vitest'
import { satisfaction, visit } from '../../bot/demo/forms.ts'
import { seminar } from '../../bot/demo/seminar.ts'
import { taste, tasteWithPictures } from '../../bot/demo/taste.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { problemsOf, warningsOf } from '../../bot/forms/definition-problems.ts'
import { calculateAll } from '../../bot/forms/fact-at.ts'
import { shownNumbers } from '../../bot/forms/shown-numbers.ts'
import { plainSettings, type FormSettingsDraft } from '../../bot/forms/edit-contract.ts'

const settings = plainSettings
const title = { ja: '問い' }
const text = (key: string, more: object = {}) =>
  ({ kind: 'short_text', key, title, required: true, ...more }) as Question
const number = (key: string, more: object = {}) => ({ kind: 'number', key, title, required: true, ...more }) as Question
const yesNo = (key: string, more: object = {}) => ({ kind: 'yes_no', key, title, required: true, ...more }) as Question
const form = (questions: Question[], more: Partial<FormDefinition> = {}): FormDefinition => ({
  title: { ja: '試し' },
  thanks: { ja: 'どうも' },
  questions,
  ...more,
})
const errors = (definition: FormDefinition) =>
  problemsOf({ definition, settings, rules: [] }).map(({ path, code, severity }) => {
    expect(severity).toBe('error')
    return `${path} ${code}`
  })
const warnings = (definition: FormDefinition, more: Partial<FormSettingsDraft> = {}) =>
  warningsOf({ definition, settings: { ...settings, ...more }, rules: [] }).map(({ path, code, severity }) => {
    expect(severity).toBe('warning')
    return `${path} ${code}`
  })

test('the forms of the demo have no problems', () => {
  for (const definition of [visit, satisfaction, seminar, taste, tasteWithPictures])
    expect(errors(definition)).toEqual([])
})

const yes = (fact: string) => ({ fact, is: 'equals' as const, value: 'yes' })

test('17: no key is called as what every object has', () => {
  expect(errors(form([text('a'), text('constructor')], { hidden: [{ key: 'constructor', title }] }))).toEqual([
    'questions.1.key key_reserved',
    'hidden.0.key key_reserved',
  ])
})

const options = ['a', 'b'].map((key) => ({ key, label: { ja: key } }))

test('22: words of one’s own are not counted as an option that is there', () => {
  const choice = (keys: string[], more: object) =>
    ({
      ...{ kind: 'single_choice', key: 'pick', title, required: true, ...more },
      options: keys.map((key) => ({ key, label: { ja: key } })),
    }) as Question
  expect(errors(form([choice(['a', 'other'], { other: {} })]))).toEqual(['questions.0.options.1.label.ja other_taken'])
  expect(errors(form([choice(['a', 'other'], {})]))).toEqual([])
  const when = { fact: 'answer.pick', is: 'equals' as const, value: 'other' }
  expect(warnings(form([choice(['a', 'b'], { other: {} }), text('which', { showWhen: when })]))).not.toContain(
    'questions.1.showWhen never_shown',
  )
})

test('22: calculations, conditions and warnings know every kind', () => {
  const slider = { kind: 'slider', key: 'slide', title, required: true, min: 0, max: 10, step: 5 } as Question
  const money = { kind: 'money', key: 'yen', title, required: true, currency: 'JPY' } as Question
  const matrix = { kind: 'matrix', key: 'grid', title, required: true, rows: options, columns: options } as Question
  const ranking = { kind: 'ranking', key: 'rank', title, required: true, top: 1, options } as Question
  const signature = { kind: 'signature', key: 'sign', title, required: true } as Question
  const sum = (...keys: string[]) => [
    { key: 'sum', title, formula: { do: 'plus' as const, of: keys.map((key) => ({ fact: `answer.${key}` })) } },
  ]
  expect(errors(form([slider, money], { calculations: sum('slide', 'yen') }))).toEqual([])
  expect(errors(form([matrix, signature], { calculations: sum('grid', 'sign') }))).toEqual([
    'calculations.0.formula fact_unfit',
    'calculations.0.formula fact_unfit',
  ])
  const shown = (fact: string, is: 'equals' | 'contains' | 'one_of', value: string | number | string[]) =>
    text('more', { showWhen: { fact: `answer.${fact}`, is, value } })
  expect(errors(form([matrix, shown('grid', 'contains', 'a.gone')]))).toEqual(['questions.1.showWhen option_unknown'])
  // Several may be meant, and none is ticked yet.
  expect(errors(form([matrix, shown('grid', 'one_of', [])]))).toEqual(['questions.1.showWhen value_missing'])
  expect(errors(form([matrix, shown('grid', 'contains', 'a.b')]))).toEqual([])
  const never = 'questions.1.showWhen never_shown'
  expect(warnings(form([slider, shown('slide', 'equals', 7)]))).toContain(never)
  expect(warnings(form([slider, shown('slide', 'equals', 5)]))).not.toContain(never)
  expect(warnings(form([matrix, shown('grid', 'contains', 'a.b')]))).not.toContain(never)
  const both = { all: options.map(({ key }) => ({ fact: 'answer.rank', is: 'contains' as const, value: key })) }
  expect(warnings(form([ranking, text('more', { showWhen: both })]))).toContain(never)
  expect(warnings(form([matrix, signature, slider, money, ranking]), { keyword: 'x' })).toEqual(
    expect.arrayContaining(['questions.0.kind page_in_chat', 'questions.1.kind page_in_chat']),
  )
})

test('22: the columns of a matrix count points, as options do', () => {
  const columns = options.map((column, at) => ({ ...column, score: at * 3 }))
  const matrix = { kind: 'matrix', key: 'grid', title, required: true, rows: options, columns } as Question
  const sum = { key: 'sum', title, formula: { fact: 'score.grid' } }
  const scored = form([matrix], { calculations: [sum] })
  expect(errors(scored)).toEqual([])
  expect(calculateAll(scored, { grid: { a: 'b', b: 'b' } })).toEqual({ sum: 6 })
  expect(calculateAll(scored, {})).toEqual({ sum: 0 })
})

test('21: a total that is shown reads as a sum with its unit, and one that is unknown or kept to ourselves is not shown', () => {
  const priced = form([number('people')], {
    calculations: [
      ...[
        { key: 'total', shown: true, unit: { ja: '円', en: 'yen' } },
        { key: 'lead', unit: { ja: '点' } },
        { key: 'rate', shown: true },
      ].map((one) => ({ ...one, title, formula: { do: 'times' as const, of: [{ fact: 'answer.people' }, 6600.5] } })),
    ],
  })
  expect(errors(priced)).toEqual([])
  expect(shownNumbers(priced, { people: 20 }).map(({ text: said }) => said)).toEqual([
    { ja: '132,010円', en: '132,010 yen' },
    { ja: '132,010' },
  ])
  expect(shownNumbers(priced, { people: 3 })[0]?.text.ja).toBe('19,801.5円')
  expect(shownNumbers(priced, {})).toEqual([])
})

describe('17: what keeps a form from being published', () => {
  test.each<[string, FormDefinition, string[]]>([
    [
      'a jump to nowhere, and one back',
      form([
        text('a', { jumps: [{ to: 'gone' }] }),
        text('b', { jumps: [{ to: 'a' }] }),
        text('c', { jumps: [{ to: 'end' }] }),
      ]),
      ['questions.0.jumps.0.to jump_unknown', 'questions.1.jumps.0.to jump_back'],
    ],
    [
      'comparisons with what is gone, comes later, is of another sort, or is not there',
      form([
        { kind: 'date', key: 'a', title, required: true, compared: [{ is: 'more_than', than: 'b' }] } as Question,
        { kind: 'date', key: 'b', title, required: true, compared: [{ is: 'more_than', than: 'a' }] } as Question,
        number('c', { compared: [{ is: 'at_least', than: 'a' }] }),
        number('d', { compared: [{ is: 'at_least', than: 'gone' }] }),
        text('e', { showWhen: { fact: 'answer.b', is: 'at_least', value: { fact: 'answer.c' } } }),
        text('f', { showWhen: { fact: 'answer.b', is: 'at_least', value: { fact: 'answer.a' } } }),
        text('g', { showWhen: { fact: 'answer.b', is: 'one_of', value: { fact: 'answer.a' } } }),
        text('h', { showWhen: { fact: 'answer.b', is: 'at_least', value: '' } }),
        text('i', { showWhen: { fact: 'answer.b', is: 'at_least', value: { fact: 'answer.gone' } } }),
      ]),
      [
        'questions.4.showWhen other_unfit',
        'questions.6.showWhen other_unfit',
        'questions.7.showWhen value_missing',
        'questions.8.showWhen decider_unknown',
        'questions.0.compared.0.than other_later',
        'questions.2.compared.0.than other_unfit',
        'questions.3.compared.0.than other_gone',
      ],
    ],
    [
      'a page that looks at its own questions, or at what is gone',
      form([yesNo('a'), yesNo('b', { page: 'p' }), text('c', { page: 'p' }), text('d', { page: 'q' })], {
        pages: [
          { key: 'p', showWhen: { all: [yes('answer.a'), yes('answer.b')] } },
          { key: 'q', showWhen: yes('answer.gone') },
        ],
      }),
      ['pages.0.showWhen decider_later', 'pages.1.showWhen decider_unknown'],
    ],
    [
      'conditions on what comes later, on nothing, and on an option that is gone',
      form([
        text('a', { showWhen: yes('answer.b'), requiredWhen: yes('answer.gone') }),
        yesNo('b', {
          jumps: [
            { when: yes('answer.b'), to: 'd' },
            { when: yes('answer.c'), to: 'd' },
          ],
        }),
        {
          kind: 'single_choice',
          key: 'c',
          title,
          required: true,
          options: [
            { key: 'one', label: { ja: '一' } },
            { key: 'two', label: { ja: '二' } },
          ],
        },
        text('d', { showWhen: { fact: 'answer.c', is: 'equals', value: 'three' } }),
      ]),
      [
        'questions.0.showWhen decider_later',
        'questions.0.requiredWhen decider_unknown',
        'questions.1.jumps.1.when decider_later',
        'questions.3.showWhen option_unknown',
      ],
    ],
    [
      'facts that nobody knows',
      form([text('a', { showWhen: { all: [yes('hidden.shop'), yes('value.sum'), yes('friend.name')] } })]),
      ['questions.0.showWhen fact_unknown', 'questions.0.showWhen fact_unknown', 'questions.0.showWhen fact_unknown'],
    ],
    [
      'formulas in a circle, and of what is no number',
      form([text('a'), number('n')], {
        calculations: [
          { key: 'one', title, formula: { do: 'plus', of: [{ fact: 'value.two' }, { fact: 'answer.n' }] } },
          { key: 'two', title, formula: { fact: 'value.one' } },
          { key: 'three', title, formula: { fact: 'answer.a' } },
          {
            key: 'four',
            title,
            formula: { when: { fact: 'answer.a', is: 'answered' }, yes: 1, no: { fact: 'answer.gone' } },
          },
        ],
      }),
      [
        'calculations.0.formula value_later',
        'calculations.2.formula fact_unfit',
        'calculations.3.formula decider_unknown',
      ],
    ],
    [
      'a condition on a calculation that needs a later answer',
      form([text('a', { showWhen: { fact: 'value.n', is: 'at_least', value: 1 } }), number('n')], {
        calculations: [{ key: 'n', title, formula: { fact: 'answer.n' } }],
      }),
      ['questions.0.showWhen decider_later'],
    ],
    [
      'a page that is gone, one in two pieces, and two of one key',
      form([text('a', { page: 'p' }), text('b', { page: 'gone' }), text('c', { page: 'p' })], {
        pages: [{ key: 'p' }, { key: 'p' }],
      }),
      ['questions.1.page page_unknown', 'questions.2.page page_apart', 'pages.1.key same_key'],
    ],
    ['a question that is called like the end', form([text('end')]), ['questions.0.key key_reserved']],
    [
      'variables of what is not answered yet, or does not exist',
      form(
        [
          text('a', { title: { ja: '{{answer.a}} {{hidden.x}} {{person.age}}' } }),
          text('b', { title: { ja: '{{answer.a}}' } }),
        ],
        {
          introduction: { ja: '{{answer.a}}' },
          thanks: { ja: '{{answer.b}} {{value.x}}' },
        },
      ),
      [
        'introduction.ja variable_later',
        'thanks.ja variable_unknown',
        'questions.0.title.ja variable_later',
        'questions.0.title.ja variable_unknown',
        'questions.0.title.ja variable_unknown',
      ],
    ],
    [
      'a consent, or a contact of no such kind, that is known already',
      form([
        {
          kind: 'consent',
          key: 'c',
          title,
          required: true,
          text: title,
          version: '1',
          prefill: { from: { kind: 'profile' } },
        },
        text('a', { prefill: { from: { kind: 'contact' } } }),
        text('b', { prefill: { from: { kind: 'hidden', key: 'x' } } }),
      ]),
      ['questions.0.prefill prefill_unfit', 'questions.1.prefill prefill_unfit', 'questions.2.prefill fact_unknown'],
    ],
  ])('%s', (_, definition, found) => expect(errors(definition).toSorted()).toEqual(found.toSorted()))

  test('a definition without its shape is told so, and nothing else breaks', () => {
    const broken = {
      ...form([text('a')]),
      questions: [{ kind: 'short_text', key: 'a', title, required: true, jumps: 3 }],
    }
    expect(errors(broken as never)).toEqual(['questions.0.jumps invalid'])
    expect(warnings(broken as never)).toEqual([])
  })
})

describe('17: what asks to be looked at', () => {
  test.each<[string, FormDefinition, string[]]>([
    [
      'questions that nobody gets to',
      form([text('a', { jumps: [{ to: 'c' }] }), text('b'), text('c')]),
      ['questions.1 unreachable'],
    ],
    [
      'conditions that no answers fulfil',
      form(
        [
          yesNo('a', { jumps: [{ when: { fact: 'answer.a', is: 'equals', value: 'perhaps' }, to: 'end' }] }),
          text('b', { showWhen: { all: [yes('answer.a'), { fact: 'answer.a', is: 'equals', value: 'no' }] } }),
        ],
        { endings: [{ key: 'e', when: { any: [] }, thanks: { ja: 'x' } }] },
      ),
      ['questions.0.jumps.0.when never_holds', 'questions.1.showWhen never_shown', 'endings.0.when never_holds'],
    ],
    [
      'a way on which nothing is asked',
      form([text('a', { showWhen: { fact: 'hidden.x', is: 'answered' } })], { hidden: [{ key: 'x', title }] }),
      ['questions way_empty'],
    ],
    [
      'a page that nobody is ever asked, and one on which all questions stand',
      form([yesNo('a', { page: 'p' }), text('b', { page: 'q' })], {
        pages: [
          { key: 'p', showWhen: { fact: 'hidden.x', is: 'answered' } },
          { key: 'q', showWhen: { all: [yes('answer.a'), { not: yes('answer.a') }] } },
        ],
        hidden: [{ key: 'x', title }],
      }),
      ['pages.1.showWhen never_holds', 'questions way_empty'],
    ],
    ['a page without questions', form([text('a')], { pages: [{ key: 'p' }] }), ['pages.0 page_empty']],
    [
      'English in some places only, and braces that mean nothing',
      form([text('a', { title: { ja: '{{ええと}}', en: 'well' } })]),
      ['questions.0.title.ja braces', 'title.en no_english', 'thanks.en no_english'],
    ],
    ['personal data without a word about it', form([text('a', { personal: true })]), ['questions.0 no_consent']],
  ])('%s', (_, definition, found) => expect(warnings(definition).toSorted()).toEqual(found.toSorted()))

  test('a page that the chat opens, and a form that asks a little but is answered once', () => {
    const sign: Question = { kind: 'signature', key: 'a', title, required: true }
    expect(warnings(form([sign], { purpose: title, askedMax: 1 }), { keyword: '申込', repeat: 'once' })).toEqual([
      'questions.0.kind page_in_chat',
      'askedMax asked_once',
    ])
    expect(errors(form([sign]))).toEqual([])
    // These are answered in the chat as well.
    const home: Question = { kind: 'address', key: 'a', title, required: true }
    expect(warnings(form([home], { purpose: title }), { keyword: '申込' })).toEqual([])
  })
})

const counted = (more: object = {}): Partial<FormDefinition> => ({
  calculations: [
    { key: 'sum', title, formula: { do: 'plus', of: [{ fact: 'answer.a' }, { fact: 'answer.b' }] }, ...more },
  ],
})

test('a formula that cannot be read keeps its form from being published', () => {
  const definition = form([number('a'), number('b')], counted({ unread: '{a} +' }))
  expect(errors(definition)).toEqual(['calculations.0.formula formula_unread'])
  expect(errors(form([number('a'), number('b')], counted()))).toEqual([])
})

test('a date that can be no other than one day is looked at', () => {
  const day = (more: object) => form([{ kind: 'date', key: 'd', title, required: true, ...more } as Question])
  expect(warnings(day({ min: 'today', max: 'today' }))).toEqual(['questions.0.min one_day'])
  for (const more of [{ min: 'today' }, { max: 'today' }, { min: 'today', max: 'today+1' }])
    expect(warnings(day(more))).toEqual([])
})

test('a calculation that a skipped question leaves empty is looked at, unless skipped counts 0', () => {
  const found = ['calculations.0.formula blank_number']
  const open = [number('a'), number('b', { required: false })]
  expect(warnings(form(open, counted()))).toEqual(found)
  expect(warnings(form([yesNo('y', { jumps: [{ to: 'b' }] }), number('a'), number('b')], counted()))).toContain(
    found[0],
  )
  expect(warnings(form([number('a'), number('b')], counted()))).toEqual([])
  expect(warnings(form(open, counted({ blank: 'zero' })))).toEqual([])
  expect(calculateAll(form(open, counted()), { a: 3, b: null })).toEqual({ sum: null })
  expect(calculateAll(form(open, counted({ blank: 'zero' })), { a: 3, b: null })).toEqual({ sum: 3 })
})
