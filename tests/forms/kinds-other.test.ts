import { describe, expect, test } from 'vitest'
import type { Run, Said, Setting, Talk, Turn } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { open } from '../../bot/conversations/moves.ts'
import { checkAnswer, problemText } from '../../bot/forms/check.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { readAnswer } from '../../bot/forms/read.ts'
import { factAt } from '../../bot/forms/fact-at.ts'
import { ticked } from '../../liff/src/forms/ticks.ts'

const options = [
  { key: 'cat', label: { ja: '猫', en: 'Cat' } },
  { key: 'dog', label: { ja: '犬', en: 'Dog' } },
]
const common = { key: 'q', title: { ja: '問い' }, required: true, options, other: {} }
const single: Question = { kind: 'single_choice', ...common }
const several: Question = { kind: 'multiple_choice', ...common }
const definitionOf = (question: Question): FormDefinition => ({
  title: { ja: '用紙' },
  thanks: { ja: 'どうも' },
  questions: [question],
})
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: null }
const kept = (question: Question, value: unknown) => {
  const checked = checkAnswer(question, value, setting.today)
  return checked.ok ? checked.value : problemText(checked.problem, 'ja')
}

test.each([
  [single, 'other:　うさぎ ', 'other:うさぎ'],
  [single, 'other:', '「その他」の内容を入力してください'],
  [single, 'other', '「その他」の内容を入力してください'],
  [single, 'cat', 'cat'],
  [several, ['other:鳥:青', 'dog'], ['dog', 'other:鳥:青']],
  [several, ['other:鳥', 'other:魚'], '一覧の中から選んでください'],
  [several, ['other:\u200B'], '「その他」の内容を入力してください'],
  [{ ...single, other: undefined } as Question, 'other:鳥', '一覧の中から選んでください'],
  [{ ...several, other: undefined } as Question, ['other:鳥'], '一覧の中から選んでください'],
])('words of one’s own: %o %o', (question, value, result) => expect(kept(question, value)).toEqual(result))

const illness = {
  ...{ kind: 'multiple_choice', ...common, chosenMin: 2 },
  options: [{ key: 'none', label: { ja: '特になし' }, alone: true }, ...options],
} as Question

test('options that say yes and no in their own words are meant by others, too', () => {
  const ill: Question = {
    ...{ kind: 'single_choice', key: 'q', title: { ja: '持病は' }, required: true },
    options: [
      { key: 'none', label: { ja: 'ない' } },
      { key: 'some', label: { ja: 'ある' } },
    ],
  }
  const meant = (text: string) => readAnswer(ill, text, setting.today)
  expect(['ありません', 'いいえ', 'なし', 'はい', 'あります', '2', 'たぶん'].map(meant)).toEqual([
    ...['none', 'none', 'none', 'some', 'some', 'some'],
    undefined,
  ])
})

test('nobody’s なし or 前 is taken for an option that only looks like it', () => {
  const label = (ja: string) => ({ label: { ja } })
  const choice = (kind: 'single_choice' | 'multiple_choice', ...options: object[]) =>
    ({ kind, key: 'q', title: { ja: '問い' }, required: false, options }) as unknown as Question
  const children = choice(
    'single_choice',
    ...['0', '1', '2', '3以上'].map((ja, at) => ({ key: `o${at}`, ...label(ja) })),
  )
  expect(['なし', 'いません', 'はい'].map((said) => readAnswer(children, said, setting.today))).toEqual([
    ...[undefined, undefined, undefined],
  ])
  const days = choice(
    'multiple_choice',
    { key: 'mon', ...label('月') },
    { key: 'all', ...label('いつでも'), alone: true },
  )
  expect(readAnswer(days, 'なし', setting.today)).toBeUndefined()
  const paying = choice('single_choice', { key: 'before', ...label('前払い') }, { key: 'after', ...label('後払い') })
  expect([readAnswer(paying, '前', setting.today), readAnswer(paying, '前払', setting.today)]).toEqual([
    undefined,
    'before',
  ])
  for (const kind of ['nps', 'rating', 'number'] as const)
    expect(
      readAnswer({ kind, key: 'q', title: { ja: '問い' }, required: false, max: 5 } as Question, 'なし', setting.today),
    ).toBeUndefined()
})

test.each([
  [['none'], ['none']],
  [['none', 'cat'], '「特になし」は、ほかの選択肢と一緒には選べません'],
  [['cat'], '2個以上選んでください'],
])('an option that stands alone is chosen alone: %o', (value, result) => expect(kept(illness, value)).toEqual(result))

test('in the mini-app an option that stands alone takes the place of the others, and gives way to them', () => {
  const question = illness as Question & { kind: 'multiple_choice' }
  expect(ticked(question, ['cat', 'other:鳥'], { key: 'none', wanted: true })).toEqual(['none'])
  expect(ticked(question, ['none'], { key: 'dog', wanted: true })).toEqual(['dog'])
  expect(ticked(question, ['none'], { key: 'none', wanted: false })).toEqual([])
})

test('conditions see other, whatever it says', () => {
  expect(factAt(definitionOf(single), { q: 'other:鳥' })('answer.q')).toBe('other')
  expect(factAt(definitionOf(several), { q: ['dog', 'other:鳥'] })('answer.q')).toEqual(['dog', 'other'])
  const text: Question = { kind: 'short_text', key: 'q', title: { ja: '問い' }, required: true }
  expect(factAt(definitionOf(text), { q: 'other:鳥' })('answer.q')).toBe('other:鳥')
})

describe('in the chat', () => {
  const begin = (question: Question) => {
    const run: Run = {
      ...{ id: 'r1', formKey: 'f', formState: 'open', version: 1, state: 'draft', answers: {} },
      definition: definitionOf(question),
    }
    let turn: Turn = open(run, setting, { resumed: false })
    const says = (said: Said) => {
      const talk: Talk = {
        ...{ run, question: turn.question, ticked: turn.ticked, misunderstood: turn.misunderstood, arrived: true },
        ...{ silentMs: 9_000, late: false, interrupted: false, lastTap: null },
      }
      turn = converse(talk, said, setting)!
      return turn
    }
    const buttons = () =>
      turn.speech.flatMap((one) =>
        one.kind === 'question' ? [...one.options, ...(one.confirm ? [one.confirm] : [])] : [],
      )
    return {
      text: (text: string) => says({ kind: 'text', text }),
      tap: (label: string) => says({ kind: 'tap', tap: buttons().find((one) => one.label === label)!.tap }),
    }
  }

  test('the last option asks for its words, and only then a text is taken for them', () => {
    const person = begin(single)
    expect(person.text('うさぎ')).toMatchObject({ answers: [], misunderstood: 1 })
    expect(JSON.stringify(person.tap('その他').speech)).toContain('「その他」の内容を入力して送ってください')
    expect(person.text('うさぎ')).toMatchObject({ end: 'finished', answers: [{ value: 'other:うさぎ' }] })
  })

  test('whoever changes their mind chooses an option, or stops', () => {
    const person = begin(single)
    person.tap('その他')
    expect(person.text('犬')).toMatchObject({ answers: [{ value: 'dog' }] })
    const other = begin(single)
    other.tap('その他')
    expect(other.text('やめる')).toMatchObject({ end: 'cancelled', answers: [] })
  })

  test('an option that stands alone unticks the others, and is meant by whoever types that nothing applies', () => {
    const person = begin(illness)
    person.tap('犬')
    expect(person.tap('特になし').ticked).toEqual(['none'])
    expect(person.tap('犬').ticked).toEqual(['dog'])
    expect(person.text('特にありません')).toMatchObject({ end: 'finished', answers: [{ value: ['none'] }] })
    expect(begin(illness).text('とくになし')).toMatchObject({ answers: [{ value: ['none'] }] })
    expect(begin(illness).text('特になし、犬')).toMatchObject({ answers: [], misunderstood: 1 })
  })

  test('where nothing has to be said, whoever has nothing to say passes on; nobody together is 0', () => {
    const optional: Question = { kind: 'date', key: 'q', title: { ja: '誕生日' }, required: false }
    expect(begin(optional).text('わからない')).toMatchObject({ end: 'finished', answers: [{ value: null }] })
    expect(begin({ ...optional, required: true }).text('わからない')).toMatchObject({ answers: [], end: null })
    const many: Question = { kind: 'number', key: 'q', title: { ja: '同伴の人数' }, required: true, min: 0 }
    expect(begin(many).text('なし')).toMatchObject({ end: 'finished', answers: [{ value: 0 }] })
  })

  test('beside other ticks it is one more, and not without its words', () => {
    const person = begin(several)
    person.tap('犬')
    person.tap('その他')
    expect(person.tap('これで決定')).toMatchObject({ answers: [], misunderstood: 1 })
    person.text('鳥')
    expect(person.tap('これで決定')).toMatchObject({ end: 'finished', answers: [{ value: ['dog', 'other:鳥'] }] })
  })
})
