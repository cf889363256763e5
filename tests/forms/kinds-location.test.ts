import { describe, expect, test } from 'vitest'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import type { Run, Said, Setting, Talk } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import { answerText } from '../../bot/forms/answer-text.ts'
import { checkAnswer, problemText } from '../../bot/forms/check.ts'
import type { AnswerValue, Question } from '../../bot/forms/contract.ts'
import { isPersonal } from '../../bot/forms/personal.ts'

const question: Question = { kind: 'location', key: 'q', title: { ja: 'どこですか' }, required: true }
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: null }
const run: Run = {
  ...{ id: 'r1', formKey: 'f', formState: 'open', version: 1, state: 'draft', answers: {} },
  definition: { title: { ja: '用紙' }, thanks: { ja: 'どうも' }, questions: [question] },
}
const talk: Talk = {
  ...{ run, question: 'q', ticked: [], misunderstood: 0, arrived: true, silentMs: 9_000, late: false },
  ...{ interrupted: false, lastTap: null },
}
const kept = (value: unknown) => {
  const checked = checkAnswer(question, value, '2026-11-21')
  return checked.ok ? checked.value : problemText(checked.problem, 'ja')
}

describe('a location', () => {
  test.each([
    ['仙台駅　東口', { place: '仙台駅 東口' }],
    [{ place: '仙台駅' }, { place: '仙台駅' }],
    [
      { latitude: '38.26013251', longitude: '140.8824380' },
      { latitude: '38.260133', longitude: '140.882438' },
    ],
    [
      { latitude: '-33.9', longitude: '-180', place: '' },
      { latitude: '-33.9', longitude: '-180' },
    ],
    [
      { latitude: '0', longitude: '0' },
      { latitude: '0', longitude: '0' },
    ],
    [{ latitude: '91', longitude: '0' }, '位置を読み取れませんでした。場所を言葉で入力してください'],
    [{ latitude: '38.2' }, '位置を読み取れませんでした。場所を言葉で入力してください'],
    [{ latitude: '1e1', longitude: '0' }, '位置を読み取れませんでした。場所を言葉で入力してください'],
    [{ latitude: 'NaN', longitude: '0' }, '位置を読み取れませんでした。場所を言葉で入力してください'],
    [{ place: '\u200B' }, '現在地を使うか、場所を入力してください'],
    [{ place: '長'.repeat(301) }, '場所は300文字以内で入力してください'],
    [{ elsewhere: 'x' }, '現在地を使うか、場所を入力してください'],
  ])('%o', (value, result) => expect(kept(value)).toEqual(result))

  test('A33: always names where somebody is', () => expect(isPersonal(question)).toBe(true))

  test('is read as its place, and where that is', () =>
    expect(answerText(question, kept({ latitude: '38.26', longitude: '140.88', place: '駅' }) as AnswerValue)).toEqual({
      ja: '駅（38.26, 140.88）',
      en: '駅（38.26, 140.88）',
    }))

  test('in the chat LINE’s own button sends it, and words do as well', () => {
    const [message] = lineMessages(open(run, setting, { resumed: false }).speech)
    expect(JSON.stringify(message)).toContain('{"type":"location","label":"位置情報を送る"}')
    const sent: Said = { kind: 'location', latitude: 38.2601325, longitude: 140.882438, place: '' }
    expect(converse(talk, sent, setting)).toMatchObject({
      question: 'check-page',
      answers: [{ value: { latitude: expect.stringMatching(/^38\.26013/), longitude: '140.882438' } }],
    })
    expect(converse(talk, { kind: 'text', text: '仙台駅です' }, setting)).toMatchObject({
      answers: [{ value: { place: '仙台駅' } }],
    })
    expect(converse(talk, { kind: 'text', text: 'やめる' }, setting)).toMatchObject({ end: 'cancelled' })
  })

  test('a place that nobody asked for is no answer', () => {
    const other: Question = { kind: 'short_text', key: 'q', title: { ja: '感想' }, required: true }
    const asked = { ...talk, run: { ...run, definition: { ...run.definition, questions: [other] } } }
    const sent: Said = { kind: 'location', latitude: 38, longitude: 140, place: '駅' }
    expect(converse(asked, sent, setting)).toMatchObject({ answers: [], untaken: true })
    expect(converse({ ...talk, question: null }, sent, setting)).toBeNull()
  })
})
