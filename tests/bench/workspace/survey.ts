import type { FormDefinition, Option, Question } from '../../../bot/forms/contract.ts'

const option = (key: string, ja: string): Option => ({ key, label: { ja } })

const rating = (key: string, what: string): Question => ({
  kind: 'rating',
  key,
  title: { ja: `${what}にどのくらい満足されていますか？` },
  required: true,
  max: 5,
})

const ratings = [
  ['coffee', 'コーヒーの味'],
  ['sweets', 'お菓子の味'],
  ['price', 'お値段'],
  ['service', 'スタッフの対応'],
  ['speed', 'お待たせした時間'],
  ['clean', '店内の清潔さ'],
  ['seats', '席の座り心地'],
  ['music', '店内の音楽'],
  ['toilet', 'お手洗い'],
  ['hours', '営業時間'],
  ['access', '行きやすさ'],
  ['menu', 'メニューの見やすさ'],
] as const

const yesNo = (key: string, ja: string): Question => ({ kind: 'yes_no', key, title: { ja }, required: true })

const frequencies = ['毎日', '週に2〜3回', '週に1回', '月に2〜3回', '月に1回', '年に数回', '初めて']
const drinks = ['ドリップ', 'カフェラテ', 'カプチーノ', 'エスプレッソ', '紅茶', '抹茶ラテ', 'ジュース', 'その他']
const prefectures = [
  '東京都',
  '神奈川県',
  '埼玉県',
  '千葉県',
  '大阪府',
  '京都府',
  '愛知県',
  '福岡県',
  '北海道',
  'その他',
]

const choices = (labels: readonly string[]) => labels.map((label, at) => option(`o${at + 1}`, label))

/** A long survey of every common kind: 28 questions that are always answered, and four that half of the people pass over. */
export const yearly: FormDefinition = {
  title: { ja: '年に一度のお客さまアンケート', en: 'Our yearly survey' },
  hidden: [{ key: 'route', title: { ja: '流入元' } }],
  calculations: [
    {
      key: 'satisfaction',
      title: { ja: '満足度の平均' },
      formula: {
        do: 'divided',
        of: [{ do: 'plus', of: ratings.map(([key]) => ({ fact: `answer.${key}` })) }, ratings.length],
      },
      digits: 1,
    },
  ],
  endings: [
    {
      key: 'sorry',
      when: { fact: 'value.satisfaction', is: 'less_than', value: 3 },
      thanks: { ja: 'ご不便をおかけしました。いただいた声を店づくりにいかします。' },
    },
  ],
  thanks: { ja: '最後までお答えいただき、ありがとうございました。' },
  questions: [
    ...ratings.map(([key, what]) => rating(key, what)),
    {
      kind: 'single_choice',
      key: 'how_often',
      title: { ja: 'どのくらい来られますか？' },
      required: true,
      options: choices(frequencies),
    },
    {
      kind: 'dropdown',
      key: 'prefecture',
      // Whoever said it to another form is not asked.
      prefill: { from: { kind: 'attribute', key: 'area' }, skip: true },
      title: { ja: 'お住まいはどちらですか？' },
      required: true,
      options: choices(prefectures),
    },
    {
      kind: 'multiple_choice',
      key: 'drinks',
      title: { ja: 'よく注文されるものを選んでください' },
      required: true,
      options: choices(drinks),
    },
    {
      kind: 'multiple_choice',
      key: 'with_whom',
      title: { ja: 'どなたと来られますか？' },
      required: true,
      options: choices(['ひとり', '家族', '友人', '同僚', '恋人']),
    },
    { kind: 'nps', key: 'recommend', title: { ja: 'ご友人にどのくらいすすめたいですか？' }, required: true },
    {
      kind: 'number',
      key: 'spend',
      title: { ja: '1回にいくらくらい使われますか？' },
      required: true,
      min: 0,
      max: 100_000,
      unit: { ja: '円' },
    },
    {
      kind: 'number',
      key: 'people',
      title: { ja: 'ご家族は何人ですか？' },
      required: true,
      min: 1,
      max: 20,
      unit: { ja: '人' },
    },
    { kind: 'date', key: 'last_visit', title: { ja: '最後に来られたのはいつですか？' }, required: true },
    { kind: 'time', key: 'best_time', title: { ja: '来られることの多い時間は？' }, required: true, step: 30 },
    yesNo('takes_out', 'お持ち帰りを利用されますか？'),
    yesNo('brews', 'ご自宅でコーヒーを淹れられますか？'),
    yesNo('has_card', '会員カードをお持ちですか？'),
    { kind: 'short_text', key: 'favourite', title: { ja: 'いちばん好きな一品は？' }, required: true, lengthMax: 60 },
    { kind: 'name', key: 'name', title: { ja: 'お名前を教えてください' }, required: true, kana: true },
    { kind: 'email', key: 'email', title: { ja: 'メールアドレスを教えてください' }, required: true },
    { kind: 'long_text', key: 'comment', title: { ja: 'ひとことお願いします' }, required: true, lengthMax: 500 },
    { kind: 'phone', key: 'phone', title: { ja: '電話番号（任意）' }, required: false },
    { kind: 'birthday', key: 'birthday', title: { ja: '生年月日（任意）' }, required: false },
    {
      kind: 'long_text',
      key: 'wishes',
      title: { ja: 'あったらうれしいもの（任意）' },
      required: false,
      lengthMax: 500,
    },
    { kind: 'date_time', key: 'call_at', title: { ja: 'お電話してよい日時（任意）' }, required: false },
  ],
}

/** A form with slots to book. */
export const tasting: FormDefinition = {
  title: { ja: '試飲会の予約', en: 'Book a tasting' },
  thanks: { ja: 'ご予約ありがとうございます。' },
  questions: [
    { kind: 'slot', key: 'when', title: { ja: 'ご希望の日時を選んでください' }, required: true, waiting: true },
    { kind: 'name', key: 'name', title: { ja: 'お名前を教えてください' }, required: true, kana: true },
  ],
}
