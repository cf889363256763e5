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
import { breaksOf } from '../../bot/forms/breaks.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'

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
  expect(removeQuestion(removeQuestion(paged, 'a'), 'b').pages).toBeUndefined()
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
})
