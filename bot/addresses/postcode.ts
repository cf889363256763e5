import type { Place, PostcodeArea, PostcodeFile } from './contract.ts'

/** The seven digits of a postcode in any width and with any separators; null while there are more or fewer. */
export function postcodeDigits(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[^\d]/g, '')
  return digits.length === 7 ? digits : null
}

/** The places that have this postcode; several towns may share one. Rejects while they cannot be looked up. */
export async function placesAt(file: PostcodeFile, digits: string): Promise<Place[]> {
  const area = (await file(digits.slice(0, 3))) as PostcodeArea | null
  return (area?.codes[digits.slice(3)] ?? []).map(([at, town, rest]) => {
    const [prefecture, city] = area!.cities[at]!
    return { prefecture, city, town, rest: rest ?? '' }
  })
}
