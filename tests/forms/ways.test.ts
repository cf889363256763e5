import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calculate } from '../../bot/forms/calculate.ts'
import type { Answers, Begun, FormDefinition, Formula, Question } from '../../bot/forms/contract.ts'
import { endWords } from '../../bot/forms/end-words.ts'
import { endingFor } from '../../bot/forms/ending-for.ts'
import { calculateAll } from '../../bot/forms/fact-at.ts'
import { filledDefinition } from '../../bot/forms/fill-texts.ts'
import {
  askedQuestions,
  countingAnswers,
  missingQuestions,
  nextQuestion,
  previousQuestion,
  questionNow,
  strayAnswers,
} from '../../bot/forms/flow.ts'
import { progress } from '../../bot/forms/progress.ts'
import { branchedKeys } from '../../bot/forms/standing.ts'

const text = (key: string, more: Partial<Question> = {}) =>
  ({ kind: 'short_text', key, title: { ja: key }, required: true, ...more }) as Question
const choice = (key: string, options: [string, number?][], more: Partial<Question> = {}) =>
  ({
    kind: 'single_choice',
    key,
    title: { ja: key },
    required: true,
    options: options.map(([one, score]) => ({
      key: one,
      label: { ja: one },
      ...(score === undefined ? {} : { score }),
    })),
    ...more,
  }) as Question
const form = (questions: Question[], more: Partial<FormDefinition> = {}): FormDefinition => ({
  title: { ja: '試し' },
  thanks: { ja: 'どうも' },
  questions,
  ...more,
})
const is = (fact: string, value: string) => ({ fact, is: 'equals' as const, value })
const answered = (key: string) => ({ fact: `answer.${key}`, is: 'answered' as const })
const keys = (questions: Question[]) => questions.map(({ key }) => key)

test('18: a text calls people by their name, without how it is read', () => {
  const name = { kind: 'name', key: 'name', title: { ja: '氏名' }, required: true, kana: true } as Question
  const value = { family: '青葉', given: 'みのり', familyKana: 'アオバ', givenKana: 'ミノリ' }
  const definition = form([name], { thanks: { ja: '{{answer.name}}さん' } })
  const filled = filledDefinition(definition, { answers: { name: value }, hidden: {}, name: null })
  expect(filled.thanks.ja).toBe('青葉 みのりさん')
})

test('an older form whose question is called as what every object has waits for its answer all the same', () => {
  const definition = form([text('x'), text('constructor', { title: { ja: '{{hidden.constructor|どなた}}' } })], {
    hidden: [{ key: 'constructor', title: { ja: '店' } }],
  })
  expect(missingQuestions(definition, { x: 'y' }).map(({ key }) => key)).toEqual(['constructor'])
  expect(nextQuestion(definition, { x: 'y' })?.key).toBe('constructor')
  expect(countingAnswers(definition, { x: 'y' })).toEqual({ x: 'y' })
  expect(progress(definition, {}, 'constructor')).toEqual({ position: 2, total: 2 })
  expect(filledDefinition(definition, { answers: {}, hidden: {}, name: null }).questions[1]!.title.ja).toBe('どなた')
})

describe('17: the way through a form', () => {
  const skin = form([
    choice('skin', [['dry'], ['oily'], ['unsure']], {
      jumps: [
        { when: { fact: 'answer.skin', is: 'equals', value: 'oily' }, to: 'pores' },
        { when: { fact: 'answer.skin', is: 'equals', value: 'unsure' }, to: 'end' },
      ],
    }),
    text('season', { jumps: [{ to: 'mail' }] }),
    text('pores'),
    text('mail', { required: false, requiredWhen: { fact: 'answer.skin', is: 'equals', value: 'oily' } }),
  ])

  test('a jump leads forward by the answer, past what it leaves out, or to the end', () => {
    expect(keys(askedQuestions(skin, { skin: 'dry' }))).toEqual(['skin', 'season', 'mail'])
    expect(keys(askedQuestions(skin, { skin: 'oily' }))).toEqual(['skin', 'pores', 'mail'])
    expect(keys(askedQuestions(skin, { skin: 'unsure' }))).toEqual(['skin'])
    expect(previousQuestion(skin, { skin: 'oily' }, 'pores')?.key).toBe('skin')
    expect(strayAnswers(skin, { skin: 'unsure', season: '夏', mail: 'x' })).toEqual(['season', 'mail'])
  })

  test('a question is required while its condition holds, also when it was passed over before', () => {
    expect(questionNow(skin, 'mail', { skin: 'dry' })?.required).toBe(false)
    expect(questionNow(skin, 'mail', { skin: 'oily' })?.required).toBe(true)
    const passed = { skin: 'oily', pores: 'はい', mail: null }
    expect(keys(missingQuestions(skin, passed))).toEqual(['mail'])
    expect(nextQuestion(skin, passed)?.key).toBe('mail')
  })

  test('a jump that leads nowhere, or back, is none', () => {
    const odd = form([
      text('a'),
      text('b', { jumps: [{ to: 'a' }] }),
      text('c', { jumps: [{ to: 'gone' }] }),
      text('d'),
    ])
    expect(keys(askedQuestions(odd, {}))).toEqual(['a', 'b', 'c', 'd'])
  })

  test('an answer that a jump has left out counts for nothing, neither for conditions nor for numbers', () => {
    const scored = form(
      [
        choice('way', [['short'], ['long']], {
          jumps: [{ when: { fact: 'answer.way', is: 'equals', value: 'short' }, to: 'last' }],
        }),
        choice('middle', [
          ['yes', 5],
          ['no', 0],
        ]),
        text('last', { showWhen: { fact: 'answer.middle', is: 'unanswered' } }),
      ],
      { calculations: [{ key: 'total', title: { ja: '計' }, formula: { fact: 'score.middle' } }] },
    )
    const answers = { way: 'short', middle: 'yes' }
    expect(keys(askedQuestions(scored, answers))).toEqual(['way', 'last'])
    expect(calculateAll(scored, countingAnswers(scored, answers))).toEqual({ total: 0 })
  })

  test('conditions look at what the link said and at calculated numbers', () => {
    const hidden = form(
      [
        choice('a', [
          ['one', 1],
          ['two', 2],
        ]),
        text('b', { showWhen: { fact: 'hidden.shop', is: 'equals', value: 'ginza' } }),
        text('c', { showWhen: { fact: 'value.double', is: 'at_least', value: 4 } }),
      ],
      {
        hidden: [{ key: 'shop', title: { ja: '店' } }],
        calculations: [{ key: 'double', title: { ja: '倍' }, formula: { do: 'times', of: [{ fact: 'score.a' }, 2] } }],
      },
    )
    expect(keys(askedQuestions(hidden, { a: 'two' }, { hidden: { shop: 'ginza' } }))).toEqual(['a', 'b', 'c'])
    expect(keys(askedQuestions(hidden, { a: 'one' }, { hidden: { shop: 'umeda' } }))).toEqual(['a'])
  })

  test('M43: at most so many unknown questions are asked, and what is known is not counted', () => {
    const profile = form([text('a'), text('b'), text('c'), text('d')], { askedMax: 1 })
    expect(keys(askedQuestions(profile, {}))).toEqual(['a'])
    const begun = { known: ['a', 'b'] }
    expect(keys(askedQuestions(profile, { a: '1', b: '2' }, begun))).toEqual(['a', 'b', 'c'])
    expect(nextQuestion(profile, { a: '1', b: '2' }, begun)?.key).toBe('c')
    expect(previousQuestion(profile, { a: '1', b: '2' }, 'c', begun)).toBeUndefined()
    expect(progress(profile, { a: '1', b: '2' }, 'c', begun)).toEqual({ position: 1, total: 1 })
    expect(nextQuestion(profile, { a: '1', b: '2', c: '3' }, begun)).toBeUndefined()
  })

  test('the share of the way that lies behind never shrinks, whatever jumps', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const condition = (before: string[]) =>
      fc.record({
        fact: fc.constantFrom(...before.map((key) => `answer.${key}`)),
        is: fc.constant('equals' as const),
        value: fc.constantFrom('x', 'y'),
      })
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const questions = names.map((key, at) => {
          const before = names.slice(0, at)
          const after = [...names.slice(at + 1), 'end']
          return choice(key, [['x'], ['y']], {
            ...(at > 1 && at < 5 && { page: 'p' }),
            ...(at > 0 && gen(fc.boolean) ? { showWhen: gen(() => condition(before)) } : {}),
            jumps: gen(() =>
              fc.array(
                fc.record({
                  when: fc.option(condition([...before, key]), { nil: undefined }),
                  to: fc.constantFrom(...after),
                }),
                { maxLength: 2 },
              ),
            ),
          } as Partial<Question>)
        })
        const pages = [{ key: 'p', ...(gen(fc.boolean) && { showWhen: gen(() => condition(['a', 'b'])) }) }]
        const definition = form(questions, { pages })
        const answers: Answers = {}
        let share = 0
        for (let steps = 0; steps <= names.length; steps++) {
          const question = nextQuestion(definition, answers)
          if (!question) break
          const { position, total } = progress(definition, answers, question.key)
          expect(position).toBeLessThanOrEqual(total)
          expect(position / total).toBeGreaterThanOrEqual(share)
          share = position / total
          answers[question.key] = gen(fc.constantFrom, 'x', 'y')
        }
        expect(nextQuestion(definition, answers)).toBeUndefined()
      }),
      { seed: 11, numRuns: 500 },
    )
  })
})

describe('17: a page that not everybody is asked', () => {
  const family = form(
    [
      choice('children', [['yes', 2], ['no']], { jumps: [{ when: answered('word'), to: 'school' }] }),
      choice('name', [['a', 5], ['b']], { page: 'child', jumps: [{ to: 'end' }] }),
      text('school', { page: 'child' }),
      text('last'),
    ],
    {
      pages: [{ key: 'child', title: { ja: 'お子さま' }, showWhen: is('answer.children', 'yes') }],
      calculations: [{ key: 'points', title: { ja: '点' }, formula: { fact: 'score.name' } }],
    },
  )

  test('it is asked whole or passed over whole: nobody owes its questions an answer, nor goes where they would lead', () => {
    expect(keys(askedQuestions(family, { children: 'no' }))).toEqual(['children', 'last'])
    expect(keys(missingQuestions(family, { children: 'no', last: 'x' }))).toEqual([])
    expect(strayAnswers(family, { children: 'no', school: '桜小' })).toEqual(['school'])
    expect(previousQuestion(family, { children: 'no' }, 'last')?.key).toBe('children')
    expect(keys(askedQuestions(family, { children: 'yes' }))).toEqual(['children', 'name'])
    expect(keys(askedQuestions(family, {}))).toEqual(['children', 'last'])
  })

  test('a jump to a page that is not asked goes on behind it', () => {
    const [first, ...others] = family.questions
    const leads = { ...family, questions: [{ ...first!, jumps: [{ to: 'school' }] }, ...others] }
    expect(keys(askedQuestions(leads, { children: 'yes' }))).toEqual(['children', 'school', 'last'])
    expect(keys(askedQuestions(leads, { children: 'no' }))).toEqual(['children', 'last'])
  })

  test('it is decided where the way comes to it: what is answered on it does not shut it', () => {
    const untilPoints = (least: number) => ({
      ...family,
      pages: [{ key: 'child', showWhen: { fact: 'value.points', is: 'at_most' as const, value: least } }],
    })
    expect(keys(askedQuestions(untilPoints(0), { name: 'a' }))).toEqual(['children', 'name'])
    expect(keys(askedQuestions(untilPoints(-1), { name: 'a' }))).toEqual(['children', 'last'])
  })

  test('progress counts it until it is ruled out, and where a draft stands says nothing of what is on it', () => {
    const straight = { ...family, questions: family.questions.map((one) => ({ ...one, jumps: [] }) as Question) }
    expect(progress(straight, {}, 'children')).toEqual({ position: 1, total: 4 })
    expect(progress(straight, { children: 'yes' }, 'name')).toEqual({ position: 2, total: 4 })
    expect(progress(straight, { children: 'no' }, 'last')).toEqual({ position: 2, total: 2 })
    expect(branchedKeys(straight)).toEqual(['name', 'school'])
  })
})

describe('17: an answer that stands to an earlier one as it has to', () => {
  const stay = form([
    { kind: 'date', key: 'from', title: { ja: '開始日' }, required: false } as Question,
    {
      ...({ kind: 'date', key: 'until', title: { ja: '終了日' }, required: false } as Question),
      compared: [{ is: 'at_least', than: 'from' }],
    } as Question,
    text('last', { showWhen: { fact: 'answer.until', is: 'equals', value: { fact: 'answer.from' } } }),
  ])

  test('it waits again when the earlier one is changed, and is compared with nothing that nobody was asked', () => {
    const given = { from: '2026-12-03', until: '2026-12-05' }
    expect(nextQuestion(stay, given)).toBeUndefined()
    expect(nextQuestion(stay, { ...given, from: '2026-12-06' })?.key).toBe('until')
    expect(keys(missingQuestions(stay, { ...given, from: '2026-12-06' }))).toEqual(['until'])
    expect(keys(missingQuestions(stay, { ...given, from: null }))).toEqual([])
    expect(keys(missingQuestions(stay, { from: '2026-12-06', until: null }))).toEqual([])
    const [from, ...others] = stay.questions
    const passed = form([text('a', { jumps: [{ to: 'until' }] }), from!, ...others])
    expect(nextQuestion(passed, { a: 'x', from: '2026-12-06', until: '2026-12-05' })).toBeUndefined()
  })

  test('conditions compare two answers, and progress waits for both', () => {
    expect(keys(askedQuestions(stay, { from: '2026-12-03', until: '2026-12-03' }))).toContain('last')
    expect(keys(askedQuestions(stay, { from: '2026-12-03', until: '2026-12-04' }))).not.toContain('last')
    expect(progress(stay, { from: '2026-12-03' }, 'until').total).toBe(3)
    expect(progress(stay, { from: '2026-12-03', until: '2026-12-04' }, 'until').total).toBe(2)
  })

  test('the first place of a ranking decides, whoever has the others', () => {
    const ranking = { ...choice('best', [['a'], ['b'], ['c']]), kind: 'ranking' } as Question
    const ranked = form([ranking, text('why', { showWhen: is('first.best', 'b') })])
    expect(keys(askedQuestions(ranked, { best: ['b', 'a', 'c'] }))).toEqual(['best', 'why'])
    expect(keys(askedQuestions(ranked, { best: ['a', 'b', 'c'] }))).toEqual(['best'])
    expect(keys(askedQuestions(ranked, { best: null }))).toEqual(['best'])
  })
})

describe('17: calculated numbers', () => {
  const known = (path: string) => ({ 'answer.price': 1.005, 'answer.none': null, 'answer.zero': 0 })[path]
  test.each<[Formula, number | null]>([
    [{ do: 'plus', of: [1, 2, { fact: 'answer.zero' }] }, 3],
    [{ do: 'minus', of: [10, 3, 2] }, 5],
    [{ do: 'minus', of: [4] }, -4],
    [{ do: 'divided', of: [1, { fact: 'answer.zero' }] }, null],
    [{ do: 'divided', of: [0, 0] }, null],
    [{ do: 'power', of: [-1, 0.5] }, null],
    [{ do: 'power', of: [10, 400] }, null],
    [{ do: 'plus', of: [1, { fact: 'answer.none' }] }, null],
    [{ do: 'most', of: [1, { fact: 'answer.never' }] }, null],
    [{ do: 'round', of: [{ fact: 'answer.price' }, 2] }, 1.01],
    [{ do: 'round', of: [-2.5] }, -3],
    [{ do: 'floor', of: [-2.5] }, -3],
    [{ do: 'least', of: [3, 1, 2] }, 1],
    [{ when: { fact: 'answer.none', is: 'answered' }, yes: { fact: 'answer.none' }, no: 7 }, 7],
  ])('%j is %s', (formula, number) => expect(calculate(formula, known)).toBe(number))

  test('each stands on those before it, with its own digits; one that is unknown makes only those unknown that need it', () => {
    const bmi = form(
      [
        { kind: 'number', key: 'cm', title: { ja: '身長' }, required: true, decimals: true },
        { kind: 'number', key: 'kg', title: { ja: '体重' }, required: false, decimals: true },
      ],
      {
        calculations: [
          { key: 'metres', title: { ja: 'm' }, formula: { do: 'divided', of: [{ fact: 'answer.cm' }, 100] } },
          {
            key: 'bmi',
            title: { ja: 'BMI' },
            formula: { do: 'divided', of: [{ fact: 'answer.kg' }, { do: 'power', of: [{ fact: 'value.metres' }, 2] }] },
            digits: 1,
          },
          { key: 'itself', title: { ja: '?' }, formula: { fact: 'value.itself' } },
        ],
      },
    )
    expect(calculateAll(bmi, { cm: 170, kg: 65 })).toEqual({ metres: 1.7, bmi: 22.5, itself: null })
    expect(calculateAll(bmi, { cm: 170 })).toEqual({ metres: 1.7, bmi: null, itself: null })
    expect(calculateAll(bmi, { cm: 0, kg: 65 })).toEqual({ metres: 0, bmi: null, itself: null })
  })

  test('the columns of a matrix count, one in each row or several', () => {
    const line = (key: string, score?: number) => ({ key, label: { ja: key }, ...(score !== undefined && { score }) })
    const table = (more: object) =>
      form(
        [
          {
            ...{ kind: 'matrix', key: 'm', title: { ja: '表' }, required: true, rows: [line('r'), line('s')] },
            ...{ columns: [line('a', 3), line('b', 1)], ...more },
          } as Question,
        ],
        { calculations: [{ key: 'sum', title: { ja: '点' }, formula: { fact: 'score.m' } }] },
      )
    expect(calculateAll(table({}), { m: { r: 'a', s: 'b' } })).toEqual({ sum: 4 })
    expect(calculateAll(table({ several: true }), { m: ['r.a', 'r.b', 's.a'] })).toEqual({ sum: 7 })
  })

  test('a yes counts points as an option does', () => {
    const health = form([{ kind: 'yes_no', key: 'egg', title: { ja: '卵' }, required: true, yesScore: 5 }], {
      calculations: [{ key: 'risk', title: { ja: '点' }, formula: { fact: 'score.egg' } }],
    })
    expect(([{ egg: 'yes' }, { egg: 'no' }, {}] as Answers[]).map((given) => calculateAll(health, given))).toEqual([
      { risk: 5 },
      { risk: 0 },
      { risk: 0 },
    ])
  })

  test('how old somebody is counts from the day on which they began', () => {
    const seniors = form(
      [
        { kind: 'birthday', key: 'born', title: { ja: '生年月日' }, required: true },
        {
          ...{ kind: 'yes_no', key: 'free', title: { ja: '助成' }, required: true },
          showWhen: { fact: 'age.born', is: 'at_least', value: 65 },
        },
      ],
      { calculations: [{ key: 'years', title: { ja: '年齢' }, formula: { fact: 'age.born' } }] },
    )
    const born = { born: { given: '昭和36年11月22日', date: '1961-11-22' } }
    const asked = (day?: string) => askedQuestions(seniors, born, day === undefined ? {} : { day }).length
    expect([asked('2026-11-21'), asked('2026-11-22'), asked()]).toEqual([1, 2, 1])
    expect(calculateAll(seniors, born, { day: '2026-11-21' })).toEqual({ years: 64 })
    expect(calculateAll(seniors, {}, { day: '2026-11-21' })).toEqual({ years: null })
  })

  test('the ending is the first whose condition holds, else the form’s own', () => {
    const quiz = form(
      [
        choice('a', [
          ['good', 3],
          ['bad', 1],
        ]),
      ],
      {
        calculations: [{ key: 'sum', title: { ja: '計' }, formula: { fact: 'score.a' } }],
        endings: [
          { key: 'high', when: { fact: 'value.sum', is: 'at_least', value: 3 }, thanks: { ja: '高得点' } },
          { key: 'some', when: { fact: 'value.sum', is: 'at_least', value: 2 }, thanks: { ja: 'まずまず' } },
        ],
      },
    )
    expect(endingFor(quiz, { a: 'good' })?.key).toBe('high')
    expect(endingFor(quiz, { a: 'bad' })).toBeNull()
  })

  test('the words at the end go by age on the day of beginning and by what was known, as the preview plays them', () => {
    const seniors = form(
      [
        { ...text('born'), kind: 'birthday' } as Question,
        text('member'),
        text('why', { showWhen: { fact: 'age.born', is: 'at_least', value: 65 } }),
      ],
      {
        thanks: { ja: '{{person.name}}さま' },
        endings: [
          { key: 'discount', when: { fact: 'age.born', is: 'at_least', value: 65 }, thanks: { ja: '割引の対象です' } },
          {
            key: 'known',
            when: { fact: 'answer.member', is: 'answered' },
            thanks: { ja: '{{answer.member}}の会員さま' },
          },
        ],
      },
    )
    const born = { born: { given: '昭和36年11月22日', date: '1961-11-22' }, member: null, why: null }
    const said = (answers: Answers, begun: Begun) => endWords(seniors, { answers, name: '結 花子', ...begun }).thanks.ja
    expect(said(born, { day: '2026-11-22' })).toBe('割引の対象です')
    expect(said(born, { day: '2026-11-21' })).toBe('結 花子さま')
    // Nobody was asked for it, and it counts all the same.
    expect(said({ ...born, member: '金' }, { day: '2026-11-21', known: ['member'] })).toBe('金の会員さま')
    // Without a day nobody's age is known.
    expect(said(born, {})).toBe('結 花子さま')
  })
})

describe('texts with variables', () => {
  const greeting = form([text('name'), text('word', { title: { ja: '{{answer.name}}さんへ' } })], {
    thanks: {
      ja: '{{person.name|お客さま}}、{{answer.word}}！ {{value.n}}点 {{hidden.shop|本店}}',
      en: '{{person.name|friend}} {{answer.word}}',
    },
    calculations: [{ key: 'n', title: { ja: 'n' }, formula: { do: 'divided', of: [50002, 4] } }],
  })

  test('are filled in each language, with other words where nothing is known', () => {
    const filling = { answers: { name: '花子', word: 'やあ' }, name: null }
    const filled = filledDefinition(greeting, filling)
    expect(filled.questions[1]!.title.ja).toBe('花子さんへ')
    expect(filled.thanks).toEqual({ ja: 'お客さま、やあ！ 12,500.5点 本店', en: 'friend やあ' })
    expect(filledDefinition(form([text('a')]), filling).questions[0]!.title).toEqual({ ja: 'a' })
  })

  test.each(['{{person.name}}', '$& $1 $$', '{{answer.word}}', '\\u{1F600}', '{}{}{{}}', '{0}', '%s', '<b>'])(
    'A26: a value of %s stays as it is',
    (word) => {
      const filled = filledDefinition(greeting, { answers: { name: word, word }, name: word })
      expect(filled.thanks.ja).toBe(`${word}、${word}！ 12,500.5点 本店`)
      expect(filled.questions[1]!.title.ja).toBe(`${word}さんへ`)
    },
  )

  test('A26: a flood is cut between whole characters, and no text is left empty', () => {
    const flood = form([text('a'), text('b', { title: { ja: '{{answer.a}}' } })])
    const title = (a: string) => filledDefinition(flood, { answers: { a }, name: null }).questions[1]!.title.ja
    expect([...title('😀'.repeat(500))]).toHaveLength(200)
    expect(title(`上${'\n'.repeat(400)}下`)).toBe('上\n\n下')
    expect(title('\n \n')).toBe('－')
  })

  test('an answer that is not on the way any more is not told', () => {
    const hidden = form(
      [choice('a', [['x'], ['y']]), text('b', { showWhen: { fact: 'answer.a', is: 'equals', value: 'x' } })],
      {
        thanks: { ja: '{{answer.b|なし}} {{answer.a}}' },
      },
    )
    expect(filledDefinition(hidden, { answers: { a: 'y', b: '古い' }, name: null }).thanks.ja).toBe('なし y')
  })
})
