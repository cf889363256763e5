import type { Language } from '../forms/contract.ts'

/** The language that we speak with a friend: the one they chose, else English where LINE's profile says so, else Japanese. */
export const languageOf = (friend: { language: string | null; chosenLanguage: Language | null } | null): Language =>
  friend?.chosenLanguage ?? (friend?.language?.startsWith('en') ? 'en' : 'ja')
