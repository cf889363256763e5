import { expect, test } from 'vitest'
import { fitting } from '../../bot/attributes/value.ts'
import { reminderMessage } from '../../bot/channels/line/reminder.ts'
import { reminderWords } from '../../bot/rules/words.ts'

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
