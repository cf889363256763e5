import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { satisfaction, visit } from '../../bot/demo/forms.ts'
import { checkAnswer, isDate, problemText, todayInJapan, type Problem } from '../../bot/forms/check.ts'
import type { Answers, AnswerValue, FormDefinition, Question, QuestionOf } from '../../bot/forms/contract.ts'
import { askedQuestions, missingQuestions, nextQuestion, previousQuestion, strayAnswers } from '../../bot/forms/flow.ts'
import { progress } from '../../bot/forms/progress.ts'
import { fold } from '../../bot/forms/meant/fold.ts'
import { readAnswer } from '../../bot/forms/read.ts'

const today = '2026-11-21'
const title = { ja: '問い' }
const number: QuestionOf<'number'> = {
  kind: 'number',
  key: 'n',
  title,
  required: true,
  min: 0,
  max: 100,
  unit: { ja: '人' },
}
const date: QuestionOf<'date'> = { kind: 'date', key: 'd', title, required: true }
const visitAt: QuestionOf<'date_time'> = {
  ...{ kind: 'date_time', key: 'v', title, required: true },
  ...{ min: 'today', closed: [0], timeMin: '09:00', timeMax: '18:00' },
}
const rating: QuestionOf<'rating'> = { kind: 'rating', key: 'r', title, required: true, max: 5 }
const short: QuestionOf<'short_text'> = {
  kind: 'short_text',
  key: 's',
  title,
  required: true,
  lengthMin: 2,
  lengthMax: 10,
}
const options = [
  { key: 'coffee', label: { ja: 'コーヒー', en: 'Coffee' } },
  { key: 'tea', label: { ja: 'お茶', en: 'Tea' } },
  { key: 'both', label: { ja: '両方', en: 'Both' } },
]
const one: Question = { kind: 'single_choice', key: 'o', title, required: true, options }
const some: Question = { kind: 'multiple_choice', key: 'm', title, required: true, options, chosenMin: 1, chosenMax: 2 }

describe('what people type', () => {
  test.each([
    ['3', 3],
    ['３', 3],
    ['３人', 3],
    [' 1,000 ', 1000],
    ['三', 3],
    ['二十五人', 25],
    ['十', 10],
    ['３．５', 3.5],
    ['-2', -2],
    ['−５', -5],
    ['たくさん', undefined],
    ['1e9', undefined],
    ['', undefined],
  ])('the number in %s', (said, meant) => expect(readAnswer(number, said, today)).toBe(meant))

  test.each([
    ['2026-12-03', '2026-12-03'],
    ['２０２６／１２／３', '2026-12-03'],
    ['2026年12月3日', '2026-12-03'],
    ['20261203', '2026-12-03'],
    ['令和8年12月3日', '2026-12-03'],
    ['R8.12.3', '2026-12-03'],
    ['平成元年1月8日', '1989-01-08'],
    ['昭和50年5月5日', '1975-05-05'],
    ['12/3', '2026-12-03'],
    ['1/5', '2027-01-05'],
    ['今日', '2026-11-21'],
    ['あさって', '2026-11-23'],
    ['昨日', '2026-11-20'],
    ['25日', '2026-11-25'],
    ['２日です', '2026-12-02'],
    ['2/30', '2026-02-30'],
    ['来週', undefined],
    ['3', undefined],
  ])('the day in %s', (said, meant) => expect(readAnswer(date, said, today)).toBe(meant))

  test('a day that may be past or to come is the one that the question takes', () => {
    const [ahead, past] = [{ min: 'today' }, { max: 'today' }].map((bounds) => ({ ...date, ...bounds }) as Question)
    expect(['10日', '6/1'].map((said) => readAnswer(ahead!, said, today))).toEqual(['2026-12-10', '2027-06-01'])
    expect(['25日', '1/5'].map((said) => readAnswer(past!, said, today))).toEqual(['2026-10-25', '2026-01-05'])
  })

  test.each([
    ['コーヒー', 'coffee'],
    ['ｺｰﾋｰ', 'coffee'],
    ['こーひー', 'coffee'],
    ['COFFEE', 'coffee'],
    ['2', 'tea'],
    ['③', 'both'],
    ['２番', 'tea'],
    ['4', undefined],
    ['紅茶', undefined],
    ['コーヒ', 'coffee'],
    ['コ', undefined],
  ])('the option in %s', (said, meant) => expect(readAnswer(one, said, today)).toBe(meant))

  test.each([
    ['コーヒー、お茶', ['coffee', 'tea']],
    ['1 2', ['coffee', 'tea']],
    ['1,3', ['coffee', 'both']],
    ['1,9', undefined],
    ['コーヒーとお茶', ['coffee', 'tea']],
    ['Tea, Coffee', ['coffee', 'tea']],
    ['コーヒー牛乳', undefined],
  ])('the options in %s', (said, meant) =>
    expect((readAnswer(some, said, today) as string[] | undefined)?.toSorted()).toEqual(meant?.toSorted()),
  )

  test('labels that hold what parts others are taken whole', () => {
    const places = {
      ...some,
      options: [
        { key: 'map', label: { ja: '検索・地図' } },
        { key: 'the_place', label: { ja: 'お店の雰囲気', en: 'The place' } },
      ],
    }
    expect(readAnswer(places, '検索・地図、お店の雰囲気', today)).toEqual(['the_place', 'map'])
    expect(readAnswer(places, 'the place, 検索・地図', today)).toEqual(['the_place', 'map'])
  })

  test.each([
    ['★★★', 3],
    ['⭐⭐⭐⭐', 4],
    ['５', 5],
    ['五', 5],
  ])('the rating in %s', (said, meant) => expect(readAnswer(rating, said, today)).toBe(meant))

  test('folding twice is folding once, and widths, kana and spaces do not matter', () => {
    expect(fold(' アンケート ')).toBe(fold('ｱﾝｹｰﾄ'))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('what is an answer', () => {
  test.each<[Question, unknown, Problem['code']]>([
    [number, '3', 'not_a_number'],
    [number, Number.NaN, 'not_a_number'],
    [number, 3.5, 'not_whole'],
    [number, -1, 'too_small'],
    [number, 101, 'too_large'],
    [number, null, 'required'],
    [rating, 6, 'not_a_rating'],
    [rating, 2.5, 'not_a_rating'],
    [short, 'a', 'too_short'],
    [short, 'a'.repeat(11), 'too_long'],
    [short, '👨‍👩‍👧'.repeat(11), 'too_long'],
    [short, '   ', 'required'],
    [short, '\u200b\u0000\u2060', 'required'],
    [one, 'water', 'unknown_option'],
    [one, ['coffee'], 'choose_one'],
    [some, [], 'choose_some'],
    [some, ['coffee', 'tea', 'both'], 'too_many'],
    [some, ['water'], 'unknown_option'],
    [date, '2026-02-30', 'not_a_date'],
    [{ ...date, min: 'today' }, '2026-11-20', 'too_early'],
    [{ ...date, max: '2026-12-31' }, '2027-01-01', 'too_late'],
    // Today is the 21st, a Saturday.
    [{ ...date, min: 'today+3' }, '2026-11-23', 'too_early'],
    [{ ...date, max: 'today-14' }, '2026-11-08', 'too_late'],
    [{ ...date, closed: [0, 4] }, '2026-11-26', 'closed_day'],
    [visitAt, '2026-11-29T10:00', 'closed_day'],
    [visitAt, '2026-11-30T08:30', 'time_too_early'],
    [visitAt, '2026-11-30T18:30', 'time_too_late'],
  ])('%o does not take %o: %s', (question, value, code) => {
    const checked = checkAnswer(question, value, today)
    expect(checked).toMatchObject({ ok: false, problem: { code } })
    if (!checked.ok) {
      for (const language of ['ja', 'en'] as const)
        expect(problemText(checked.problem, language)).not.toMatch(/undefined|NaN/)
    }
  })

  test('texts are kept as given, but for the spaces around them and one form of each character', () => {
    expect(checkAnswer({ ...short, lengthMin: 1 }, ' が𠮷髙 ', today)).toEqual({ ok: true, value: 'が𠮷髙' })
  })

  test('an optional question may be passed over, a required one may not', () => {
    expect(checkAnswer({ ...number, required: false }, null, today)).toEqual({ ok: true, value: null })
    expect(checkAnswer({ ...some, required: false }, [], today)).toEqual({ ok: true, value: null })
  })

  test('what was accepted is accepted again unchanged', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.array(fc.constantFrom('coffee', 'tea', 'both', 'x')),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.constantFrom<Question>(number, date, rating, short, one, some), anything, (question, value) => {
        const checked = checkAnswer(question, value, today)
        if (checked.ok) expect(checkAnswer(question, checked.value, today)).toEqual(checked)
      }),
      { seed: 2, numRuns: 2000 },
    )
  })

  test('days are real days, and today is Japan’s', () => {
    expect(isDate('2028-02-29')).toBe(true)
    expect(isDate('2026-02-29')).toBe(false)
    expect(todayInJapan(Date.parse('2026-11-21T15:00:00Z'))).toBe('2026-11-22')
    expect(todayInJapan(Date.parse('2026-11-21T14:59:59Z'))).toBe('2026-11-21')
  })
})

describe('the way through a form', () => {
  const keys = (definition: FormDefinition, answers: Answers) =>
    askedQuestions(definition, answers).map(({ key }) => key)

  test('a branch adds its question and takes it away again', () => {
    expect(keys(visit, { company: 'family' })).toContain('children')
    expect(keys(visit, { company: 'alone' })).not.toContain('children')
  })

  test('an answer to a question that is hidden counts for nothing and is stray', () => {
    const answers = { company: 'alone', children: 2, satisfaction: 5 }
    expect(strayAnswers(visit, answers)).toEqual(['children'])
    expect(missingQuestions(visit, answers)).toEqual([])
  })

  test('back and forth go along the person’s own way', () => {
    const answers = { company: 'family', children: 1 }
    expect(nextQuestion(visit, answers)?.key).toBe('satisfaction')
    expect(previousQuestion(visit, answers, 'satisfaction')?.key).toBe('children')
    expect(previousQuestion(visit, answers, 'company')).toBeUndefined()
    expect(progress(visit, answers, 'satisfaction')).toEqual({ position: 3, total: 6 })
  })

  test('whatever is answered, the way ends, and at its end nothing required is missing', () => {
    const value = (question: Question): fc.Arbitrary<AnswerValue> => {
      switch (question.kind) {
        case 'single_choice':
          return fc.constantFrom(...question.options.map(({ key }) => key))
        case 'multiple_choice':
          return fc.constant([question.options[0]!.key])
        case 'rating':
          return fc.integer({ min: 1, max: question.max })
        case 'number':
          return fc.integer({ min: question.min ?? 0, max: question.max ?? 9 })
        case 'date':
          return fc.constant('2026-12-24')
        default:
          return fc.constant('はい')
      }
    }
    fc.assert(
      fc.property(fc.constantFrom(visit, satisfaction), fc.gen(), (definition, gen) => {
        const answers: Answers = {}
        for (let steps = 0; steps <= definition.questions.length; steps++) {
          const question = nextQuestion(definition, answers)
          if (!question) break
          answers[question.key] = gen(() => value(question))
        }
        expect(nextQuestion(definition, answers)).toBeUndefined()
        expect(missingQuestions(definition, answers)).toEqual([])
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})
