import { comparable } from '../forms/kinds/comparable.ts'
import { everydayKanji } from './name-variants.ts'

// A full-text index by pairs of characters (FTS5, `tokenize='ascii'`): it finds any part of a text, in any language, also
// without spaces between words, and nothing that somebody types has a meaning of its own in it, because a pair is written
// as eight digits. The first four are its first character, so a table for names may keep `prefix='4'` for searches of one.

/** The code of a character in base 36: every code point has four digits or less. */
const digits = 4
/** So many words of a search count; more do not make it narrower in practice, and each costs a walk. */
const wordsMax = 8

/**
 * A text as it is searched: widths, case, spaces, kinds of hyphen and of kana, and the shapes of one kanji in names do not
 * matter, and what cannot be seen is gone. Whoever changes it has to build the indexes anew.
 */
export const folded = (text: string): string =>
  everydayKanji(comparable(text)).replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))

/** What an index column holds for these texts. A search never reaches from one text into the next. */
export const gramsOf = (texts: string[]): string => texts.flatMap((text) => pairsOf(folded(text), true)).join(' ')

/**
 * What finds the texts that hold each word of a search, as an FTS5 expression for one column or `{several columns}`; null
 * when there is nothing to look for.
 */
export function gramQuery(q: string): string | null {
  const words = q.normalize('NFKC').split(/\s+/u).map(folded).filter(Boolean).slice(0, wordsMax)
  return words.length === 0 ? null : `(${words.map(wordQuery).join(' AND ')})`
}

/** A value that is found as a whole or not at all: the account of a row, its form. */
export const keyGram = (kind: string, value: string): string =>
  `${kind}${Array.from(value, (char) => char.codePointAt(0)!.toString(16)).join('x')}`

/** One character is the beginning of a pair; a longer word is its pairs, one after the other. */
function wordQuery(word: string): string {
  const pairs = pairsOf(word, false)
  return pairs.length === 0 ? `"${codeOf(word)}" *` : `"${pairs.join(' ')}"`
}

/** Each character with the one behind it; with `whole` also the last one, which has none. */
function pairsOf(text: string, whole: boolean): string[] {
  const codes = Array.from(text, codeOf)
  return codes.flatMap((code, at) => {
    const next = codes[at + 1]
    return next === undefined ? (whole ? [code + none] : []) : [code + next]
  })
}

const none = '0'.repeat(digits)
const codeOf = (char: string): string => char.codePointAt(0)!.toString(36).padStart(digits, '0')
