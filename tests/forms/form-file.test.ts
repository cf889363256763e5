import { expect, test } from 'vitest'
import { formFile, readFormFile } from '../../bot/forms/form-file.ts'
import { draftOf, formTemplates } from '../../bot/forms/templates.ts'

const draft = () => draftOf(formTemplates[0]!)
const read = (change: (file: Record<string, unknown>) => void) => {
  const file = JSON.parse(formFile(draft())) as Record<string, unknown>
  change(file)
  return readFormFile(JSON.stringify(file))
}

test('a file says why it is not taken', () => {
  expect(readFormFile('no')).toEqual({ reason: 'no_json' })
  expect(readFormFile('[]')).toEqual({ reason: 'no_json' })
  expect(readFormFile('{}')).toEqual({ reason: 'no_form' })
  expect(readFormFile('x'.repeat(600_001))).toEqual({ reason: 'too_long' })
  expect(read((file) => void (file['version'] = 2))).toEqual({ reason: 'newer' })
  expect(read((file) => void (file['definition'] = 'text'))).toEqual({ reason: 'no_form' })
})

test('what is wrong inside is told with its place', () => {
  const answer = read((file) => {
    const { questions } = file['definition'] as { questions: { title: { ja: string }; key: string }[] }
    questions[0]!.title.ja = ''
    questions[1]!.key = 'Not A Key'
  })
  expect(answer).toEqual({
    problems: [
      { path: 'questions.0.title.ja', severity: 'error', code: 'empty' },
      { path: 'questions.1.key', severity: 'error', code: 'invalid' },
    ],
  })
})

test('tags, fields, menus, endpoints and staff of another installation are not taken over but named', () => {
  const answer = read((file) => {
    file['rules'] = [
      {
        ...{ key: 'rule', on: 'finished' },
        deeds: [
          { do: 'add_tag', tag: 'tag-1' },
          { do: 'notify_staff', byMail: true, staff: ['staff-1'] },
          { do: 'send_message', text: { ja: 'ありがとうございます' }, push: false },
        ],
      },
      { key: 'other', on: 'finished', deeds: [{ do: 'call_webhook', endpoint: 'endpoint-1' }] },
    ]
  })
  expect(answer).toMatchObject({
    draft: {
      rules: [
        {
          ...{ key: 'rule', on: 'finished' },
          deeds: [
            { do: 'notify_staff', byMail: true },
            { do: 'send_message', text: { ja: 'ありがとうございます' }, push: false },
          ],
        },
      ],
    },
    foreign: [
      { kind: 'tag', name: 'tag-1' },
      { kind: 'staff', name: 'staff-1' },
      { kind: 'endpoint', name: 'endpoint-1' },
    ],
  })
  expect('draft' in answer && answer.draft.rules[0]!.deeds[0]).toEqual({ do: 'notify_staff', byMail: true })
})

test('keywords and times stay with the shop that wrote the file', () => {
  const answer = read((file) =>
    Object.assign(file['settings'] as object, { keyword: 'アンケート', opensAt: 1, closesAt: 2, capacity: 30 }),
  )
  expect(answer).toMatchObject({ draft: { settings: { keyword: null, opensAt: null, closesAt: null, capacity: 30 } } })
})
