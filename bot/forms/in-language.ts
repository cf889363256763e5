/** Japanese always; English where the company wrote it, else the Japanese is shown. */
export interface Texts {
  ja: string
  en?: string | undefined
}
export type Language = 'ja' | 'en'

/**
 * The text for a person: their language, else Japanese. It stands apart from the contract, so that a page that only shows
 * texts does not load what checks definitions.
 */
export const inLanguage = (texts: Texts, language: Language): string => texts[language] ?? texts.ja

/** Lengths are counted in UTF-16 units, as LINE counts a text message; 5,000 is the longest that LINE delivers. */
export const textLengthMax = 5000
