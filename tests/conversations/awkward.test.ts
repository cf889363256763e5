import { describe, expect, test } from 'vitest'
import { lineMessages } from '../../bot/channels/line/messages.ts'
import type { Run, Setting, Talk, Turn } from '../../bot/conversations/contract.ts'
import { converse } from '../../bot/conversations/converse.ts'
import { checkAnswer } from '../../bot/forms/check.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'
import { problemText } from '../../bot/forms/problem-text.ts'
import { checkMessages } from '../../simulator/check-messages.ts'

// A Saturday. What people type where they do not look at the example: what it is read as, what they may choose, what they are told.
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: 'https://liff.line.me/1-a' }
const common = { key: 'q', title: { ja: '質問' }, required: true }
const option = (key: string, ja: string) => ({ key, label: { ja } })
const colours = [option('red', '赤'), option('blue', '青'), option('green', '緑')]
const one: Question = { kind: 'single_choice', ...common, options: colours }
const some: Question = {
  ...{ kind: 'multiple_choice', ...common },
  options: [...colours, { ...option('none', '特になし'), alone: true }],
}
const listed: Question = { kind: 'dropdown', ...common, options: colours }
const order: Question = { kind: 'ranking', ...common, options: colours }
const people: Question = { kind: 'number', ...common, min: 0, max: 100_000, unit: { ja: '人' } }
const height: Question = { kind: 'number', ...common, decimals: true, unit: { ja: 'cm' } }
const stars: Question = { kind: 'rating', ...common, max: 5 }
const score: Question = { kind: 'nps', ...common }
const scale: Question = { kind: 'slider', ...common, min: 0, max: 100, step: 5, unit: { ja: '%' } }
const day: Question = { kind: 'date', ...common }
const clock: Question = { kind: 'time', ...common }
const evening: Question = { kind: 'time', ...common, min: '11:00', max: '21:00' }
const moment: Question = { kind: 'date_time', ...common }
const born: Question = { kind: 'birthday', ...common }
const yesNo: Question = { kind: 'yes_no', ...common }
const money: Question = { kind: 'money', ...common, currency: 'JPY' }
const mail: Question = { kind: 'email', ...common }
const phone: Question = { kind: 'phone', ...common }
const card: Question = { kind: 'member_id', ...common }
const terms: Question = { kind: 'consent', ...common, text: { ja: '規約' }, version: '1' }
const place: Question = { kind: 'location', ...common }
const name: Question = { kind: 'name', ...common }
const line: Question = { kind: 'short_text', ...common }
const lines: Question = { kind: 'long_text', ...common }

const ages: Question = { kind: 'single_choice', ...common, options: ['3歳', '4歳', '5歳'].map((ja) => option(ja, ja)) }
const counts: Question = { ...ages, options: ['0個', '1個', '2個'].map((ja) => option(ja, ja)) }
const spans: Question = { ...ages, options: ['10〜19歳', '20〜29歳', '30歳以上'].map((ja) => option(ja, ja)) }
const since: Question = { ...ages, options: ['1か月', '2〜3か月', '半年', '1年以上'].map((ja) => option(ja, ja)) }
const listNumbers: Question = { ...ages, options: ['1. コーヒー', '2. お茶', '3. 水'].map((ja) => option(ja, ja)) }
const priced: Question = { ...ages, options: ['並 500円', '大 2枚', 'Tシャツ2'].map((ja) => option(ja, ja)) }
const turned: Question = { kind: 'yes_no', ...common, yesLabel: { ja: 'なし' }, noLabel: { ja: 'あり' } }

const first: Question = { kind: 'short_text', key: 'first', title: { ja: '最初' }, required: true }
const last: Question = { ...first, key: 'last', title: { ja: '最後' } }

function say(question: Question, text: string): Turn {
  const questions = [first, question, last]
  const definition: FormDefinition = { title: { ja: '申込' }, thanks: { ja: 'どうも' }, questions }
  const run: Run = {
    ...{ id: 'run', formKey: 'entry', formState: 'open', version: 1, definition, state: 'draft' },
    answers: { first: 'はじめ' },
  }
  const talk: Talk = {
    ...{ run, question: 'q', ticked: [], misunderstood: 0, arrived: true, silentMs: 10_000 },
    ...{ late: false, interrupted: false, lastTap: null },
  }
  const turn = converse(talk, { kind: 'text', text }, setting)!
  expect(checkMessages(lineMessages(turn.speech), 'http://localhost:3000')).toEqual([])
  return turn
}

/** The answer; the options that are ticked, or offered; the sentence before the question that is asked again. */
function outcome(question: Question, text: string): unknown {
  const { answers, end, question: next, ticked, speech } = say(question, text)
  if (end) return end
  if (next === 'first') return 'back'
  const [answer] = answers
  if (answer) return meaning(answer.value)
  const asked = speech.find((part) => part.kind === 'question')
  if (ticked.length > 0) return { ticked }
  if (asked?.offered && asked.options.length > 0 && question.kind !== 'ranking')
    return { choose: asked.options.map(({ label }) => label) }
  return { told: speech.map((part) => (part.kind === 'text' ? part.text : '')).join('') }
}
const meaning = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? 'skipped'
  const { date, email, e164, id, place: where } = value as Record<string, string>
  return date ?? email ?? e164 ?? id ?? where ?? value
}

const told = (sentence: string) => ({ told: expect.stringContaining(sentence) })
const choose = (...labels: string[]) => ({ choose: labels })
const list = told('一覧の中から')
const figure = told('数字で入力してください')
const date = told('日付で入力してください')
const time = told('時刻を入力してください')
const sum = told('金額を数字で')
const numbers = told('番号は1から')

const table: [string, Question, [unknown, string[]][]][] = [
  [
    'one of several',
    one,
    [
      [
        'blue',
        [
          '２',
          '②',
          '2番',
          '２番',
          '二番目',
          '2つ目',
          '(2)',
          'No.2',
          '青です',
          '青がいいです',
          '青😀',
          '青でお願いします',
          '青。',
        ],
      ],
      ['red', ['最初の', '一番上', '１\n', '赤を希望']],
      [numbers, ['4', '0', '99']],
      [told('1つだけ選んでください'), ['赤と青', '1と3', '1,3', '①③']],
      [list, ['全部', 'どれでもいい', '真ん中', '😀', 'あ'.repeat(1200)]],
    ],
  ],
  [
    'ages',
    ages,
    [
      ['3歳', ['3', '３', '三', '1番', '一番上']],
      ['5歳', ['5', '5歳', '3番目']],
      [list, ['1', '2']],
    ],
  ],
  [
    'how many of it',
    counts,
    [
      ['2個', ['2', '2つ', '二つ', '2個', '3番']],
      ['0個', ['0', '0個', '1番']],
      [numbers, ['9']],
    ],
  ],
  [
    'spans',
    spans,
    [
      ['10〜19歳', ['10', '1番']],
      ['30歳以上', ['30', '3番']],
      [list, ['2', '3']],
    ],
  ],
  [
    'figures and words',
    since,
    [
      ['半年', ['3番']],
      ['1年以上', ['4', '４番']],
      ['2〜3か月', ['2']],
      [list, ['1', '3']],
    ],
  ],
  [
    'options with their places',
    listNumbers,
    [
      ['2. お茶', ['2', '2番', '②']],
      ['3. 水', ['3', '三']],
    ],
  ],
  [
    'options with prices',
    priced,
    [
      ['並 500円', ['1', '1番']],
      ['大 2枚', ['2番']],
      ['Tシャツ2', ['3']],
      [list, ['2']],
    ],
  ],
  [
    'several',
    some,
    [
      [
        ['red', 'green'],
        [
          '１と３',
          '1,3',
          '1、3',
          '1 3',
          '①③',
          '❶❸',
          '1/3',
          '１つ目と３つ目',
          '赤、緑',
          '赤も緑も',
          '赤・緑です',
          '緑と赤',
        ],
      ],
      [
        ['red', 'blue', 'green'],
        ['全部', 'すべて', '全て', '全部です'],
      ],
      [['none'], ['なし', '特になし', '4', 'ありません']],
      [{ ticked: ['red'] }, ['赤', '最初の', '1番']],
      [numbers, ['5', '1,5', '13']],
      [told('「黄」は一覧にありません'), ['赤、青、黄']],
      [told('ほかの選択肢と一緒には'), ['1と4', '赤、特になし']],
      [list, ['赤以外', '両方', 'あかとあお']],
    ],
  ],
  [
    'a long list',
    listed,
    [
      ['green', ['3', '三番', '緑です']],
      [numbers, ['5', '100']],
    ],
  ],
  [
    'an order',
    order,
    [
      [
        ['green', 'blue', 'red'],
        ['3,2,1', '３２１', '3→2→1', '緑＞青＞赤', '緑、青、赤', '緑→青'],
      ],
      [{ ticked: ['blue'] }, ['青', '2']],
      [list, ['4,1,2', '全部']],
    ],
  ],
  [
    'how many',
    people,
    [
      [3, ['３', '三人', '3人です', '3人😀', '3名様', '約3人', 'みっつ', '3 人']],
      [2, ['ふたり', '２名さま', '二人です']],
      [12_000, ['一万二千', '1万2千', '12,000人', '１２，０００', '1.2万']],
      [120, ['百二十', '百二十人', '120人くらい']],
      [0, ['0', 'なし', 'ゼロ', 'いません']],
      [
        figure,
        ['3〜5', '3、4', '3か4', '2〜3人', '十数人', '大人2、子供1', '何人でも', '¾', '1e3', '😀', 'あ'.repeat(1200)],
      ],
      [told('小数点のない'), ['1.5', '１．５']],
      [told('0以上の数字'), ['-3', '−3']],
      [told('100000以下'), ['10万1']],
    ],
  ],
  [
    'a length',
    height,
    [
      [170.5, ['170.5', '１７０．５', '170.5cm', '170.5センチです']],
      [170, ['百七十']],
      [figure, ['170,5', '1m70']],
    ],
  ],
  [
    'stars',
    stars,
    [
      [3, ['３', '★★★', '星三つ', '3つ', '★★★☆☆', '3点です']],
      [told('1から5の数字'), ['0', '6', '3.5', '4か5', '良い']],
    ],
  ],
  [
    'a score',
    score,
    [
      [10, ['１０', '十', '満点', '10点です']],
      [told('0から10の数字'), ['11', '-1', '8.5', '8か9']],
    ],
  ],
  [
    'a scale',
    scale,
    [
      [50, ['５０%', '五十', '50くらい', '50パーセント']],
      [told('5きざみ'), ['52']],
      [told('0から100'), ['101']],
    ],
  ],
  [
    'a day',
    day,
    [
      [
        '2026-12-03',
        [
          '12/3',
          '１２−３',
          '12ー3',
          '十二月三日',
          '12月3日（木）',
          '12月3日木曜日',
          'R8.12.3',
          '20261203',
          '来月3日',
          '来月の3日',
        ],
      ],
      ['1989-01-07', ['昭和64年1月7日', 'S64.1.7']],
      ['2026-11-23', ['月曜', '来週の月曜', '次の月曜日', '明後日', '２日後', 'あさってです', 'monday']],
      ['2026-12-02', ['再来週の水曜']],
      ['2026-11-28', ['1週間後', '来週の土曜', '一週間後']],
      ['2026-11-30', ['今月末', '今月の30日']],
      ['2027-04-01', ['来年の4月1日', '来年4/1']],
      [choose('2026/12/03（木）', '2026/12/04（金）'), ['12/3(金)', '12月3日金曜日']],
      // A week begins with Sunday for some, and with Monday for others.
      [choose('2026/11/22（日）', '2026/11/29（日）'), ['来週の日曜']],
      [choose('2026/11/21（土）', '2026/11/28（土）'), ['土曜', '土曜日です']],
      [
        date,
        [
          '令和元年',
          '2026年12月',
          '12/3か12/4',
          '12/3〜12/5',
          '1203',
          '明日以降',
          'いつでも',
          '週末',
          '26/12/3',
          '月',
          '😀',
        ],
      ],
      [told('2月29日という日付はありません'), ['2026/2/29']],
      [told('昭和64年は1月7日までです'), ['昭和64年3月1日']],
    ],
  ],
  [
    'a time',
    clock,
    [
      [
        '18:30',
        ['１８：３０', '18時半', '1830', '18.30', '6:30 PM', '午後六時半', '十八時三十分', '18時30分から', '18:30ごろ'],
      ],
      ['09:30', ['930', '朝9時半', '九時半', '９時３０分です']],
      ['13:00', ['お昼の1時', '昼1時', '午後1時', '十三時']],
      ['00:00', ['夜の12時', '夜12時', '夜の0時']],
      ['00:30', ['夜12時半']],
      ['01:00', ['夜1時', '夜の1時']],
      ['02:00', ['夜の2時']],
      ['19:00', ['夜の7時', '夜7時']],
      ['12:00', ['正午', '12時', '午後12時', 'お昼の12時']],
      [choose('03:30', '15:30'), ['3時半', '三時半', '3:30']],
      [choose('00:30'), ['24:30', '24時半']],
      [choose('01:00'), ['25時']],
      [time, ['30時', '昼', '夕方', 'いつでも', '18時〜19時', '18:30-19:00', '深夜1時', '9時か10時']],
    ],
  ],
  [
    'a time within hours',
    evening,
    [
      ['15:00', ['3時', '三時', '15時']],
      ['11:00', ['11時']],
      [told('21:00まで'), ['22時']],
      [told('11:00以降'), ['9時']],
    ],
  ],
  [
    'a moment',
    moment,
    [
      [
        '2026-12-03T18:30',
        ['12/3 18:30', '１２／３　１８：３０', '12月3日（木）18時30分', '12月3日午後六時半', '来月3日の18時半'],
      ],
      ['2026-11-23T15:00', ['来週の月曜 15時', '月曜15時', '月曜の午後3時', '明後日15時']],
      [choose('2026/11/22（日） 03:00', '2026/11/22（日） 15:00'), ['明日の3時', '明日三時']],
      [choose('2026/12/04（金） 00:30'), ['12/3 24:30', '12/3の夜12時半', '12月3日 夜の12時30分']],
      [choose('2026/12/04（金） 01:00'), ['12/3 夜の1時']],
      [
        choose('2026/12/04（金） 15:00', '2026/12/03（木） 15:00'),
        ['12/4(木) 15時', '12/4（木）15時', '12月4日木曜日の15時'],
      ],
      [choose('2026/11/22（日） 15:00', '2026/11/29（日） 15:00'), ['来週の日曜15時', '来週の日曜日の15時です']],
      [told('日付と時刻を'), ['12/3', '18:30', '明日の朝', '12/3 18:30〜19:30', '12/3 30時']],
    ],
  ],
  [
    'a birthday',
    born,
    [
      [
        '1975-05-05',
        [
          '昭和50年5月5日',
          'S50.5.5',
          'ｓ５０．５．５',
          '昭和五十年五月五日',
          '19750505',
          '1975 5 5',
          '1975年5月5日生まれ',
          '75年5月5日',
        ],
      ],
      ['1989-01-07', ['昭和64年1月7日', 'S64.1.7']],
      ['2019-05-01', ['令和元年5月1日', 'R1.5.1']],
      [choose('1950年（昭和25年）', '1975年（昭和50年）'), ['50.5.5', '500505']],
      [choose('1989年（平成元年）'), ['昭和64年1月8日']],
      [told('今日までの日付'), ['2030/1/1', 'R8.12.1']],
      [told('年・月・日で'), ['1975年5月', '昭和50年', '５０歳', '秘密', '😀']],
    ],
  ],
  [
    'yes or no',
    yesNo,
    [
      ['yes', ['はい！', 'ＹＥＳ', 'ﾊｲ', 'うん', 'はい、お願いします', 'もちろん', '○', '👍', '1', 'イエス']],
      ['no', ['いいえ', 'ノー', 'いえいえ', '×', '🙅', '２', 'ありません', 'いりません']],
      [told('1つ選んでください'), ['たぶん', 'どちらでもない', '大丈夫です', '3', '🤔']],
    ],
  ],
  [
    'yes or no, turned round',
    turned,
    [
      ['yes', ['なし', 'ありません', 'ない']],
      ['no', ['あり', 'あります', 'ある']],
    ],
  ],
  [
    'money',
    money,
    [
      [1234, ['1,234円', '１，２３４円', '¥1,234', '千二百三十四円', '約1234円']],
      [12_000, ['一万二千円', '1万2千', '1.2万円くらい', '￥12,000です']],
      [sum, ['3000〜5000', '無料', '$100', '-100', '12.5', 'タダ', '2000円弱']],
    ],
  ],
  [
    'mail',
    mail,
    [
      [
        'aiko@example.com',
        [
          'ａｉｋｏ＠ｅｘａｍｐｌｅ．ｃｏｍ',
          'aiko @ example.com',
          'aiko@example。com',
          'メールはaiko@example.comです',
          'アドレス：aiko@example.com',
          'Aiko <aiko@example.com>',
          'aiko@example.com😀',
        ],
      ],
      [told('「@」がありません'), ['aiko_at_example.com']],
      [told('「@」が2つ以上'), ['a@example.com b@example.com']],
      [told('「,」はメールアドレスに使えません'), ['aiko@example,com']],
      [told('254文字以内'), [`${'a'.repeat(300)}@example.com`]],
    ],
  ],
  [
    'phone',
    phone,
    [
      [
        '+819012345678',
        [
          '０９０－１２３４－５６７８',
          '090ー1234ー5678',
          '090–1234–5678',
          '+81 90 1234 5678',
          '+81-(0)90-1234-5678',
          '81-90-1234-5678',
          '090-1234-5678（携帯）',
          '携帯電話は090-1234-5678です',
          'TEL：090.1234.5678',
        ],
      ],
      ['+81312345678', ['03(1234)5678', '電話番号：03-1234-5678']],
      [told('市外局番'), ['1234-5678']],
      [told('今は10桁'), ['090 1234 567']],
      [told('電話番号を数字で'), ['O90-1234-5678', '〇九〇一二三四五六七八', '090-1234-5678 または 03-1234-5678']],
    ],
  ],
  [
    'a number of one’s own',
    card,
    [
      ['W0001', ['Ｗ－０００１', 'w 0001', '会員番号はW0001です', '番号：W0001']],
      [told('番号を入力してください'), ['忘れました', '😀']],
    ],
  ],
  [
    'a consent',
    terms,
    [
      ['agreed', ['同意します', 'はい', '同意', 'ＯＫ']],
      [told('同意をお願いします'), ['👍', 'わかりました', 'お願いします', '読みました']],
      [told('先へ進めません'), ['同意しません', 'いいえ']],
    ],
  ],
  [
    'a place',
    place,
    [
      ['渋谷駅前', ['渋谷駅前', '渋谷駅前です']],
      ['😀', ['😀']],
    ],
  ],
  [
    'a name',
    name,
    [
      [{ family: '山田', given: '花子' }, ['山田 花子', '山田　花子']],
      [told('お名前として読み取れません'), ['山田花子', '山田', 'ヤマダ ハナコ', '😀']],
    ],
  ],
  [
    'a line',
    line,
    [
      ['なし', ['なし', 'なし ']],
      ['１行\n２行', ['１行\n２行']],
      ['OK', ['OK']],
      ['最初から', ['最初から']],
      [told('200文字以内'), ['あ'.repeat(1200)]],
      ['cancelled', ['やめる', 'やめる。']],
      ['back', ['戻る']],
    ],
  ],
  [
    'lines',
    lines,
    [
      ['上\n\n\n下', ['上\n\n\n下']],
      ['😀', ['😀']],
      [told('今は2500文字'), ['あ'.repeat(2500)]],
    ],
  ],
]

describe('EP13: awkward input is read as it is meant, or the person chooses, or reads why not', () => {
  test.each(table)('%s', (_, question, rows) => {
    const all = rows.flatMap(([meant, texts]) => texts.map((text) => ({ text, meant })))
    const heard = all.map(({ text }) => ({ text, meant: outcome(question, text) }))
    expect(heard).toEqual(all)
  })

  test('what both mouths read where it is typed they read alike: the page says the same sentence at its field', () => {
    for (const [, question, rows] of table)
      if (['email', 'phone', 'birthday', 'money', 'slider', 'member_id'].includes(question.kind))
        for (const text of rows.flatMap(([, texts]) => texts)) {
          const heard = outcome(question, text)
          const checked = checkAnswer(question, text.replace(/(?<=.)(です|😀)$/u, ''), setting.today)
          const there = checked.ok ? meaning(checked.value) : problemText(checked.problem, 'ja')
          if (typeof heard === 'object' && heard !== null && 'told' in heard) expect(heard.told).toContain(there)
          else if (typeof heard !== 'object') expect([text, there]).toEqual([text, heard])
        }
  })
})

describe('words of the chat lose nothing', () => {
  test('help tells what can be done and asks again; only where nothing else is meant', () => {
    for (const text of ['ヘルプ', 'help', 'ﾍﾙﾌﾟ！']) expect(outcome(line, text)).toEqual(told('「やめる」で中止します'))
    for (const text of ['使い方', '困った']) expect(outcome(day, text)).toEqual(told('「最初から」で最初の質問へ'))
    expect(outcome(line, '使い方')).toBe('使い方')
    expect(outcome({ ...one, required: false }, 'ヘルプ')).toEqual(told('「スキップ」で次の質問へ'))
  })

  test('from the first leads back to it, with every answer kept', () => {
    for (const text of ['最初から', 'やり直したい', 'restart']) {
      const turn = say(day, text)
      expect(turn).toMatchObject({ question: 'first', answers: [], end: null })
      expect(turn.speech[0]).toMatchObject({
        kind: 'text',
        text: expect.stringContaining('これまでの回答は残っています'),
      })
    }
    expect(say(line, '最初からやり直す')).toMatchObject({ question: 'first', answers: [] })
  })

  test('a blank text is neither an answer nor a wish to leave it empty', () => {
    for (const question of [line, one, place, { ...line, required: false }])
      expect(say(question, '　\n ')).toMatchObject({ answers: [], question: 'q', misunderstood: 0 })
  })
})
