import type { Language } from '../forms/contract.ts'

/** The language that we speak with a friend: English where LINE's profile says so, else Japanese. */
export const languageOf = (friend: { language: string | null } | null): Language =>
  friend?.language?.startsWith('en') ? 'en' : 'ja'
