import type { AnswerParts, AnswerValue } from './contract.ts'
import { addressLine } from './kinds/address-line.ts'
import { comparable } from './kinds/plain.ts'

/**
 * The one text by which a value with parts is searched, compared and branched on: the address in small letters, E.164, ISO
 * date, member number, the id of a slot; names and postal addresses in half width without spaces.
 */
export function mainText(parts: AnswerParts): string {
  const { email, e164, date, id, slot, whole, family, given = '' } = parts
  if (email !== undefined) return email.toLowerCase()
  const code = e164 ?? date ?? id ?? slot
  if (code !== undefined) return code
  return comparable(whole ?? (family !== undefined ? `${family}${given}` : addressLine(parts)))
}

/** What conditions see of an answer. */
export const factOf = (value: AnswerValue | null | undefined): string | number | string[] | null | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? mainText(value) : value
