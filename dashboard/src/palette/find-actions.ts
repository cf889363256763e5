import type { Action } from './actions.ts'

/** Full and half width, both kinds of kana and both cases are the same. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! - 0x60))

/** The actions in whose name, in either language, or reading every word of the search occurs. */
export function findActions(actions: Action[], query: string): Action[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  return actions.filter(({ label, reading = '' }) => {
    const text = folded(`${label.ja} ${label.en ?? ''} ${reading}`)
    return words.every((word) => text.includes(word))
  })
}
