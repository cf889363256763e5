import { expect, test } from 'vitest'
import { converse } from '../../bot/conversations/converse.ts'
import type { Run, Setting, Talk } from '../../bot/conversations/contract.ts'
import type { FormDefinition, Question } from '../../bot/forms/contract.ts'

// What people type where a button was expected, as they type it: widths, kana and kanji, politeness, slips.
const setting: Setting = { today: '2026-11-21', language: 'ja', liffUrl: 'https://liff.line.me/2000000002-musubi01' }
const common = { key: 'q', title: { ja: '質問です', en: 'A question' }, required: false }
const option = (key: string, ja: string, en: string) => ({ key, label: { ja, en } })

const company: Question = {
  kind: 'single_choice',
  ...common,
  options: [
    option('alone', 'ひとりで', 'Alone'),
    option('family', '家族と', 'With my family'),
    option('friends', '友人と', 'With friends'),
    option('work', '仕事の方と', 'From work'),
  ],
}
const liked: Question = {
  kind: 'multiple_choice',
  ...common,
  options: [
    option('coffee', 'コーヒー', 'Coffee'),
    option('food', '食事', 'Food'),
    option('staff', 'スタッフ', 'Staff'),
    option('place', '雰囲気・内装', 'The place'),
  ],
}
const people: Question = { kind: 'number', ...common, min: 0, max: 100, unit: { ja: '人', en: 'people' } }
const stars: Question = { kind: 'rating', ...common, max: 5 }
const day: Question = { kind: 'date', ...common }
const born: Question = { kind: 'birthday', ...common }
const clock: Question = { kind: 'time', ...common }
const again: Question = { kind: 'yes_no', ...common }
const recommend: Question = { kind: 'nps', ...common }
const mail: Question = { kind: 'email', ...common }
const phone: Question = { kind: 'phone', ...common }
const number: Question = { kind: 'member_id', ...common }

/** By question: what it should be stored as, and the ways in which people say that. */
const said: [Question, unknown, string[]][] = [
  [
    company,
    'alone',
    ['ひとりで', 'ヒトリデ', 'ひとりで。', '「ひとりで」', '1', '１', '1番', '①', ' ひとりで ', 'alone', 'Alone'],
  ],
  [company, 'family', ['家族と', '家族と！', '家族 と', '2', '２', '２番', '②', 'With my family', 'with my family.']],
  [company, 'friends', ['友人と', '3', '三', '3番', '３．', '③', 'With friends']],
  [company, 'work', ['仕事の方と', '仕事の方と。', '4', '４', '四', '④', 'from work']],
  [liked, ['coffee'], ['コーヒー', 'ｺｰﾋｰ', 'こーひー', '1', '１', 'coffee', 'Coffee!']],
  [
    liked,
    ['coffee', 'staff'],
    [
      'コーヒーとスタッフ',
      'コーヒー、スタッフ',
      'コーヒー スタッフ',
      'コーヒー　スタッフ',
      'コーヒー,スタッフ',
      '1と3',
      '1,3',
      '１、３',
      '1 3',
      '①③',
      'スタッフとコーヒー',
      'coffee, staff',
    ],
  ],
  [
    liked,
    ['food', 'place'],
    ['食事、雰囲気・内装', '食事と雰囲気・内装', '雰囲気・内装、食事', '2,4', '２と４', '2・4'],
  ],
  [
    people,
    2,
    [
      '2',
      '２',
      '2人',
      '２人',
      '二人',
      'ふたり',
      '2名',
      '２名',
      '二',
      '2 人',
      '2人です',
      '２名です',
      '2人です。',
      '約2人',
    ],
  ],
  [people, 10, ['10', '１０', '十人', '10人', '１０名', '十']],
  [people, 0, ['0', '０', '0人', 'ゼロ', 'なし', 'いません']],
  [stars, 5, ['5', '５', '五', '★★★★★', '⭐⭐⭐⭐⭐', '5点', '5つ', '五つ', '★5', '星5つ', '5です']],
  [stars, 3, ['3', '３', '三', '★★★', '★★★☆☆', '3点', '星３', '３点です']],
  [stars, 1, ['1', '★', '１点', '星ひとつ', '一']],
  [
    day,
    '2026-12-03',
    [
      '12/3',
      '１２／３',
      '12月3日',
      '１２月３日',
      '2026/12/3',
      '2026-12-03',
      '2026年12月3日',
      '令和8年12月3日',
      'R8.12.3',
      '20261203',
      '12月3日です',
      '12/3(木)',
      '12月3日（木）',
      '十二月三日',
    ],
  ],
  [day, '2026-11-22', ['明日', 'あした', 'あす', '明日です', 'tomorrow', 'アシタ']],
  [day, '2026-11-21', ['今日', 'きょう', '本日', 'today', '今日です']],
  [
    born,
    '1950-03-03',
    [
      '1950/3/3',
      '１９５０年３月３日',
      '昭和25年3月3日',
      'S25.3.3',
      's25/3/3',
      '昭和２５年３月３日',
      '19500303',
      '1950-03-03',
      '昭25.3.3',
    ],
  ],
  [born, '1989-01-08', ['平成元年1月8日', '平成1年1月8日', 'H1.1.8', '1989/1/8', 'Ｈ１．１．８']],
  [
    clock,
    '14:30',
    ['14:30', '１４：３０', '14時30分', '午後2時30分', '14時半', '午後2時半', '2:30pm', '1430', '14時30分です'],
  ],
  [clock, '09:00', ['9:00', '9時', '９時', '午前9時', '朝9時', '09:00', '9時です']],
  [
    again,
    'yes',
    ['はい', 'ハイ', 'ﾊｲ', 'はい。', 'yes', 'YES', 'うん', 'ええ', 'OK', '1', 'そうです', 'あります', 'います'],
  ],
  [again, 'no', ['いいえ', 'イイエ', 'いえ', 'no', 'No.', 'ちがいます', '2', 'いや', 'ありません', 'いません', 'なし']],
  [recommend, 8, ['8', '８', '八', '8点', '８点です', '8です']],
  [recommend, 10, ['10', '１０', '十', '10点', '満点']],
  [
    mail,
    'aiko@example.com',
    [
      'aiko@example.com',
      'aiko＠example.com',
      'ａｉｋｏ@example.com',
      ' aiko@example.com ',
      'aiko@EXAMPLE.com',
      'mailto:aiko@example.com',
      'aiko@example.com です',
    ],
  ],
  [
    phone,
    '+819012345678',
    [
      '09012345678',
      '090-1234-5678',
      '０９０１２３４５６７８',
      '090 1234 5678',
      '090ー1234ー5678',
      '+81 90-1234-5678',
      '(090)1234-5678',
      '090-1234-5678です',
    ],
  ],
  [number, 'M0001', ['M0001', 'm0001', 'Ｍ０００１', 'M-0001', 'M 0001', 'M0001です']],
]

/** Words that steer, and what they are understood as: the turn goes back, passes over, stops, tells where or asks again. */
const steering: [string, string[]][] = [
  [
    'skipped',
    [
      'スキップ',
      'すきっぷ',
      'ｽｷｯﾌﾟ',
      'skip',
      'SKIP',
      'パス',
      'とばす',
      '飛ばす',
      'あとで',
      'スキップします',
      '飛ばしてください',
    ],
  ],
  [
    'stopped',
    [
      'やめる',
      'ヤメル',
      '止める',
      '中止',
      'キャンセル',
      'stop',
      'cancel',
      'やめます',
      'やめたい',
      'もうやめる',
      '終了',
      'ストップ',
    ],
  ],
  ['back', ['もどる', '戻る', '前へ', 'まえ', 'back', '戻りたい', '前に戻る', '戻ってください', 'もどります']],
]

const first: Question = { kind: 'short_text', key: 'first', title: { ja: '最初' }, required: true }
const last: Question = { kind: 'short_text', key: 'last', title: { ja: '最後' }, required: true }

function say(question: Question, text: string) {
  const definition: FormDefinition = {
    title: { ja: '申込' },
    thanks: { ja: 'どうも' },
    questions: [first, question, last],
  }
  const run: Run = {
    ...{ id: 'run', formKey: 'entry', formState: 'open', version: 1, definition, state: 'draft' },
    answers: { first: 'はじめ' },
  }
  const talk: Talk = {
    ...{
      run,
      question: 'q',
      ticked: [],
      misunderstood: 0,
      arrived: true,
      silentMs: 10_000,
      late: false,
      interrupted: false,
      lastTap: null,
    },
  }
  return converse(talk, { kind: 'text', text }, setting)
}

function outcome(question: Question, text: string): unknown {
  const turn = say(question, text)
  if (turn?.end === 'cancelled') return 'stopped'
  if (turn?.question === 'first') return 'back'
  const answer = turn?.answers[0]
  // One of several is ticked, as by its button, and waits for the rest.
  if (!answer && turn && turn.ticked.length > 0) return turn.ticked
  if (!answer) return 'asked again'
  if (answer.value === null) return 'skipped'
  const value = answer.value
  if (typeof value !== 'object' || Array.isArray(value)) return value
  return value['date'] ?? value['email'] ?? value['e164'] ?? value['id']
}

test('EP13: of two hundred things that people type, nineteen in twenty are understood, and none is a dead end', () => {
  const all = [
    ...said.flatMap(([question, meant, texts]) => texts.map((text) => ({ question, meant, text }))),
    ...steering.flatMap(([meant, texts]) => texts.map((text) => ({ question: company, meant, text }))),
  ]
  expect(all.length).toBeGreaterThanOrEqual(200)
  const missed = all.filter(({ question, meant, text }) => {
    const got = outcome(question, text)
    return JSON.stringify(got) !== JSON.stringify(meant)
  })
  expect(
    missed
      .map(({ text, meant, question }) => `${question.kind} ${text} (${JSON.stringify(meant)})`)
      .slice(all.length / 20),
  ).toEqual([])
  // Whatever is not understood is asked again, with the reason.
  for (const { question, text } of missed) {
    const turn = say(question, text)
    expect([text, turn?.speech.length ?? 0]).not.toEqual([text, 0])
  }
})
