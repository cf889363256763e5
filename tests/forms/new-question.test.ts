import * as v from 'valibot'
import { expect, test } from 'vitest'
import { formDefinitionSchema, type QuestionKind } from '../../bot/forms/contract.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { problemsOf, warningsOf } from '../../bot/forms/definition-problems.ts'
import { newQuestion } from '../../bot/forms/new-question.ts'
import { blankDraft } from '../../bot/forms/templates.ts'
import { speaksEnglish } from '../../bot/forms/text-problems.ts'
import { kindWords } from '../../dashboard/src/forms/question-words.ts'

const kinds = Object.keys(kindWords) as QuestionKind[]
const words = { title: { ja: 'フォーム', en: 'A form' }, thanks: { ja: 'ありがとうございました', en: 'Thank you' } }

test.each(kinds)('a new question of kind %s can be published as it stands, in both languages', (kind) => {
  const question = newQuestion(kind, 'q_1', true)
  const other = newQuestion('short_text', 'q_2', true)
  const definition = { ...words, questions: [question, other] }
  expect(v.safeParse(formDefinitionSchema, definition).issues).toBeUndefined()
  expect(JSON.stringify(question).match(/"ja":/g)?.length).toBe(JSON.stringify(question).match(/"en":/g)?.length)
  expect(problemsOf({ definition, settings: plainSettings, rules: [] })).toEqual([])
})

test.each(kinds)('a new question of kind %s brings no English into a form that has none', (kind) => {
  const { definition, ...draft } = blankDraft({ ja: 'フォーム' })
  expect(speaksEnglish(definition)).toBe(false)
  const grown = { ...definition, questions: [...definition.questions, newQuestion(kind, 'q_1', false)] }
  expect(JSON.stringify(grown)).not.toContain('"en":')
  expect(problemsOf({ ...draft, definition: grown })).toEqual([])
  const codes = warningsOf({ ...draft, definition: grown }).map(({ code }) => code)
  expect(codes).not.toContain('no_english')
})

test('a blank form has nothing to look at', () => {
  const draft = blankDraft({ ja: 'フォーム' })
  expect([...problemsOf(draft), ...warningsOf(draft)]).toEqual([])
})

test('two new questions share nothing that can be changed', () => {
  const [one, other] = [newQuestion('single_choice', 'a', true), newQuestion('single_choice', 'b', true)]
  if ('options' in one) one.options.pop()
  expect('options' in other && other.options).toHaveLength(3)
})
