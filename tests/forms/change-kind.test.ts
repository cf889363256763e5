import { describe, expect, test } from 'vitest'
import { satisfaction } from '../../bot/demo/forms.ts'
import { breaksOf } from '../../bot/forms/breaks.ts'
import { carryOver } from '../../bot/forms/carry-over.ts'
import { changeKind } from '../../bot/forms/change-kind.ts'
import { questionSchema, type FormDefinition, type Question, type QuestionKind } from '../../bot/forms/contract.ts'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { plainSettings, type FormDraft } from '../../bot/forms/edit-contract.ts'
import { changesOf } from '../../bot/forms/definition-changes.ts'
import { newQuestion } from '../../bot/forms/new-question.ts'
import { successors } from '../../bot/forms/same-store.ts'
import { formTemplates } from '../../bot/forms/templates.ts'

const ja = (words: string) => ({ ja: words })
const drinks = ['tea', 'coffee'].map((key, at) => ({ key, label: ja(key), score: at + 1 }))
const choice = (more: object = {}) =>
  ({ kind: 'single_choice', key: 'drink', title: ja('飲み物'), required: true, options: drinks, ...more }) as Question
const asked = (kind: QuestionKind, more: object = {}) =>
  ({ ...newQuestion(kind, kind, false), title: ja('きく'), ...more }) as Question
const draftOf = (
  questions: Question[],
  more: Partial<FormDefinition> = {},
  rules: FormDraft['rules'] = [],
): FormDraft => ({
  definition: { title: ja('題'), thanks: ja('礼'), questions, ...more },
  settings: plainSettings,
  rules,
})
const unpublished = (draft: FormDraft) => ({ formKey: 'own', usedKeys: [], published: draft.definition })
const codes = (draft: FormDraft) => problemsOf(draft).map(({ path, code }) => `${path} ${code}`)

describe('row 15: a question in another kind', () => {
  test('whatever it was and becomes, it can be published as it stands, and nothing of its own is lost without a word', () => {
    const kinds = questionSchema.options.map(({ entries }) => entries.kind.literal)
    const fixed = asked('number', { key: 'fixed', min: 1 })
    for (const from of kinds)
      for (const to of kinds) {
        const draft = draftOf([fixed, newQuestion(from, 'it', true)])
        const { draft: after, lost, lostOptions } = changeKind(draft, 'it', to, unpublished(draft))
        expect({ from, to, codes: codes(after) }).toEqual({ from, to, codes: [] })
        expect(after.definition.questions[1]!.kind).toBe(to)
        // What nobody has written is not missed by anybody.
        expect({ from, to, lost, lostOptions }).toEqual({
          from,
          to,
          lost: from === to || from !== 'slot' ? [] : ['slots'],
          lostOptions: [],
        })
      }
    const { question, lost } = carryOver(asked('rating', { lowLabel: ja('低'), max: 7, page: 'p' }), 'short_text')
    expect(question).toEqual({ kind: 'short_text', key: 'rating', title: ja('きく'), required: true, page: 'p' })
    expect(lost).toEqual(['max', 'lowLabel'])
  })

  test('options, their points and their pictures, bounds, labels and units go where the kind has a place for them', () => {
    expect(carryOver(choice(), 'multiple_choice').question).toMatchObject({ options: drinks, required: true })
    expect(carryOver(choice(), 'matrix').question).toMatchObject({ columns: drinks })
    expect(carryOver(choice(), 'yes_no')).toMatchObject({
      question: { yesLabel: ja('tea'), noLabel: ja('coffee'), yesScore: 1, noScore: 2 },
      renamed: { tea: 'yes', coffee: 'no' },
      lost: [],
    })
    const turned = [
      { key: 'none', label: ja('なし'), score: 0 },
      { key: 'some', label: ja('あり'), score: 5 },
    ]
    expect(carryOver(choice({ options: turned }), 'yes_no')).toMatchObject({
      question: { yesLabel: ja('あり'), noLabel: ja('なし'), yesScore: 5, noScore: 0 },
      renamed: { none: 'no', some: 'yes' },
    })
    expect(carryOver(choice(), 'order').question).toMatchObject({ options: [{ key: 'tea', price: 1 }, { price: 2 }] })
    expect(carryOver(carryOver(choice(), 'order').question, 'single_choice').question).toEqual(choice())
    expect(carryOver(asked('yes_no', { noLabel: ja('いや'), yesScore: 3 }), 'dropdown').question).toMatchObject({
      options: [
        { key: 'yes', label: ja('はい'), score: 3 },
        { key: 'no', label: ja('いや') },
      ],
    })
    const pictured = choice({ options: [{ ...drinks[0], picture: 'p1' }, drinks[1]], other: {} })
    expect(carryOver(pictured, 'multiple_choice').lost).toEqual([])
    expect(carryOver(pictured, 'dropdown').lost.toSorted()).toEqual(['other', 'picture'])
    const many = Array.from({ length: 12 }, (_, at) => ({ key: `o${at}`, label: ja(`o${at}`) }))
    expect(carryOver(choice({ options: many }), 'ranking').lostOptions.map(({ key }) => key)).toEqual(['o10', 'o11'])
    expect(
      carryOver(asked('multiple_choice', { options: many.slice(0, 5), chosenMax: 3 }), 'ranking').question,
    ).toMatchObject({ top: 3 })
    const scale = { lowLabel: ja('低'), highLabel: ja('高') }
    expect(carryOver(asked('rating', { max: 7, ...scale }), 'slider').question).toMatchObject({
      min: 1,
      max: 7,
      step: 1,
      ...scale,
    })
    expect(carryOver(asked('nps', scale), 'number').question).toMatchObject({ min: 0, max: 10 })
    expect(carryOver(asked('number', { min: 1, max: 300, decimals: true, unit: ja('人') }), 'money')).toMatchObject({
      question: { min: 1, max: 300, currency: 'JPY' },
      lost: ['decimals'],
    })
    expect(carryOver(asked('time', { min: '10:00', max: '18:00', step: 15 }), 'date_time').question).toMatchObject({
      timeMin: '10:00',
      timeMax: '18:00',
      step: 15,
    })
    expect(carryOver(asked('date_time', { min: 'today+1', timeMin: '10:00', step: 30 }), 'date')).toMatchObject({
      question: { min: 'today+1' },
      lost: ['timeMin'],
    })
    expect(carryOver(asked('long_text', { lengthMax: 2000, example: ja('') }), 'short_text').lost).toEqual([
      'lengthMax',
    ])
    expect(carryOver(asked('consent', { text: ja('同意文') }), 'statement').question).toMatchObject({
      description: ja('同意文'),
      required: false,
    })
    expect(carryOver(asked('phone'), 'short_text').question.personal).toBe(true)
    // Words that nobody wrote follow the kind; written ones stay.
    expect(carryOver(newQuestion('single_choice', 'q', true), 'multiple_choice').question.title.en).toBe(
      'Which of these apply?',
    )
    const known = asked('date', { prefill: { from: { kind: 'today' } } })
    const draft = draftOf([known])
    expect(changeKind(draft, 'date', 'time', unpublished(draft)).lost).toContain('prefill')
  })

  test('what looks at it goes along where it still means the same, and is shown where it does not', () => {
    const is = (value: string, by: 'equals' | 'not_equals' | 'one_of' = 'equals') => ({
      fact: 'answer.drink',
      is: by,
      value,
    })
    const draft = draftOf(
      [
        choice({ jumps: [{ when: is('tea'), to: 'why' }] }),
        asked('short_text', { key: 'other' }),
        asked('long_text', { key: 'why', showWhen: { all: [{ not: is('coffee') }, is('tea', 'not_equals')] } }),
      ],
      { calculations: [{ key: 'sum', title: ja('計'), formula: { fact: 'score.drink' } }] },
      [{ key: 'r', on: 'finished', when: is('tea'), deeds: [{ do: 'add_tag', tag: 'tag_1' }] }],
    )
    expect(codes(draft)).toEqual([])
    const several = changeKind(draft, 'drink', 'multiple_choice', unpublished(draft)).draft
    expect(codes(several)).toEqual([])
    expect(several.definition.questions[2]!.showWhen).toEqual({
      all: [{ not: { ...is('coffee'), is: 'contains' } }, { ...is('tea'), is: 'lacks' }],
    })
    expect(several.rules[0]!.when).toEqual({ ...is('tea'), is: 'contains' })
    expect(changeKind(several, 'drink', 'single_choice', unpublished(draft)).draft).toEqual(draft)
    const yesNo = changeKind(draft, 'drink', 'yes_no', unpublished(draft)).draft
    expect(yesNo.definition.questions[0]!.jumps![0]!.when).toEqual(is('yes'))
    const number = changeKind(draft, 'drink', 'number', unpublished(draft))
    expect(number.lost).toEqual(['options'])
    expect(codes(number.draft)).toEqual([
      'questions.0.jumps.0.when value_unfit',
      'questions.2.showWhen value_unfit',
      'questions.2.showWhen value_unfit',
      'rules.0.when value_unfit',
    ])
    expect(number.draft.definition.questions[2]!.showWhen).toEqual(draft.definition.questions[2]!.showWhen)
    expect(codes(changeKind(draft, 'drink', 'date', unpublished(draft)).draft)).toContain(
      'calculations.0.formula fact_unfit',
    )
  })

  test('before anybody can have answered the key stays; then only for kinds whose answers are the same', () => {
    const draft = draftOf([
      choice(),
      asked('short_text', { key: 'why', showWhen: { fact: 'answer.drink', is: 'equals', value: 'tea' } }),
    ])
    const published = { formKey: 'own', usedKeys: ['drink', 'why', 'drink_v2'], published: draft.definition }
    expect(changeKind(draft, 'drink', 'multiple_choice', unpublished(draft)).key).toBe('drink')
    expect(changeKind(draft, 'drink', 'dropdown', published).key).toBe('drink')
    const apart = changeKind(draft, 'drink', 'multiple_choice', published)
    expect(apart.key).toBe('drink_v3')
    expect(apart.draft.definition.questions[1]!.showWhen).toMatchObject({ fact: 'answer.drink_v3' })
    // What breaks says that it is the same question in another kind.
    expect(breaksOf(draft.definition, apart.draft.definition).removed.map(({ key }) => key)).toEqual(['drink'])
    expect(successors(draft.definition.questions, apart.draft.definition.questions).get('drink')?.key).toBe('drink_v3')
    const told = changesOf(draft, apart.draft).filter(({ question }) => question?.key === 'drink_v3')
    expect(told.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['kind', 'single_choice', 'multiple_choice'],
      ['key', 'drink', 'drink_v3'],
    ])
    // Further changes stay under the new key; the way back gives the former one back.
    const further = changeKind(apart.draft, 'drink_v3', 'ranking', published)
    expect(further.key).toBe('drink_v3')
    const back = changeKind(further.draft, 'drink_v3', 'dropdown', published)
    expect(back.key).toBe('drink')
    expect(breaksOf(draft.definition, back.draft.definition)).toEqual({ removed: [], narrowed: [] })
    const narrower = changeKind(draftOf([choice({ other: {} })]), 'drink', 'dropdown', published)
    expect(
      breaksOf(draftOf([choice({ other: {} })]).definition, narrower.draft.definition).narrowed[0]?.fields,
    ).toEqual(['other'])
  })

  test('a question that took the place of none keeps its own key, whatever was removed beside it', () => {
    const words = (key: string, title: string) => asked('short_text', { key, title: ja(title) })
    const before = draftOf([words('short_text', 'お名前'), words('short_text_2', 'アレルギー')])
    const usedKeys = ['short_text', 'short_text_2']
    const published = { formKey: 'own', usedKeys, published: before.definition }
    const draft = draftOf([words('short_text', 'お名前'), words('short_text_3', 'ご感想')])
    expect(changeKind(draft, 'short_text_3', 'long_text', published).key).toBe('short_text_3')
    const dated = changeKind(draft, 'short_text_3', 'date', published)
    expect(dated.key).toBe('short_text_3')
    const { questions } = dated.draft.definition
    expect(successors(before.definition.questions, questions).size).toBe(0)
    expect(changesOf(before, dated.draft).map(({ kind, question }) => [kind, question?.key])).toEqual([
      ['added', 'short_text_3'],
      ['removed', 'short_text_2'],
    ])
    // What was put in its place is known by its key, under any title.
    const replaced = changeKind(before, 'short_text_2', 'yes_no', published)
    const [, there] = replaced.draft.definition.questions
    const renamed = draftOf([words('short_text', 'お名前'), { ...there!, title: ja('アレルギーはありますか') }])
    expect(successors(before.definition.questions, renamed.definition.questions).get('short_text_2')?.key).toBe(
      'short_text_2_v2',
    )
    expect(changeKind(renamed, 'short_text_2_v2', 'long_text', published).key).toBe('short_text_2')
  })

  test('every question of the demo and of the templates survives a change and the way back', () => {
    for (const definition of [satisfaction, ...formTemplates.map((one) => one.definition)])
      for (const question of definition.questions.filter(({ kind }) => kind === 'single_choice')) {
        const { question: there } = carryOver(question, 'multiple_choice')
        expect(carryOver(there, 'single_choice').question).toEqual(question)
      }
  })
})
