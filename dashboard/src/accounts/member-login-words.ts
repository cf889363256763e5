import type { MemberLogin } from '../../../bot/identity-links/contract.ts'
import type { Texts } from '../language.ts'

export type Key = MemberLogin['key']
export type Proof = MemberLogin['proof']

/** By what members say who they are, with the name that it is called by unless the company has its own. */
export const keyWords: Record<Key, Required<Texts>> = {
  member_id: { ja: '会員番号', en: 'Member number' },
  email: { ja: 'メールアドレス', en: 'E-mail address' },
  phone: { ja: '電話番号', en: 'Phone number' },
}

/** How they prove it, and what the imported file has to hold for that. */
export const proofWords: Record<Proof, { name: Texts; needs: Texts }> = {
  pin: {
    name: { ja: '暗証番号', en: 'PIN' },
    needs: {
      ja: '取り込むファイルに「暗証番号」の列が必要です。空欄の会員はログインできません。',
      en: 'The imported file needs a column “pin”. Members with an empty cell cannot log in.',
    },
  },
  password: {
    name: { ja: 'パスワード', en: 'Password' },
    needs: {
      ja: '取り込むファイルに「パスワード」か「パスワードハッシュ」の列が必要です。空欄の会員はログインできません。',
      en: 'The imported file needs a column “password” or “password_hash”. Members with an empty cell cannot log in.',
    },
  },
  email_code: {
    name: { ja: 'メールで届く確認コード', en: 'A code by e-mail' },
    needs: {
      ja: '取り込むファイルに「メールアドレス」の列が必要です。6桁のコードをそのアドレスに送ります。',
      en: 'The imported file needs a column “email”. Six digits are sent to that address.',
    },
  },
  birthday_phone: {
    name: { ja: '生年月日と電話番号', en: 'Birthday and phone number' },
    needs: {
      ja: '取り込むファイルに「生年月日」と「電話番号」の列が必要です。両方が一致したときだけログインできます。',
      en: 'The imported file needs the columns “birthday” and “phone”. Both have to match.',
    },
  },
}

/** What the key itself needs of the file. */
export const keyNeeds: Record<Key, Texts> = {
  member_id: {
    ja: 'ハイフンの有無、全角・半角、先頭の0が違っていてもログインできます。',
    en: 'Hyphens, widths and leading zeros may be written either way.',
  },
  email: {
    ja: '取り込むファイルに「メールアドレス」の列が必要です。同じアドレスの会員が2人いると、どちらもログインできません。',
    en: 'The imported file needs a column “email”. If two members share an address, neither can log in.',
  },
  phone: {
    ja: '取り込むファイルに「電話番号」の列が必要です。同じ番号の会員が2人いると、どちらもログインできません。',
    en: 'The imported file needs a column “phone”. If two members share a number, neither can log in.',
  },
}
