import type { QuestionKind } from '../../../bot/forms/contract.ts'
import type { Texts } from '../language.ts'

/** Kinds of questions, as staff call them. */
export const kindWords: Record<QuestionKind, Texts & { icon: string }> = {
  short_text: { ja: '短い文', en: 'Short text', icon: 'i-lucide-type' },
  long_text: { ja: '長い文', en: 'Long text', icon: 'i-lucide-text' },
  single_choice: { ja: '1つ選ぶ', en: 'Choose one', icon: 'i-lucide-circle-dot' },
  multiple_choice: { ja: 'いくつか選ぶ', en: 'Choose some', icon: 'i-lucide-square-check' },
  dropdown: { ja: '一覧から選ぶ', en: 'Choose from a list', icon: 'i-lucide-list' },
  number: { ja: '数', en: 'Number', icon: 'i-lucide-hash' },
  rating: { ja: '評価', en: 'Rating', icon: 'i-lucide-star' },
  nps: { ja: 'おすすめ度', en: 'Recommendation', icon: 'i-lucide-gauge' },
  yes_no: { ja: 'はい・いいえ', en: 'Yes or no', icon: 'i-lucide-toggle-left' },
  date: { ja: '日付', en: 'Date', icon: 'i-lucide-calendar' },
  time: { ja: '時刻', en: 'Time', icon: 'i-lucide-clock' },
  date_time: { ja: '日時', en: 'Date and time', icon: 'i-lucide-calendar-clock' },
  name: { ja: '氏名', en: 'Name', icon: 'i-lucide-user-round' },
  email: { ja: 'メールアドレス', en: 'E-mail', icon: 'i-lucide-mail' },
  phone: { ja: '電話番号', en: 'Phone', icon: 'i-lucide-phone' },
  address: { ja: '住所', en: 'Address', icon: 'i-lucide-map-pin' },
  birthday: { ja: '生年月日', en: 'Birthday', icon: 'i-lucide-cake' },
  member_id: { ja: '会員番号', en: 'Member number', icon: 'i-lucide-id-card' },
  consent: { ja: '同意', en: 'Consent', icon: 'i-lucide-file-check' },
  statement: { ja: '説明', en: 'Statement', icon: 'i-lucide-info' },
  ranking: { ja: '順位をつける', en: 'Ranking', icon: 'i-lucide-list-ordered' },
  matrix: { ja: '表で選ぶ', en: 'Matrix', icon: 'i-lucide-table' },
  location: { ja: '位置情報', en: 'Location', icon: 'i-lucide-navigation' },
  signature: { ja: '署名', en: 'Signature', icon: 'i-lucide-signature' },
  slider: { ja: 'スライダー', en: 'Slider', icon: 'i-lucide-sliders-horizontal' },
  money: { ja: '金額', en: 'Amount of money', icon: 'i-lucide-japanese-yen' },
  slot: { ja: '予約枠', en: 'Slot with places', icon: 'i-lucide-calendar-clock' },
  file: { ja: '写真・ファイル', en: 'Photo or file', icon: 'i-lucide-paperclip' },
}
