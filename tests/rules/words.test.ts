import { expect, test } from 'vitest'
import { fitting } from '../../bot/attributes/value.ts'
import { reminderMessage } from '../../bot/channels/line/reminder.ts'
import { namingNobody, reminderWords } from '../../bot/rules/words.ts'

const smiles = (count: number) => `a${'😀'.repeat(count)}`

test('what is cut ends with a whole character', () => {
  for (const before of ['', 'a']) {
    expect(reminderWords(before + '😀'.repeat(40), 'ja').text.isWellFormed()).toBe(true)
    expect(String(fitting({ type: 'text', options: [] }, before + '😀'.repeat(400))).isWellFormed()).toBe(true)
  }
  const said = reminderMessage({
    text: smiles(300),
    goOn: { label: '続き', url: 'https://example.org/' },
    stop: { label: '停止', tap: { act: 'no_reminders' } },
  })
  expect(JSON.stringify(said)).not.toMatch(/\\ud[89a-f]/i)
})

test('row 25: a confirmation leaves out the sentences that would tell of answers, and says nothing false in their place', () => {
  const total = {
    ja: 'ご予約ありがとうございます。合計は{{value.total}}円です。\nお待ちしています！',
    en: 'Thanks. Total: {{value.total}} yen.',
  }
  expect(namingNobody(total)).toEqual({ ja: 'ご予約ありがとうございます。\nお待ちしています！', en: 'Thanks.' })
  expect(namingNobody({ ja: '{{answer.name}}さま、どうも' })).toBeNull()
  const known = { ja: '{{person.name|お客さま}}、{{answer.day|ご希望の日}}にお待ちしています' }
  expect(namingNobody(known)).toEqual(known)
})
