import { inJapanese } from './in-japanese.ts'
import type { Option, Question, QuestionKind, QuestionOf, Texts } from './contract.ts'

/** What a question of a kind begins with, beside its kind and its key. */
type Beginning<K extends QuestionKind> = Omit<QuestionOf<K>, 'kind' | 'key'>

const asked = (ja: string, en: string) => ({ title: { ja, en }, required: true })
const option = (key: string, ja: string, en: string): Option => ({ key, label: { ja, en } })
const options = () => [1, 2, 3].map((at) => option(`option_${at}`, `選択肢${at}`, `Option ${at}`))
const low: Texts = { ja: '不満', en: 'Not satisfied' }
const high: Texts = { ja: '満足', en: 'Very satisfied' }

const beginnings: { [K in QuestionKind]: () => Beginning<K> } = {
  short_text: () => asked('ひとことで教えてください', 'Please tell us in a few words'),
  long_text: () => ({
    ...asked('ご意見・ご要望をお聞かせください', 'Please tell us what you think'),
    required: false,
  }),
  single_choice: () => ({
    ...asked('あてはまるものを1つ選んでください', 'Which of these applies?'),
    options: options(),
  }),
  multiple_choice: () => ({
    ...asked('あてはまるものをすべて選んでください', 'Which of these apply?'),
    options: options(),
  }),
  dropdown: () => ({ ...asked('一覧から1つ選んでください', 'Please choose from the list'), options: options() }),
  number: () => ({ ...asked('人数を教えてください', 'How many people?'), min: 1, unit: { ja: '人', en: 'people' } }),
  rating: () => ({
    ...asked('今回の満足度を教えてください', 'How satisfied are you?'),
    max: 5,
    ...{ lowLabel: low, highLabel: high },
  }),
  nps: () => asked('お知り合いにすすめたいと思いますか？', 'How likely are you to recommend us?'),
  yes_no: () => asked('はじめてのご利用ですか？', 'Is this your first time?'),
  date: () => ({ ...asked('ご希望の日を選んでください', 'Which day would you like?'), min: 'today' }),
  time: () => ({ ...asked('ご希望の時刻を選んでください', 'What time would you like?'), step: 30 }),
  date_time: () => ({
    ...asked('ご希望の日時を選んでください', 'When would you like to come?'),
    min: 'today',
    step: 30,
  }),
  name: () => ({ ...asked('お名前を教えてください', 'What is your name?'), kana: true }),
  email: () => asked('メールアドレスを教えてください', 'What is your e-mail address?'),
  phone: () => asked('電話番号を教えてください', 'What is your phone number?'),
  address: () => asked('ご住所を教えてください', 'What is your address?'),
  birthday: () => asked('生年月日を教えてください', 'What is your date of birth?'),
  member_id: () => ({
    ...asked('会員番号を教えてください', 'What is your member number?'),
    hint: { ja: '会員証に書かれている番号です', en: 'You find it on your member card' },
  }),
  consent: () => ({
    ...asked('個人情報の取り扱いについて', 'How we use your data'),
    text: {
      ja: 'ご回答の内容は、お問い合わせへの対応とサービスの改善のために利用します。',
      en: 'We use your answers to reply to you and to improve our service.',
    },
    version: '1',
  }),
  statement: () => ({ ...asked('ご案内', 'Please note'), required: false }),
  ranking: () => ({
    ...asked('よいと思う順に選んでください', 'Please put these in your order'),
    options: options(),
  }),
  matrix: () => ({
    ...asked('それぞれについて教えてください', 'Please tell us about each of these'),
    rows: [1, 2, 3].map((at) => option(`row_${at}`, `項目${at}`, `Item ${at}`)),
    columns: [option('good', 'よい', 'Good'), option('fair', 'ふつう', 'Fair'), option('poor', 'よくない', 'Poor')],
  }),
  location: () => asked('場所を教えてください', 'Where is it?'),
  signature: () => asked('ご署名をお願いします', 'Please sign here'),
  slider: () => ({
    ...asked('どのくらいあてはまりますか？', 'How much does this apply?'),
    // Without a unit: one that nobody chose would stand behind every answer (痛み 8％).
    ...{ min: 0, max: 10, step: 1 },
    lowLabel: { ja: 'まったくあてはまらない', en: 'Not at all' },
    highLabel: { ja: 'とてもあてはまる', en: 'Completely' },
  }),
  money: () => ({ ...asked('ご予算を教えてください', 'What is your budget?'), currency: 'JPY' }),
  order: () => ({
    ...asked('ご注文の数を教えてください', 'How many would you like of each?'),
    options: [1, 2, 3].map((at) => ({ ...option(`item_${at}`, `商品${at}`, `Item ${at}`), price: 500 })),
    ...{ unit: { ja: '個', en: 'pieces' }, priceNote: { ja: '税込', en: 'tax included' } },
  }),
  slot: () => asked('ご希望の枠を選んでください', 'Which one would you like?'),
  file: () => ({ ...asked('写真を送ってください', 'Please send a photo'), accept: 'photo' }),
}

/**
 * A question of a kind as it begins in the editor, fit to be published as it stands.
 * @param english whether it speaks English too: in a form that does not, English words that nobody reads over would be
 * asked of English phones after the Japanese ones were rewritten
 */
export function newQuestion(kind: QuestionKind, key: string, english: boolean): Question {
  const beginning = beginnings[kind]()
  return { kind, key, ...(english ? beginning : inJapanese(beginning)) } as Question
}
