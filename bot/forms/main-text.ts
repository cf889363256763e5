import type { AnswerParts, AnswerValue } from './contract.ts'
import { addressLine } from './kinds/address-line.ts'
import { locationLine } from './kinds/location-line.ts'
import { namedParts } from './kinds/named-parts.ts'
import { comparable } from './kinds/comparable.ts'

/**
 * The one text by which a value with parts is searched, compared and branched on: the address in small letters, E.164, ISO
 * date, member number, the chosen cells of a matrix, the things of an order with their numbers, the id of a slot; names, postal addresses and places in half width without spaces.
 */
export function mainText(parts: AnswerParts): string {
  const { email, e164, date, id, slot, whole, family, given = '' } = parts
  if (email !== undefined) return email.toLowerCase()
  const code = e164 ?? date ?? id ?? slot
  if (code !== undefined) return code
  if (parts['latitude'] !== undefined || parts['place'] !== undefined) return comparable(locationLine(parts))
  if (isMatrix(parts)) return cellsOf(parts).join(' ')
  return comparable(whole ?? (family !== undefined ? `${family}${given}` : addressLine(parts)))
}

/** The parts of a matrix are called by its rows, which are never called as the parts of other values are. */
const isMatrix = (parts: AnswerParts): boolean => Object.keys(parts).every((part) => !namedParts.includes(part))

/** `row.column` for each row of a matrix. */
const cellsOf = (parts: AnswerParts): string[] => Object.entries(parts).map(([row, column]) => `${row}.${column}`)

/** What conditions see of an answer: of a matrix `row.column` for each of its rows, as if these were chosen from a list; of an order how many things. */
export function factOf(value: AnswerValue | null | undefined): string | number | string[] | null | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (!isMatrix(value)) return mainText(value)
  // An order holds nothing but numbers, none of them 0; keys of columns begin with letters.
  const amounts = Object.values(value).map(Number)
  return amounts.every(Boolean) ? amounts.reduce((sum, amount) => sum + amount, 0) : cellsOf(value)
}
