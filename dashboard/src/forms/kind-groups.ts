import type { QuestionKind } from '../../../bot/forms/contract.ts'
import type { Texts } from '../language.ts'

/** What somebody wants who adds a question, in the order in which it is offered. */
export const kindGroups = {
  choose: { ja: '選んでもらう', en: 'Let them choose' },
  rate: { ja: '評価してもらう', en: 'Let them rate' },
  write: { ja: '書いてもらう', en: 'Let them write' },
  when: { ja: '日時を聞く', en: 'Ask when' },
  who: { ja: 'お客さまの情報を聞く', en: 'Ask who they are' },
  more: { ja: '見せる・受け取る', en: 'Show and receive' },
} satisfies Record<string, Texts>
type Group = keyof typeof kindGroups

/** Kinds that ask for the same thing in other ways: what somebody looks for who took the wrong one. */
export const kindFamilies: QuestionKind[][] = [
  ['single_choice', 'multiple_choice', 'dropdown', 'yes_no', 'ranking', 'matrix', 'order'],
  ['number', 'money', 'slider', 'rating', 'nps'],
  ['short_text', 'long_text', 'name', 'phone', 'email', 'address', 'member_id'],
  ['date', 'time', 'date_time', 'birthday', 'slot'],
  ['consent', 'statement'],
  ['file', 'signature'],
]
export const nearLabel: Texts = { ja: '近い種類', en: 'Near to it' }

/** Where a kind of question is offered, and what it is good for. */
export const kindOffers: Record<QuestionKind, { group: Group; about: Texts }> = {
  single_choice: { group: 'choose', about: { ja: '並んだ選択肢から1つ', en: 'One of a few in sight' } },
  multiple_choice: { group: 'choose', about: { ja: 'あてはまるものをすべて', en: 'All that apply' } },
  dropdown: { group: 'choose', about: { ja: '店舗名など長い一覧から1つ', en: 'One of many, such as shops' } },
  yes_no: { group: 'choose', about: { ja: '2つに1つ', en: 'One of two' } },
  order: {
    group: 'choose',
    about: { ja: 'お弁当やTシャツなど、品目ごとに数を', en: 'How many of each: lunches, shirts' },
  },
  rating: { group: 'rate', about: { ja: '★などの段階で', en: 'By steps, such as stars' } },
  nps: { group: 'rate', about: { ja: '0〜10 で「すすめたいか」', en: '0 to 10: would they recommend' } },
  slider: { group: 'rate', about: { ja: 'つまみを動かして', en: 'By moving a handle' } },
  ranking: { group: 'rate', about: { ja: '選択肢を好きな順に', en: 'Options in order' } },
  matrix: { group: 'rate', about: { ja: '項目ごとに同じ選択肢で', en: 'The same options row by row' } },
  short_text: { group: 'write', about: { ja: 'ひとこと、1行', en: 'A few words' } },
  long_text: { group: 'write', about: { ja: 'ご意見・ご要望', en: 'Opinions and wishes' } },
  number: { group: 'write', about: { ja: '人数・個数・長さ', en: 'People, pieces, sizes' } },
  money: { group: 'write', about: { ja: '円で答える', en: 'In yen' } },
  date: { group: 'when', about: { ja: 'カレンダーから日を', en: 'A day from a calendar' } },
  time: { group: 'when', about: { ja: '何時何分', en: 'A time of the day' } },
  date_time: { group: 'when', about: { ja: '日と時刻をいっしょに', en: 'Day and time together' } },
  slot: { group: 'when', about: { ja: '定員のある予約の枠から', en: 'One of the slots that have places' } },
  name: { group: 'who', about: { ja: '姓・名とふりがな', en: 'Name, and how it is read' } },
  phone: { group: 'who', about: { ja: '形式を確かめます', en: 'Its form is checked' } },
  email: { group: 'who', about: { ja: '打ち間違いに気づきます', en: 'Typing errors are noticed' } },
  address: { group: 'who', about: { ja: '郵便番号から入力', en: 'From the postcode' } },
  birthday: { group: 'who', about: { ja: '和暦でも入力できます', en: 'Japanese years too' } },
  member_id: { group: 'who', about: { ja: '会員証の番号', en: 'As on the card' } },
  location: { group: 'more', about: { ja: '地図の位置や場所の名前', en: 'A position or a place' } },
  signature: { group: 'more', about: { ja: '指で書いてもらう', en: 'Written with a finger' } },
  consent: { group: 'more', about: { ja: '個人情報の同意など', en: 'To personal data and the like' } },
  statement: { group: 'more', about: { ja: '質問の間に読む文', en: 'Something to read between' } },
  file: { group: 'more', about: { ja: '写真・PDFを受け取る', en: 'Receive photos or PDFs' } },
}
