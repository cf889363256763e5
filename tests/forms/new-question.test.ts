import * as v from 'valibot'
import { expect, test } from 'vitest'
import { formDefinitionSchema, type QuestionKind } from '../../bot/forms/contract.ts'
import { plainSettings } from '../../bot/forms/edit-contract.ts'
import { problemsOf } from '../../bot/forms/definition-problems.ts'
import { newQuestion } from '../../bot/forms/new-question.ts'
import { kindWords } from '../../dashboard/src/forms/question-words.ts'

const kinds = Object.keys(kindWords) as QuestionKind[]
const words = { title: { ja: 'フォーム', en: 'A form' }, thanks: { ja: 'ありがとうございました', en: 'Thank you' } }

test.each(kinds)('a new question of kind %s can be published as it stands, in both languages', (kind) => {
  const question = newQuestion(kind, 'q_1')
  const other = newQuestion('short_text', 'q_2')
  const definition = { ...words, questions: [question, other] }
  expect(v.safeParse(formDefinitionSchema, definition).issues).toBeUndefined()
  expect(JSON.stringify(question).match(/"ja":/g)?.length).toBe(JSON.stringify(question).match(/"en":/g)?.length)
  expect(problemsOf({ definition, settings: plainSettings, rules: [] })).toEqual([])
})

test('two new questions share nothing that can be changed', () => {
  const [one, other] = [newQuestion('single_choice', 'a'), newQuestion('single_choice', 'b')]
  if ('options' in one) one.options.pop()
  expect('options' in other && other.options).toHaveLength(3)
})
