import type { KnownAddress } from './contract.ts'
import { isLatinPrefecture } from './prefectures.ts'

const country = /[,\s]+(?:japan|jp)\.?$/i
const isCity = (text: string) => /[-\s]?(?:shi|ku|gun|cho|chō|machi|mura|son|city|ward|town|village)$/i.test(text)

/**
 * An address in Latin letters, whichever end it begins at: 1-2-3 Jingumae, Shibuya-ku, Tokyo; Tokyo, Shibuya-ku, Jingumae
 * 1-2-3, Heights 101. Its parts stay in these letters. Null where its prefecture stands at neither end.
 */
export function latinAddress(text: string): KnownAddress | null {
  const plain = text.replace(country, '').replace(/^[\s,]+|[\s,.]+$/g, '')
  if (!/^[\p{Script=Latin}\p{M}\d\s,.'’&()#/‐-―−-]+$/u.test(plain)) return null
  const pieces = plain.includes(',') ? plain.split(/\s*,\s*/) : plain.split(/\s+/)
  const isFirst = isLatinPrefecture(pieces[0] ?? '')
  if (!isFirst && !isLatinPrefecture(pieces.at(-1) ?? '')) return null
  const prefecture = isFirst ? pieces[0]! : pieces.at(-1)!
  // From the largest to the smallest.
  const inner = isFirst ? pieces.slice(1) : pieces.slice(0, -1).toReversed()
  const wards = inner.slice(0, 2).filter(isCity)
  // Without commas only how its words end tells where a city is; with them it is the piece beside its prefecture.
  const count = plain.includes(',') ? Math.max(1, isCity(inner[1] ?? '') ? wards.length : 1) : wards.length
  if (count === 0 || inner.length === 0) return { prefecture }
  const city = inner.slice(0, count).join(' ')
  const local = plain.includes(',') ? inner.slice(count) : [localOf(inner.slice(count), isFirst)]
  return { prefecture, city, ...houseIn(local) }
}

const localOf = (words: string[], isFirst: boolean) => (isFirst ? words : words.toReversed()).join(' ')

/** The town, its number before or behind it, and what stands there: from the town inwards. */
function houseIn([first = '', ...inside]: string[]): KnownAddress {
  const { number, town } = (
    /^(?<number>\d[\d‐-―−-]*)\s+(?<town>\D.*)$/u.exec(first) ??
    /^(?<town>.*?\D)\s+(?<number>\d.*)$/u.exec(first) ??
    /^(?<number>\d.*)$/u.exec(first)
  )?.groups ?? { town: first }
  const rest = [number, ...inside].filter(Boolean).join(', ')
  return { ...(town && { town: town.trim() }), ...(rest && { rest }) }
}
