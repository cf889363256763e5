import type { QuestionKind } from '../../../bot/forms/contract.ts'
import type { Texts } from '../language.ts'

/** One setting of a kind of question; `key` is its name in the contract. Left empty it is left out. */
export type KindSetting = { key: string; label: Texts; about?: Texts } & (
  | { input: 'number'; min?: number; max?: number; unit?: Texts; required?: boolean }
  | { input: 'tick' }
  | { input: 'choice'; choices: { value: string | number | null; label: Texts }[] }
  /** One of the questions before it that are answered by a number. */
  | { input: 'counter' }
  | { input: 'day' }
  | { input: 'clock' }
  | { input: 'weekdays' }
  /** Earlier answers that it is compared with. */
  | { input: 'compared' }
  | { input: 'closed_days' }
  | { input: 'line'; max: number }
  | { input: 'texts'; optional: boolean; long?: boolean }
)

const texts = (key: string, ja: string, en: string): KindSetting => ({
  ...{ key, input: 'texts', optional: true, label: { ja, en } },
})
const letters: Texts = { ja: '文字', en: 'characters' }
const lengths = (max: number): KindSetting[] => [
  { key: 'lengthMin', input: 'number', min: 1, max, unit: letters, label: { ja: '最少文字数', en: 'At least' } },
  { key: 'lengthMax', input: 'number', min: 1, max, unit: letters, label: { ja: '最大文字数', en: 'At most' } },
]
const ends: KindSetting[] = [
  texts('lowLabel', '低い側の言葉', 'Low end'),
  texts('highLabel', '高い側の言葉', 'High end'),
]
const days: KindSetting[] = [
  { key: 'min', input: 'day', label: { ja: 'この日から', en: 'Not before' } },
  { key: 'max', input: 'day', label: { ja: 'この日まで', en: 'Not after' } },
]
const closed: KindSetting[] = [
  { key: 'closed', input: 'weekdays', label: { ja: '受け付けない曜日', en: 'Days of the week that are not taken' } },
  { key: 'closedHolidays', input: 'tick', label: { ja: '祝日は受け付けない', en: 'Not on public holidays of Japan' } },
  { key: 'closedDays', input: 'closed_days', label: { ja: '休業日（年末年始など）', en: 'Closed days of your own' } },
]
const step: KindSetting = {
  ...{ key: 'step', input: 'choice', label: { ja: '時刻のきざみ', en: 'Steps' } },
  choices: [
    { value: null, label: { ja: 'きざまない', en: 'Any minute' } },
    ...[5, 10, 15, 20, 30, 60].map((minutes) => ({
      value: minutes,
      label: { ja: `${minutes}分ごと`, en: `Every ${minutes} minutes` },
    })),
  ],
}
const compared: KindSetting = {
  ...{ key: 'compared', input: 'compared', label: { ja: 'ほかの答えとの比較', en: 'Compared with other answers' } },
}
const contact: KindSetting = {
  ...{ key: 'contact', input: 'tick', label: { ja: '会員の連絡先にする', en: 'Becomes a contact of the member' } },
  about: {
    ja: '会員登録のフォームで、答えを会員の情報として保存します。',
    en: 'Forms that register members keep the answer with the member.',
  },
}

/** What can be set of each kind beside words, options and whether it has to be answered. */
export const kindSettings: Record<QuestionKind, KindSetting[]> = {
  short_text: [texts('example', '入力例', 'Example'), ...lengths(500)],
  long_text: [texts('example', '入力例', 'Example'), ...lengths(2000)],
  single_choice: [],
  multiple_choice: [
    {
      key: 'chosenMin',
      input: 'number',
      min: 1,
      max: 50,
      label: { ja: '少なくとも', en: 'At least' },
      unit: { ja: '個', en: 'options' },
    },
    {
      key: 'chosenMax',
      input: 'number',
      min: 1,
      max: 50,
      label: { ja: '多くても', en: 'At most' },
      unit: { ja: '個', en: 'options' },
    },
  ],
  dropdown: [],
  yes_no: [
    texts('yesLabel', '「はい」の言葉', 'Label of yes'),
    texts('noLabel', '「いいえ」の言葉', 'Label of no'),
    { key: 'yesScore', input: 'number', label: { ja: '「はい」の点数', en: 'Points of yes' } },
    { key: 'noScore', input: 'number', label: { ja: '「いいえ」の点数', en: 'Points of no' } },
  ],
  number: [
    { key: 'min', input: 'number', label: { ja: '最小', en: 'At least' } },
    { key: 'max', input: 'number', label: { ja: '最大', en: 'At most' } },
    texts('unit', '単位', 'Unit'),
    { key: 'decimals', input: 'tick', label: { ja: '小数も受け付ける', en: 'Takes decimals' } },
    compared,
  ],
  rating: [
    {
      key: 'max',
      input: 'number',
      min: 3,
      max: 10,
      required: true,
      label: { ja: '段階', en: 'Steps' },
      unit: { ja: '段階', en: 'steps' },
    },
    ...ends,
  ],
  slider: [
    { key: 'min', input: 'number', required: true, min: 0, label: { ja: '左の端', en: 'From' } },
    { key: 'max', input: 'number', required: true, min: 100, label: { ja: '右の端', en: 'To' } },
    { key: 'step', input: 'number', required: true, min: 1, label: { ja: 'きざみ', en: 'Steps of' } },
    texts('unit', '単位', 'Unit'),
    ...ends,
  ],
  matrix: [
    {
      ...{ key: 'several', input: 'tick', label: { ja: '1つの項目でいくつでも選べる', en: 'Several in each row' } },
      about: {
        ja: '曜日ごとに出られる時間帯をすべて聞くときなど。',
        en: 'Such as all hours that suit, for each weekday.',
      },
    },
  ],
  location: [],
  signature: [],
  ranking: [
    {
      ...{ key: 'top', input: 'number', min: 1, max: 10, label: { ja: '何位まで', en: 'So many places' } },
      unit: { ja: '位まで', en: 'places' },
    },
  ],
  money: [
    { key: 'min', input: 'number', label: { ja: '最小', en: 'At least' }, unit: { ja: '円', en: 'yen' } },
    { key: 'max', input: 'number', label: { ja: '最大', en: 'At most' }, unit: { ja: '円', en: 'yen' } },
  ],
  order: [
    texts('unit', '数の単位', 'Counted by'),
    {
      ...{
        key: 'priceNote',
        input: 'texts',
        optional: true,
        label: { ja: '値段のあとの言葉', en: 'Words behind prices' },
      },
    },
    { key: 'min', input: 'number', min: 1, max: 999, label: { ja: '全部で少なくとも', en: 'At least in all' } },
    { key: 'max', input: 'number', min: 1, max: 999, label: { ja: '全部で多くても', en: 'At most in all' } },
  ],
  nps: ends,
  date: [...days, ...closed, compared],
  time: [
    { key: 'min', input: 'clock', label: { ja: 'この時刻から', en: 'Not before' } },
    { key: 'max', input: 'clock', label: { ja: 'この時刻まで', en: 'Not after' } },
    step,
    compared,
  ],
  date_time: [
    ...days,
    ...closed,
    { key: 'timeMin', input: 'clock', label: { ja: 'この時刻から', en: 'Not before' } },
    { key: 'timeMax', input: 'clock', label: { ja: 'この時刻まで', en: 'Not after' } },
    step,
    compared,
  ],
  slot: [
    {
      ...{
        key: 'waiting',
        input: 'tick',
        label: { ja: '満席の枠でキャンセル待ちを受け付ける', en: 'Takes people who wait for a place' },
      },
      about: {
        ja: '空きが出たことをLINEで知らせるかどうかは、「受付の設定」で決めます。',
        en: 'Whether LINE tells who gets a place is set under “When and how often”.',
      },
    },
    {
      ...{ key: 'seats', input: 'counter', label: { ja: '定員の数え方', en: 'What a place is' } },
      about: {
        ja: '人数をたずねる質問（この質問より前の「数」）を選ぶと、1件の回答がその人数分の定員を使います。',
        en: 'With a question before it that asks how many come, a response takes as many places as people.',
      },
    },
  ],
  name: [
    { key: 'kana', input: 'tick', label: { ja: 'ふりがなも聞く', en: 'Also asks how it is read' } },
    {
      ...{ key: 'whole', input: 'tick', label: { ja: '姓と名を1つの欄で聞く', en: 'One box for the whole name' } },
      about: { ja: '外国の方が多いときに。', en: 'For people whose names have other parts.' },
    },
    contact,
  ],
  phone: [contact],
  email: [contact],
  address: [contact],
  birthday: [contact],
  member_id: [
    texts('hint', '見つけ方の案内', 'Where to find it'),
    { key: 'digits', input: 'tick', label: { ja: '数字だけ', en: 'Digits only' } },
    ...lengths(64),
  ],
  consent: [
    { key: 'text', input: 'texts', optional: false, long: true, label: { ja: '同意文', en: 'Text of the consent' } },
    texts('agreeLabel', '同意の言葉', 'Words of the tick'),
    {
      ...{ key: 'version', input: 'line', max: 40, label: { ja: '同意文の版', en: 'Version of the text' } },
      about: {
        ja: '文の内容を変えたら、ここも変えます（例：2026-11）。だれがどの版に同意したかが残ります。',
        en: 'Change it together with the text: who agreed to which version is kept.',
      },
    },
  ],
  statement: [],
  file: [
    {
      ...{ key: 'accept', input: 'choice', label: { ja: '受け取るもの', en: 'Takes' } },
      choices: [
        { value: 'photo', label: { ja: '写真', en: 'Photos' } },
        { value: 'photo_or_pdf', label: { ja: '写真とPDF', en: 'Photos and PDFs' } },
      ],
    },
    {
      key: 'filesMax',
      input: 'number',
      min: 1,
      max: 5,
      label: { ja: '多くても', en: 'At most' },
      unit: { ja: '枚', en: 'files' },
    },
  ],
}
