import type { MemberLogin } from '../identity-links/contract.ts'
import { consentText, tieWords } from '../identity-links/words.ts'
import { inLanguage, type Language } from './contract.ts'

/**
 * What somebody who registers agrees to: shown before a registration form is sent, in LIFF and in the chat, and kept
 * word by word with the consent to the tie.
 * @param login the account's member login, whose words say what the tie is good for; null: there is none
 */
export function registrationText(company: string, login: MemberLogin | null, language: Language): string {
  const first = inLanguage(
    {
      ja: `送信すると、${company}の会員として登録され、このLINEアカウントに新しい会員番号が結びつきます。`,
      en: `When you send this, you become a member of ${company}, and your new member number is tied to this LINE account.`,
    },
    language,
  )
  const rest = login ? consentText(login, company, language) : inLanguage(tieWords.undo(company), language)
  return `${first}\n\n${rest}`
}
