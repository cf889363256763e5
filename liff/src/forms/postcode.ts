import type { PostcodeArea } from './postcode-area.ts'

export interface Place {
  prefecture: string
  city: string
  town: string
  rest: string
}

const areas = new Map<string, Promise<PostcodeArea | null>>()

/** The seven digits of a postcode in any width and with any separators; null while there are more or fewer. */
export function postcodeDigits(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[^\d]/g, '')
  return digits.length === 7 ? digits : null
}

/**
 * The places that have this postcode; several towns may share one. Asked of our own server only.
 * @throws TypeError when the server cannot be reached
 */
export async function placesAt(digits: string): Promise<Place[]> {
  const area = await areaOf(digits.slice(0, 3))
  return (area?.codes[digits.slice(3)] ?? []).map(([at, town, rest]) => {
    const [prefecture, city] = area!.cities[at]!
    return { prefecture, city, town, rest: rest ?? '' }
  })
}

/** Null where no code begins so. A failure is not kept: the next attempt asks again. */
function areaOf(first: string): Promise<PostcodeArea | null> {
  const known = areas.get(first)
  if (known) return known
  const asking = load(first)
  asking.catch(() => areas.delete(first))
  areas.set(first, asking)
  return asking
}

async function load(first: string): Promise<PostcodeArea | null> {
  const response = await fetch(`${import.meta.env.BASE_URL}postcodes/${first}.json`)
  if (response.status === 404) return null
  if (!response.ok) throw new TypeError(`The server answers ${response.status}.`)
  return (await response.json()) as PostcodeArea
}
