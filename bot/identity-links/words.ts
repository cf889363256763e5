import { inLanguage, type Language, type Texts } from '../forms/contract.ts'
import type { MemberLogin } from './contract.ts'

/** What people are told around a tie; the page shows these words, and the consent keeps them. */
export const tieWords = {
  possible: { ja: 'できるようになること', en: 'What you can do' } satisfies Texts,
  shared: (company: string): Texts => ({
    ja: `${company}に、次のことが伝わります。`,
    en: `${company} will be able to see the following.`,
  }),
  /** LINE's rules ask that this is said before somebody leaves. */
  undo: (company: string): Texts => ({
    ja: `つながりは、いつでも「設定」から解除できます。解除すると、${company}のサービスの利用をやめたことが、LINEヤフー株式会社に通知されます。`,
    en: `You can undo this at any time in Settings. When you do, LY Corporation (LINE) is notified that you have left the service of ${company}.`,
  }),
}

/** The words that a person agrees to before they are tied, in their language, as they are kept. */
export function consentText(
  { benefits, shared }: Pick<MemberLogin, 'benefits' | 'shared'>,
  company: string,
  language: Language,
): string {
  const part = (title: Texts, entries: Texts[] = []) =>
    [inLanguage(title, language), ...entries.map((entry) => `・${inLanguage(entry, language)}`)].join('\n')
  return [part(tieWords.possible, benefits), part(tieWords.shared(company), shared), part(tieWords.undo(company))].join(
    '\n\n',
  )
}
