import type { Texts } from '../../../bot/forms/contract.ts'
import type { LinkMethod } from '../../../bot/identity-links/contract.ts'

/** How the member was proven, in words. */
export const methodTexts: Record<LinkMethod, Texts> = {
  pin: { ja: '暗証番号', en: 'PIN' },
  password: { ja: 'パスワード', en: 'Password' },
  email_code: { ja: 'メールの確認コード', en: 'Code by e-mail' },
  birthday_phone: { ja: '生年月日と電話番号', en: 'Date of birth and phone' },
  registration: { ja: 'LINEでのご登録', en: 'Registered on LINE' },
  staff: { ja: 'スタッフによる確認', en: 'Checked by our staff' },
}
