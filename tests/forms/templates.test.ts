import { expect, test } from 'vitest'
import { problemsOf, warningsOf } from '../../bot/forms/definition-problems.ts'
import { formFile, readFormFile } from '../../bot/forms/form-file.ts'
import { blankDraft, draftOf, formTemplates } from '../../bot/forms/templates.ts'

test.each(formTemplates.map((template) => [template.name.ja, template] as const))(
  'the template %s can be published as it stands, in both languages, and as a file',
  (_name, template) => {
    const draft = draftOf(template)
    expect(problemsOf(draft)).toEqual([])
    expect(warningsOf(draft).filter(({ code }) => code !== 'page_in_chat')).toEqual([])
    expect(readFormFile(formFile(draft))).toEqual({ draft, foreign: [] })
  },
)

test('the templates are what shops begin with: satisfaction, visit, seminar, order, sample, member, recommendation', () => {
  expect(formTemplates.map(({ key }) => key)).toEqual([
    ...['satisfaction_survey', 'visit_survey', 'seminar_application', 'lunch_order'],
    ...['sample_request', 'member_registration', 'nps_survey'],
  ])
})

test('a blank form has a question and can be published', () => {
  expect(problemsOf(blankDraft({ ja: '新しいフォーム' }))).toEqual([])
})
