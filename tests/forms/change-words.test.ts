import { afterAll, beforeAll, expect, test, vi } from 'vitest'
// Vue looks at the page when it is loaded: before there is what we put in its place.
import 'vue'
import { satisfaction } from '../../bot/demo/forms.ts'
import { taste } from '../../bot/demo/taste.ts'
import { changesOf } from '../../bot/forms/definition-changes.ts'
import { plainSettings, type FormDraft } from '../../bot/forms/edit-contract.ts'
import { parseFormula } from '../../bot/forms/formula-text.ts'
import type { Names } from '../../dashboard/src/forms/useNames.ts'

/** The dashboard's words ask the browser for its language. */
beforeAll(() => {
  vi.stubGlobal('navigator', { languages: ['ja'], language: 'ja' })
  vi.stubGlobal('document', { documentElement: {} })
})
afterAll(() => void vi.unstubAllGlobals())

const named = (kind: string) => (id: string) => `${kind}:${id}`
const names: Names = {
  ...{
    tag: named('タグ'),
    attribute: named('項目'),
    endpoint: named('連携先'),
    staff: named('人'),
    form: named('フォーム'),
  },
  question: (form, key) => `${form}の${key}`,
}

async function told(definition: FormDraft['definition'], change: (draft: FormDraft) => void): Promise<string[]> {
  const { changeSaid } = await import('../../dashboard/src/forms/change-words.ts')
  const before: FormDraft = { definition, settings: plainSettings, rules: [] }
  const after = structuredClone(before)
  change(after)
  return changesOf(before, after).map((one) => {
    const { about, was, is } = changeSaid(one, { before, after, names })
    return was === null ? about : `${about}：${was} → ${is}`
  })
}

test('row 17: a changed condition, way, required-if and prefill is told as it was and as it is', async () => {
  expect(
    await told(satisfaction, ({ definition: { questions } }) => {
      questions[1]!.showWhen = { fact: 'answer.overall', is: 'at_most', value: 3 }
      questions[1]!.jumps = [{ when: { fact: 'answer.overall', is: 'equals', value: 1 }, to: 'end' }, { to: 'wishes' }]
      questions[3]!.requiredWhen = { fact: 'answer.how_found', is: 'equals', value: 'social' }
      questions[5]!.prefill = { from: { kind: 'attribute', key: 'nick' }, skip: true }
      delete questions[6]!.showWhen
      Object.assign(questions[0]!, { kind: 'slider' })
    }),
  ).toEqual([
    '種類：「評価」 → 「スライダー」',
    '表示する条件：「全体として、どのくらい満足されていますか？」が2以下のとき → 「全体として、どのくらい満足されていますか？」が3以下のとき',
    '次に進む先：次の質問 → 「全体として、どのくらい満足されていますか？」が「1」なら終わりへ進む、いつも「4. 今後あったらうれしいものを選んでください」へ進む',
    '必須にする条件：なし → 「当店を何でお知りになりましたか？」が「SNS」のとき',
    '前からわかっていること：なし → 項目「項目:nick」がわかっていれば聞かない',
    '表示する条件：「全体として、どのくらい満足されていますか？」が3以上のとき → いつも',
  ])
})

test('row 17: a page that not everybody is asked, a comparison and a first place are told in words', async () => {
  expect(
    await told(satisfaction, ({ definition }) => {
      const day = { kind: 'date' as const, required: true }
      definition.pages = [{ key: 'wishes', title: { ja: 'ご要望' }, showWhen: definition.questions[6]!.showWhen! }]
      definition.questions[1]!.showWhen = {
        any: [
          { fact: 'answer.until', is: 'less_than', value: { fact: 'answer.from' } },
          { fact: 'first.best', is: 'one_of', value: [] },
        ],
      }
      definition.questions.push(
        { ...day, key: 'from', title: { ja: '開始日' } },
        { ...day, key: 'until', title: { ja: '終了日' }, compared: [{ is: 'more_than', than: 'from' }] },
        {
          ...{ kind: 'ranking', key: 'best', title: { ja: '順位' }, required: false },
          options: ['a', 'b'].map((key) => ({ key, label: { ja: key } })),
        },
      )
    }),
  ).toEqual([
    '表示する条件：「全体として、どのくらい満足されていますか？」が2以下のとき → 「終了日」が「開始日」より前、または 「順位 の1位」が「…」のとき',
    ...['質問を加える', '質問を加える', '質問を加える'],
    'ページ「ご要望」を加える：「全体として、どのくらい満足されていますか？」が3以上のとき',
  ])
})

test('row 17: a changed formula, score, ending, setting and rule is told as it was and as it is', async () => {
  expect(
    await told(taste, ({ definition, settings, rules }) => {
      definition.calculations![0]!.formula = { do: 'times', of: [{ fact: 'answer.bitterness' }, 2] }
      definition.calculations![0]!.blank = 'unknown'
      definition.endings![0]!.when = { fact: 'value.depth', is: 'at_least', value: 15 }
      definition.endings!.pop()
      Object.assign(definition.questions[0]!, {
        options: [{ key: 'espresso', label: { ja: 'エスプレッソ' }, score: 9 }],
      })
      settings.followUpAfter = 60
      settings.capacity = 24
      rules.push({ key: 'dark', on: 'finished', deeds: [{ do: 'add_tag', tag: 't1' }] })
    }),
  ).toEqual(
    expect.arrayContaining([
      '計算「深煎り度」の式：{いま飲みたい一杯はどれですか？ の点数} + {苦さはどのくらいが好きですか？} + {おもにいつ飲みますか？ の点数} → {苦さはどのくらいが好きですか？} × 2',
      '計算「深煎り度」の答えていない質問は0として計算：オン → オフ',
      expect.stringMatching(
        /^終わり方「あなたに合うのは「深煎り」.*」の条件：「深煎り度」が12以上のとき → 「深煎り度」が15以上のとき$/,
      ),
      expect.stringMatching(/^終わり方「あなたに合うのは「浅煎り」.*」をなくす$/),
      '「エスプレッソ」の点数：5 → 9',
      '選択肢「カフェラテ」をなくす',
      'とちゅうの方に声をかけるまで：なし → 60分後',
      '定員：なし → 24名',
      '動きを加える：回答が完了したら → タグ「タグ:t1」をつける',
    ]),
  )
})

test('row 17: a text that begins like a tree is told as the text that it is', async () => {
  const changed = await told(satisfaction, ({ definition }) => {
    definition.title = { ja: '[重要] アンケート' }
    definition.thanks = { ja: '{{person.name|お客さま}}、ありがとうございます' }
  })
  expect(changed.some((line) => line.includes('→ 「[重要] アンケート」'))).toBe(true)
  expect(changed.some((line) => line.includes('ありがとうございます」'))).toBe(true)
})

test('questions of one title are named with their pages, and a long title may be typed whole', async () => {
  const { formulaNames } = await import('../../dashboard/src/forms/formula-names.ts')
  const common = { kind: 'number' as const, required: true }
  const long = '卵や鶏肉で、じんましんや息苦しさが出たことは何回ありますか'
  const titles: [key: string, ja: string, page?: string][] = [
    ['one', '体重', 'first'],
    ['two', '体重', 'second'],
    ['times', long],
  ]
  const questions = titles.map(([key, ja, page]) => ({ ...common, key, title: { ja }, ...(page && { page }) }))
  const pages = ['first', 'second'].map((key, at) => ({ key, title: { ja: `${at + 1}頭目` } }))
  const named = formulaNames({ title: { ja: '試し' }, thanks: { ja: 'どうも' }, questions, pages }, 'sum')
  expect(named.map(({ name }) => name)).toEqual(['1頭目：体重', '2頭目：体重', `${long.slice(0, 23)}…`])
  const formula = { do: 'plus', of: [{ fact: 'answer.two' }, { fact: 'answer.times' }] }
  for (const written of [
    `{2頭目：体重} + {${long}}`,
    `{2頭目：体重} + {${long.slice(0, 23)}…}`,
    `2頭目：体重 + ${long}`,
  ])
    expect(parseFormula(written, named)).toEqual({ formula })
})
