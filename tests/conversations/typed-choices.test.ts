import { describe, expect, test } from 'vitest'
import type { Run, Talk, Turn } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'

const options = [
  { key: 's', label: { ja: 'S' } },
  { key: 'm', label: { ja: 'M' } },
  { key: 'sets', label: { ja: 'その他のセット' } },
]
const common = { key: 'q', title: { ja: '色' }, required: true, options, other: {} }
const one: Question = { kind: 'single_choice', ...common }
const several: Question = { kind: 'multiple_choice', ...common }

function say(question: Question, said: string, ticked: string[] = []): Turn {
  const definition: FormDefinition = {
    title: { ja: '申込' },
    thanks: { ja: 'どうも' },
    questions: [question, { kind: 'short_text', key: 'last', title: { ja: '最後' }, required: true }],
  }
  const run: Run = {
    ...{ id: 'run', formKey: 'entry', formState: 'open', version: 1, definition, state: 'draft', answers: {} },
  }
  const talk: Talk = {
    ...{ run, question: 'q', ticked, misunderstood: 0, arrived: true, silentMs: 10_000 },
    ...{ late: false, interrupted: false, lastTap: null },
  }
  return converse(talk, { kind: 'text', text: said }, { today: '2026-11-21', language: 'ja', liffUrl: null })!
}
const spoken = (turn: Turn) =>
  turn.speech.map((speech) => (speech.kind === 'text' ? speech.text : `${speech.title}\n${speech.note}`)).join('\n')

describe('the last option of a choice', () => {
  test.each(['その他', 'その他です', '4', '４番', 'OTHER'])('is chosen by %s as by its button', (said) => {
    const turn = say(one, said)
    expect(turn).toMatchObject({ answers: [], ticked: ['other'], misunderstood: 0 })
    expect(spoken(turn)).toContain('「その他」の内容を入力して送ってください。')
    expect(say(one, '黒', turn.ticked).answers[0]?.value).toBe('other:黒')
    expect(say(several, said)).toMatchObject({ answers: [], ticked: ['other'] })
  })

  test.each(['その他：黒', 'その他 黒', 'その他　黒', 'その他、黒', '4 黒'])(
    'is taken with its words in %s',
    (said) => {
      expect(say(one, said).answers[0]?.value).toBe('other:黒')
      expect(say(several, said)).toMatchObject({ answers: [], ticked: ['other:黒'] })
    },
  )

  test('goes by its own name, and leaves an option with a longer one alone', () => {
    const own = { ...one, other: { label: { ja: '上記以外' } } } as Question
    expect(say(own, '上記以外').ticked).toEqual(['other'])
    expect(say(own, '上記以外 黒').answers[0]?.value).toBe('other:黒')
    expect(say(one, 'その他のセット').answers[0]?.value).toBe('sets')
  })

  test('is taken among several', () => {
    expect(say(several, 'S、その他：黒').answers[0]?.value).toEqual(['s', 'other:黒'])
    expect(say(several, 'S、その他')).toMatchObject({ answers: [], ticked: ['s', 'other'] })
    expect(say(several, 'その他、M')).toMatchObject({ answers: [], ticked: ['m', 'other'] })
    expect(say(several, 'M、黒、S').answers[0]?.value).toEqual(['s', 'm', 'other:黒'])
    expect(say(several, '黒')).toMatchObject({ answers: [], misunderstood: 1 })
  })

  test('is offered for what no option is called', () => {
    const turn = say(one, '黒')
    expect(turn).toMatchObject({ answers: [], misunderstood: 1 })
    expect(spoken(turn)).toContain('「その他：黒」でよろしいですか？')
    const asked = turn.speech.find((speech) => speech.kind === 'question')
    expect(asked?.options.at(0)).toMatchObject({ label: 'その他：黒', tap: { act: 'answer', value: 'other:黒' } })
    expect(spoken(say(one, '黒'.repeat(60)))).toContain('一覧の中から選んでください')
  })
})

describe('where several can be chosen', () => {
  test('one that is typed is ticked, and the question waits until it is confirmed', () => {
    const first = say(several, 'S')
    expect(first).toMatchObject({ answers: [], question: 'q', ticked: ['s'] })
    expect(spoken(first)).toContain('「S」を選びました')
    const second = say(several, 'M', first.ticked)
    expect(second.ticked).toEqual(['s', 'm'])
    expect(say(several, 'S', second.ticked).ticked.toSorted()).toEqual(['m', 's'])
    expect(say(several, '決定', second.ticked).answers[0]?.value).toEqual(['s', 'm'])
  })

  test('several in one message are the answer, and the question says so', () => {
    expect(say(several, 'S、M').answers[0]?.value).toEqual(['s', 'm'])
    expect(spoken(say(several, '?'))).toContain('「S、M」のように、まとめて送ることもできます')
  })

  test('none that is ticked already is lost by typing others', () => {
    expect(say(several, 'S、M', ['sets'])).toMatchObject({ answers: [], ticked: ['sets', 's', 'm'] })
  })

  test('one is enough where only one may be chosen', () => {
    expect(say({ ...several, chosenMax: 1 } as Question, 'S').answers[0]?.value).toEqual(['s'])
  })
})
