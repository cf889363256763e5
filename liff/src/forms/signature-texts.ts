import type { Texts } from '../../../bot/forms/contract.ts'

/** What the field for a signature says. */
export const signatureTexts = {
  empty: { ja: '署名欄：まだ署名がありません', en: 'Signature box: not signed yet' },
  signed: { ja: '署名欄：署名があります', en: 'Signature box: signed' },
  here: { ja: 'ここに指で署名', en: 'Sign here with your finger' },
  clear: { ja: '書き直す', en: 'Start over' },
  typeName: {
    ja: '手で書けないときは、お名前を入力してください',
    en: 'If you cannot draw it, enter your name instead',
  },
  typed: { ja: '（文字で入力）', en: '(typed)' },
  kept: { ja: '署名を受け取りました', en: 'Signature received' },
} satisfies Record<string, Texts & { en: string }>
