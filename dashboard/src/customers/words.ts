import type { ImportColumn } from '../../../bot/customers/import-contract.ts'
import type { Texts } from '../language.ts'

/** What the columns of a members file are called to staff. */
export const columnWords: Record<ImportColumn, Texts> = {
  member_id: { ja: '会員番号', en: 'Member no.' },
  name: { ja: '氏名', en: 'Name' },
  kana: { ja: 'ふりがな', en: 'Kana' },
  email: { ja: 'メールアドレス', en: 'E-mail' },
  phone: { ja: '電話番号', en: 'Phone' },
  birthday: { ja: '生年月日', en: 'Birthday' },
  postcode: { ja: '郵便番号', en: 'Postcode' },
  address: { ja: '住所', en: 'Address' },
  tags: { ja: 'タグ', en: 'Tags' },
  pin: { ja: '暗証番号', en: 'PIN' },
  password: { ja: 'パスワード', en: 'Password' },
  pin_hash: { ja: '暗証番号のハッシュ', en: 'PIN hash' },
}
