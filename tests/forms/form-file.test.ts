import fc from 'fast-check'
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

test('17: pages that not everybody is asked, comparisons and first places go along', () => {
  const day = { kind: 'date' as const, required: true }
  const written = draft()
  written.definition = {
    ...{ title: { ja: '宿泊' }, thanks: { ja: 'どうも' } },
    questions: [
      { ...day, key: 'from', title: { ja: '開始日' } },
      { ...day, key: 'until', title: { ja: '終了日' }, compared: [{ is: 'more_than', than: 'from' }], page: 'p' },
    ],
    pages: [{ key: 'p', showWhen: { fact: 'answer.from', is: 'at_least', value: '2026-12-01' } }],
    calculations: [
      {
        ...{ key: 'order', title: { ja: '順' } },
        formula: {
          ...{ when: { fact: 'answer.until', is: 'more_than', value: { fact: 'answer.from' } }, yes: 1, no: 0 },
        },
      },
    ],
  }
  expect(readFormFile(formFile(written))).toMatchObject({ draft: { definition: written.definition } })
})

test('rules that are none are told with their place', () => {
  expect(
    read((file) => {
      file['rules'] = [{ key: 'rule', on: 'finished', deeds: [null] }]
    }),
  ).toEqual({ problems: [{ path: 'rules.0.deeds.0', severity: 'error', code: 'invalid' }] })
  expect(read((file) => void (file['rules'] = { 0: 'rule' }))).toEqual({
    problems: [{ path: 'rules', severity: 'error', code: 'invalid' }],
  })
})

test('whatever became of a file, it is taken or told, and nothing else', () => {
  const whole = {
    ...JSON.parse(formFile(draft())),
    rules: [
      {
        ...{ key: 'rule', on: 'finished', when: { all: [{ fact: 'answer.x', is: 'answered' }] } },
        deeds: [
          { do: 'add_tag', tag: 'tag-1' },
          { do: 'set_attribute', attribute: 'birthday', value: { from: 'answer', question: 'x' } },
          { do: 'notify_staff', byMail: true, staff: ['staff-1'] },
          { do: 'send_message', text: { ja: 'どうも' }, push: false },
          { do: 'call_webhook', endpoint: 'endpoint-1' },
        ],
      },
    ],
  }
  const places: string[][] = []
  const walk = (value: unknown, path: string[]) => {
    if (path.length > 0) places.push(path)
    if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) walk(part, [...path, key])
  }
  walk(whole, [])
  const instead = fc.constantFrom<unknown>(null, undefined, '', 'constructor', 'end', -1, true, [], [null], {}, [[{}]])
  fc.assert(
    fc.property(fc.constantFrom(...places), instead, (path, value) => {
      const file = structuredClone(whole)
      let part: Record<string, unknown> = file
      for (const key of path.slice(0, -1)) part = part[key] as Record<string, unknown>
      part[path.at(-1)!] = value
      const answer = readFormFile(JSON.stringify(file))
      expect('draft' in answer || 'problems' in answer || 'reason' in answer).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
