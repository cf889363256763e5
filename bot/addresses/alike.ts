/** Shapes of one sound in the names of places: 霞ヶ関 is 霞が関, 丸ノ内 is 丸の内. */
const sameSound: Record<string, string> = { ヶ: 'ケ', が: 'ケ', ガ: 'ケ', ヵ: 'カ', の: 'ノ', 之: 'ノ' }

/** At most one entry a code unit. */
const compared = new Map<string, string>()

/** How a letter of a place's name is compared; it stays one, so that what was typed keeps its places. */
function alike(letter: string): string {
  const known = compared.get(letter)
  if (known !== undefined) return known
  const plain = letter.normalize('NFKC').toLowerCase()
  const same = plain.length === 1 ? (sameSound[plain] ?? plain) : letter
  compared.set(letter, same)
  return same
}

const spaces = /^[\s、,，。・]+/

/** What follows a name at the beginning of a text; undefined where it does not begin so. */
export function after(text: string, name: string): string | undefined {
  if (name === '' || name.length > text.length) return undefined
  for (let at = 0; at < name.length; at++) if (alike(text[at]!) !== alike(name[at]!)) return undefined
  return text.slice(name.length).replace(spaces, '')
}
