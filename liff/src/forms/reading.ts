/** Kana, and at its end the letters of a syllable that is still being typed: やm on the way to やま. */
const kana = /^([\u3041-\u3096\u30a1-\u30fa\u30fc\u3000 ]+)[a-zａ-ｚ]*$/iu

/**
 * How a name is read, seen from what an input method shows while somebody types: the last text that was all kana. Once
 * it has become kanji the reading stays as it was.
 * @param before the reading so far
 * @param text what the input method shows now
 */
export function readingAfter(before: string, text: string): string {
  if (text === '') return ''
  const found = kana.exec(text)?.[1]
  if (found === undefined) return before
  // A candidate in katakana is another writing of the same sounds; hiragana is what people expect to see.
  return found.replace(/[\u30a1-\u30f6]/gu, (one) => String.fromCharCode(one.charCodeAt(0) - 0x60)).trim()
}
