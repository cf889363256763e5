import { expect, test } from 'vitest'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import type { Run, Said, Setting, Talk, Turn } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'

const common = { key: 'q', title: { ja: '質問' }, required: true }
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: 'https://liff.line.me/1-a' }
const last: Question = { kind: 'short_text', key: 'last', title: { ja: '最後' }, required: true }

function runOf(question: Question): Run {
  const definition: FormDefinition = { title: { ja: '申込' }, thanks: { ja: 'どうも' }, questions: [question, last] }
  return {
    ...{ id: 'run', formKey: 'entry', formState: 'open', version: 1, definition, state: 'draft', answers: {} },
  }
}
function hear(question: Question, said: Said): Turn {
  const talk: Talk = {
    ...{ run: runOf(question), question: 'q', ticked: [], misunderstood: 0, arrived: true, silentMs: 10_000 },
    ...{ late: false, interrupted: false, lastTap: null },
  }
  return converse(talk, said, setting)!
}
const say = (question: Question, text: string) => hear(question, { kind: 'text', text })
const spoken = (turn: Turn) =>
  turn.speech.map((speech) => (speech.kind === 'text' ? speech.text : `${speech.title}\n${speech.note}`)).join('\n')
const asked = (question: Question, language: 'ja' | 'en' = 'ja') =>
  spoken(open(runOf(question), { ...setting, language }, { resumed: false }))

test('a name that lacks its family or its given name is asked again with the reason and an example', () => {
  const turn = say({ kind: 'name', ...common }, 'やまだ')
  expect(turn).toMatchObject({ answers: [], misunderstood: 1 })
  expect(spoken(turn)).toContain('姓と名の両方を、「山田 花子」のように')
  expect(spoken(say({ kind: 'name', ...common, kana: true }, '山田'))).toContain('「山田 花子 やまだ はなこ」のように')
})

test.each(['明日の3時', '明日の3:00', '11/22 3時です', '明日 ３時'])(
  'a moment whose half of the day is open is asked about: %s',
  (said) => {
    const question: Question = { kind: 'date_time', ...common }
    const turn = say(question, said)
    expect(turn.answers).toEqual([])
    const [told, offered] = turn.speech
    expect(told).toMatchObject({ kind: 'text', text: '午前と午後のどちらでしょうか？ 下から選んでください。' })
    const options = offered?.kind === 'question' ? offered.options : []
    expect(options.map(({ label }) => label)).toEqual(['2026/11/22（日） 03:00', '2026/11/22（日） 15:00'])
    const chosen = hear(question, { kind: 'tap', tap: options[1]!.tap })
    expect(chosen.answers[0]?.value).toBe('2026-11-22T15:00')
    expect(spoken(chosen)).toContain('「2026/11/22 15:00」で受け取りました。')
  },
)

test.each([
  ['明日の午後3時', '2026-11-22T15:00'],
  ['明日の15時', '2026-11-22T15:00'],
  ['明日 03:00', '2026-11-22T03:00'],
  ['明日の10時', '2026-11-22T10:00'],
])('a moment that is clear is taken and read back: %s', (said, value) => {
  const turn = say({ kind: 'date_time', ...common }, said)
  expect(turn.answers[0]?.value).toBe(value)
  expect(spoken(turn)).toContain(`「${value.replaceAll('-', '/').replace('T', ' ')}」で受け取りました。`)
})

test('what answers are for is told before the first question, here as in LIFF, and not again', () => {
  const run = runOf({ kind: 'short_text', ...common })
  const definition = { ...run.definition, introduction: { ja: 'ようこそ' }, purpose: { ja: '診療にのみ使います。' } }
  const opened = (resumed: boolean) => spoken(open({ ...run, definition }, setting, { resumed }))
  expect(opened(false)).toContain('ようこそ\n\n【ご回答の使いみち】\n診療にのみ使います。')
  expect(opened(true)).not.toContain('使いみち')
})

test('the example of a day is one that is taken', () => {
  const day: Question = { kind: 'date', ...common }
  expect(asked(day)).toContain('「12/3」のように')
  expect(asked({ ...day, min: 'today-30', max: 'today' })).toContain('「11/21」のように')
  expect(asked({ ...day, min: 'today+300', max: 'today+310' })).toContain('9/17」のように')
  expect(asked({ ...day, min: 'today', max: 'today+7', closed: [0, 6] })).toContain('「11/23」のように')
  const moment = { ...day, kind: 'date_time' as const, timeMin: '09:00', timeMax: '12:00' }
  expect(asked({ ...moment, min: 'today' })).toContain('「12/3 09:00」のように')
})

test('a day that has to lie behind another answer is read, and its example is one, beside that answer', () => {
  const arrival: Question = { kind: 'date', key: 'from', title: { ja: 'チェックイン' }, required: true }
  const leave: Question = { kind: 'date', ...common, compared: [{ is: 'more_than', than: 'from' }] }
  const definition = { title: { ja: '宿泊' }, thanks: { ja: 'どうも' }, questions: [arrival, leave, last] }
  const stay = (from: string) => ({ ...runOf(leave), definition, answers: { from } })
  const heard = (from: string, text: string) => {
    const talk: Talk = {
      ...{ run: stay(from), question: 'q', ticked: [], misunderstood: 0, arrived: true, silentMs: 10_000 },
      ...{ late: false, interrupted: false, lastTap: null },
    }
    return converse(talk, { kind: 'text', text }, setting)!.answers[0]?.value
  }
  for (const text of ['6/3', '3日', '6月3日（木）です']) expect(heard('2027-06-01', text)).toBe('2027-06-03')
  expect(heard('2029-06-30', '2日')).toBe('2029-07-02')
  expect(heard('2026-12-03', '12/3')).toBeUndefined()
  expect(heard('2026-12-01', '12/3')).toBe('2026-12-03')
  const example = (from: string) => spoken(open(stay(from), setting, { resumed: true }))
  expect(example('2026-12-09')).toContain('「12/10」のように')
  expect(example('2026-12-01')).toContain('「12/3」のように')
})

test('a number is asked for with its unit and its bounds', () => {
  const unit = { ja: 'cm', en: 'cm' }
  const question: Question = { kind: 'number', ...common }
  expect(asked({ ...question, min: 100, max: 230, unit })).toContain('数字を入力して送ってください（100〜230cm）')
  expect(asked({ ...question, min: 1, unit: { ja: '名' } })).toContain('（1名以上）')
  expect(asked({ ...question, max: 20 })).toContain('（20以下）')
  expect(asked({ ...question, unit })).toContain('（単位：cm）')
  expect(asked({ ...question, min: 100, max: 230, unit }, 'en')).toContain('(100–230 cm)')
  expect(asked(question)).toMatch(/数字を入力して送ってください$/)
})

test.each<Question>([
  { kind: 'nps', ...common },
  { kind: 'rating', ...common, max: 5 },
  { kind: 'slider', ...common, min: 0, max: 100, step: 25 },
])('the values of a scale stand without numbers of their own where only text is shown: $kind', (question) => {
  const { speech } = open(runOf(question), setting, { resumed: false })
  const [message] = lineMessages(speech)
  const plain = message?.type === 'flex' ? message.altText : ''
  expect(plain).toMatch(/0　|1　2/)
  expect(plain).not.toMatch(/\d\. \d/)
})
