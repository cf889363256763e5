import { expect, test } from 'vitest'
import {
  addQuestion,
  duplicatePage,
  duplicateQuestion,
  freshKey,
  joinPage,
  placeQuestion,
  removeQuestion,
  splitPage,
} from '../../bot/forms/arrange.ts'
import { moveBlockedBy } from '../../bot/forms/move-question.ts'
import { titleApart } from '../../bot/forms/title-apart.ts'
import { freshOptionKey, optionsFrom, withLines } from '../../dashboard/src/forms/option-lines.ts'
import { breaksOf } from '../../bot/forms/breaks.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { renameCalculation } from '../../bot/forms/rename-calculation.ts'
import { renameOption } from '../../bot/forms/rename-option.ts'
import { renameQuestion } from '../../bot/forms/rename-question.ts'

const question = (key: string, more: Partial<Question> = {}): Question =>
  ({ kind: 'short_text', key, title: { ja: key, en: key }, required: false, ...more }) as Question
const form = (...questions: Question[]): FormDefinition => ({
  ...{ title: { ja: 'フォーム' }, thanks: { ja: 'ありがとうございました' }, questions },
})
const keys = ({ questions }: FormDefinition) => questions.map(({ key, page }) => (page ? `${key}@${page}` : key))

test('a key is never given twice', () => {
  expect(freshKey('name', [])).toBe('name')
  expect(freshKey('name', ['name', 'name_2'])).toBe('name_3')
})

test('questions are added behind the selected one, duplicated beside it, and removed', () => {
  const abc = form(question('a'), question('b'), question('c'))
  expect(keys(addQuestion(abc, question('x'), 'a'))).toEqual(['a', 'x', 'b', 'c'])
  expect(keys(addQuestion(abc, question('x'), null))).toEqual(['a', 'b', 'c', 'x'])
  const copied = duplicateQuestion(abc, 'b', 'b_2')
  expect(keys(copied)).toEqual(['a', 'b', 'b_2', 'c'])
  expect(copied.questions[2]!.title).toEqual({ ja: 'b（コピー）', en: 'b (copy)' })
  expect(keys(removeQuestion(abc, 'b'))).toEqual(['a', 'c'])
})

test('questions of one page stand together: moved away they leave it, put between they join it', () => {
  const paged = joinPage(joinPage(form(question('a'), question('b'), question('c'), question('d')), 1, 'p'), 2, 'q')
  expect(keys(paged)).toEqual(['a@p', 'b@p', 'c@p', 'd'])
  expect(paged.pages).toEqual([{ key: 'p' }])
  expect(keys(placeQuestion(paged, 3, 1))).toEqual(['a@p', 'd@p', 'b@p', 'c@p'])
  expect(keys(placeQuestion(paged, 0, 3))).toEqual(['b@p', 'c@p', 'd', 'a'])
  expect(keys(splitPage(paged, 1, 'q'))).toEqual(['a', 'b@q', 'c@q', 'd'])
  const begun = splitPage(paged, 3, 'q')
  expect(keys(begun)).toEqual(['a@p', 'b@p', 'c@p', 'd@q'])
  expect(keys(addQuestion(begun, question('e'), 'd'))).toEqual(['a@p', 'b@p', 'c@p', 'd@q', 'e@q'])
  expect(removeQuestion(removeQuestion(paged, 'a'), 'b').pages).toBeUndefined()
})

test('17: a page of one question stays while a condition stands over it; its halves keep that, and so do its questions', () => {
  const when = (fact: string) => ({ fact, is: 'answered' as const })
  const { questions } = form(question('a'), question('b', { page: 'p' }), question('c', { page: 'p' }), question('d'))
  const paged: FormDefinition = { ...form(), questions, pages: [{ key: 'p', showWhen: when('answer.a') }] }
  expect(removeQuestion(paged, 'b').pages).toEqual(paged.pages)
  expect(splitPage(paged, 2, 'q').pages).toEqual([...paged.pages!, { key: 'q', showWhen: when('answer.a') }])
  const joined = joinPage(paged, 1, 'r')
  expect(joined.pages).toEqual([{ key: 'r' }])
  expect(joined.questions.map(({ showWhen }) => showWhen)).toEqual([
    ...[undefined, when('answer.a'), when('answer.a'), undefined],
  ])
  // Over the page with what decides about it: no; out of the page and before it: whoever is moved leaves the page.
  expect(moveBlockedBy(paged, 0, 1)?.key).toBe('b')
  expect(moveBlockedBy(paged, 2, 0)).toBeUndefined()
})

test('a question is added on the page of the one before it', () => {
  const paged = joinPage(form(question('a'), question('b'), question('c')), 1, 'p')
  expect(keys(addQuestion(paged, question('x'), 'b'))).toEqual(['a@p', 'b@p', 'x@p', 'c'])
})

test('a page is duplicated whole: the copies look at each other, and at what lies before the page', () => {
  const when = (fact: string) => ({ showWhen: { fact, is: 'equals', value: 'dog' } }) as Partial<Question>
  const pet = form(
    question('many'),
    question('kind', when('answer.many')),
    question('breed', { ...when('answer.kind'), title: { ja: '{{answer.kind}}の種類' }, jumps: [{ to: 'age' }] }),
    question('age', when('age.kind')),
    question('last'),
  )
  const paged = { ...joinPage(joinPage(pet, 2, 'p'), 3, 'p'), pages: [{ key: 'p', title: { ja: 'ペット' } }] }
  const slots = form(
    question('people', { kind: 'number', page: 's' } as Partial<Question>),
    question('when', { kind: 'slot', seats: 'people', page: 's' } as Partial<Question>),
  )
  const twice = duplicatePage({ ...slots, pages: [{ key: 's', title: { ja: '{{answer.people}}名さま' } }] }, 's', {
    page: 's_2',
    question: (key) => `${key}_2`,
  })
  expect([twice.questions[3], twice.pages?.[1]]).toMatchObject([
    { seats: 'people_2' },
    { title: { ja: '{{answer.people_2}}名さま' } },
  ])
  const two = duplicatePage(paged, 'p', { page: 'p_2', question: (key) => `${key}_2` })
  expect(keys(two)).toEqual(['many', 'kind@p', 'breed@p', 'age@p', 'kind_2@p_2', 'breed_2@p_2', 'age_2@p_2', 'last'])
  expect(two.pages).toEqual([
    { key: 'p', title: { ja: 'ペット' } },
    { key: 'p_2', title: { ja: 'ペット' } },
  ])
  const [kind, breed, age] = two.questions.slice(4)
  expect(kind?.showWhen).toMatchObject({ fact: 'answer.many' })
  expect(breed).toMatchObject({ showWhen: { fact: 'answer.kind_2' }, jumps: [{ to: 'age_2' }] })
  expect(breed?.title.ja).toBe('{{answer.kind_2}}の種類')
  expect(age?.showWhen).toMatchObject({ fact: 'age.kind_2' })
})

test('two questions of one name are told apart by their pages, else by their places', () => {
  const named = (key: string, page?: string) =>
    question(key, { title: { ja: 'お名前', en: 'Name' }, ...(page && { page }) } as Partial<Question>)
  const pages = [
    { key: 'p', title: { ja: '1頭目' } },
    { key: 'q', title: { ja: '2頭目', en: 'Second' } },
  ]
  const pets = { ...form(question('owner'), named('a', 'p'), named('b', 'q')), pages }
  expect(['owner', 'a', 'b'].map((key) => titleApart(pets, key))).toEqual([
    { ja: 'owner', en: 'owner' },
    { ja: '1頭目：お名前', en: '1頭目: Name' },
    { ja: '2頭目：お名前', en: 'Second: Name' },
  ])
  expect(titleApart(form(named('a'), named('b')), 'b')).toEqual({ ja: 'お名前（2）', en: 'Name (2)' })
})

test('what a new version takes from answers that were given is known before it is published', () => {
  const before = form(question('a', { lengthMax: 100 } as Partial<Question>), question('b'), question('c'))
  const after = form(
    question('a', { lengthMax: 50, required: true } as Partial<Question>),
    question('c', { lengthMin: 3 } as Partial<Question>),
  )
  const { removed, narrowed } = breaksOf(before, after)
  expect(removed.map(({ key }) => key)).toEqual(['b'])
  expect(narrowed.map(({ question: { key }, fields }) => [key, fields])).toEqual([
    ['a', ['lengthMax', 'required']],
    ['c', ['lengthMin']],
  ])
  const days = (min: string, max: string) => form({ ...question('d'), kind: 'date', min, max } as Question)
  const fields = (one: FormDefinition, other: FormDefinition) => breaksOf(one, other).narrowed[0]?.fields
  expect(fields(days('today+3', 'today+30'), days('today+10', 'today+9'))).toEqual(['min', 'max'])
  expect(fields(days('today+10', 'today+9'), days('today+3', 'today+30'))).toBeUndefined()
  const wish = (...compared: object[]) => form({ ...question('d'), kind: 'date', compared } as Question)
  const after3 = { is: 'more_than', than: 'a' }
  expect(fields(wish(after3), wish(after3, { is: 'not_equals', than: 'b' }))).toEqual(['compared'])
  expect(fields(wish(after3), wish())).toBeUndefined()
})

test('a question that was never published may get another key, and whatever names it goes along', () => {
  const named = (key: string) => ({
    definition: {
      ...form(
        question('date'),
        question(key, { title: { ja: '人数' }, prefill: { from: { kind: 'answer', form: 'own', question: key } } }),
        question('why', {
          title: { ja: `{{answer.${key}|}}と{{ answer.date }}のわけ` },
          showWhen: { all: [{ fact: `answer.${key}`, is: 'equals', value: 'number' }] },
          prefill: { from: { kind: 'answer', form: 'other', question: 'number' } },
        }),
      ),
      calculations: [{ key: 'sum', title: { ja: '計' }, formula: { do: 'plus', of: [{ fact: `score.${key}` }, 1] } }],
    } as FormDefinition,
    settings: plainSettings,
    rules: [
      {
        ...{ key: 'rule', on: 'finished' as const, when: { fact: `answer.${key}`, is: 'answered' as const } },
        deeds: [
          { do: 'set_attribute' as const, attribute: 'number', value: { from: 'answer' as const, question: key } },
        ],
      },
    ],
  })
  expect(renameQuestion(named('number'), 'own', 'number', 'party_size')).toEqual(named('party_size'))
  const jumping = { ...named('a'), definition: form(question('b', { jumps: [{ to: 'number' }] }), question('number')) }
  expect(renameQuestion(jumping, 'own', 'number', 'x').definition.questions[0]!.jumps).toEqual([{ to: 'x' }])
  const counted = form(
    question('number'),
    question('when', {
      kind: 'slot',
      seats: 'number',
      showWhen: { fact: 'age.number', is: 'at_least', value: { fact: 'first.number' } },
      compared: [{ is: 'not_equals', than: 'number' }],
    } as Partial<Question>),
  )
  expect(
    renameQuestion({ ...named('a'), definition: counted }, 'own', 'number', 'x').definition.questions[1],
  ).toMatchObject({
    ...{ seats: 'x', showWhen: { fact: 'age.x', value: { fact: 'first.x' } } },
    compared: [{ is: 'not_equals', than: 'x' }],
  })
})

test('options and calculations that were never published may get other keys, and whatever names them goes along', () => {
  const draft = (option: string, column: string, value: string) => ({
    definition: {
      ...form(
        question('q', {
          kind: 'multiple_choice',
          options: [
            { key: option, label: { ja: 'はい' } },
            { key: 'other_one', label: { ja: 'いいえ' } },
          ],
          jumps: [{ when: { fact: 'answer.q', is: 'one_of', value: [option, 'other_one'] }, to: 'end' }],
        } as Partial<Question>),
        question('grid', {
          kind: 'matrix',
          rows: [{ key: 'r', label: { ja: '行' } }],
          columns: [
            { key: column, label: { ja: '列' } },
            { key: 'd', label: { ja: '列2' } },
          ],
        } as Partial<Question>),
        question('last', {
          title: { ja: `{{value.${value}|0}}円と{{value.more}}` },
          showWhen: {
            all: [
              { fact: 'answer.grid', is: 'contains', value: `r.${column}` },
              { fact: 'answer.last', is: 'equals', value: 'a' },
              { fact: `value.${value}`, is: 'at_least', value: 3 },
            ],
          },
        }),
      ),
      calculations: [
        { key: value, title: { ja: '計' }, formula: 1 },
        { key: 'more', title: { ja: '計' }, formula: { do: 'plus', of: [{ fact: `value.${value}` }, 1] } },
      ],
    } as FormDefinition,
    settings: plainSettings,
    rules: [
      {
        ...{ key: 'rule', on: 'finished' as const, when: { fact: 'answer.q', is: 'contains' as const, value: option } },
        deeds: [{ do: 'set_attribute' as const, attribute: 'x', value: { from: 'calculation' as const, key: value } }],
      },
    ],
  })
  const option = renameOption(draft('a', 'c', 'v'), { question: 'q', list: 'options', from: 'a', to: 'yes' })
  expect(option).toEqual(draft('yes', 'c', 'v'))
  expect(renameOption(option, { question: 'grid', list: 'columns', from: 'c', to: 'good' })).toEqual(
    draft('yes', 'good', 'v'),
  )
  expect(renameCalculation(option, 'v', 'total')).toEqual(draft('yes', 'c', 'total'))
})

test('lines that are pasted into an option stand behind it, and what nobody has written gives way', () => {
  const before = ['選択肢1', '大人', '', '子ども'].map((ja, at) => ({ key: `option_${at + 1}`, label: { ja } }))
  const fresh = (taken: string[]) => freshOptionKey('option', taken, false)
  const spread = (at: number) =>
    withLines(before, at, '\n学生 | Student\nシニア\r\n', fresh).map(({ label }) => label.ja)
  expect(spread(0)).toEqual(['学生', 'シニア', '大人', '子ども'])
  expect(spread(1)).toEqual(['大人', '学生', 'シニア', '子ども'])
  expect(spread(3)).toEqual(['大人', '子ども', '学生', 'シニア'])
  // Whatever stands there already stays as it is, also words with a bar in them, and is not there twice.
  const [either, night] = [
    { key: 'yes', label: { ja: '朝|昼どちらでも' }, score: 5 },
    { key: 'option_1', label: { ja: '夜', en: 'Evening' } },
  ]
  expect(
    withLines([either, { key: 'option_2', label: { ja: '' } }, night], 1, '夕方\n夜 | Night\n深夜', fresh),
  ).toEqual([either, { key: 'option_2', label: { ja: '夕方' } }, { key: 'option_3', label: { ja: '深夜' } }, night])
})

test('options are numbered until somebody may have answered; then no key comes twice', () => {
  const before = [1, 2, 3].map((at) => ({ key: `option_${at}`, label: { ja: `選択肢${at}` } }))
  const fresh = (isAnswered: boolean) => (taken: string[]) => freshOptionKey('option', taken, isAnswered)
  const first = optionsFrom('大人 | Adult\n選択肢2\n子ども', before, fresh(false))
  expect(first.map(({ key, label }) => `${key} ${label.ja}`)).toEqual([
    'option_1 大人',
    'option_2 選択肢2',
    'option_3 子ども',
  ])
  const later = optionsFrom('大人\nシニア', first, fresh(true))
  expect(later[0]).toEqual(first[0])
  expect(later[1]!.key).not.toMatch(/^option_[123]$/)
})
