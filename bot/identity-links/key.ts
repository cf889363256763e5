import { readMemberId } from '../forms/kinds/member-id.ts'
import { onOneLine } from '../forms/kinds/plain.ts'

/** Every stroke that people write for a hyphen. */
const hyphens = /[-‐-―−⁃﹘﹣]/gu
/** Between letters or digits these are hyphens too: Japanese keyboards give them easily. */
const longMarks = /(?<=[0-9A-Za-z])[ー─━](?=[0-9A-Za-z])/gu
/** Comes along when a number is copied, and nobody sees it. */
const invisible = /\p{Cf}/gu
/** Zeros that may be missing or too many: no member number of a company is longer than this. */
const digitsMax = 20

/** A member number as it is stored: widths folded, hyphens of one kind, no spaces around; otherwise as the company writes it. */
export const tidyMemberId = (text: string): string =>
  onOneLine(text.normalize('NFKC').replace(invisible, '')).replace(hyphens, '-').replace(longMarks, '-')

/**
 * What of a member number is compared: widths, case and separators tell nothing, leading zeros do.
 * `storedKey` in `bot/customers/find-member.ts` says the same in SQL of a tidy number.
 */
export const memberKey = (text: string): string => readMemberId(tidyMemberId(text))

/**
 * The keys by which a typed number may be found, the exact one first: people leave leading zeros out or add some.
 * Zeros lead in the last group of digits, so that `M1` finds `M0001`. Empty when nothing was typed.
 */
export function memberKeys(text: string): string[] {
  const key = memberKey(text)
  const { before, bare } = withoutZeros(key)
  if (bare === '' || bare.length > digitsMax) return key === '' ? [] : [key]
  const others = Array.from({ length: digitsMax - bare.length + 1 }, (_, zeros) => before + '0'.repeat(zeros) + bare)
  return [key, ...others.filter((other) => other !== key)]
}

/** The same for every way of writing one number: what attempts are counted by. */
export function countedKey(text: string): string {
  const { before, bare } = withoutZeros(memberKey(text))
  return before + bare
}

function withoutZeros(key: string): { before: string; bare: string } {
  const [, before = '', digits = ''] = /^(.*?)(\d*)$/u.exec(key) ?? []
  return { before, bare: digits.replace(/^0+(?=\d)/, '') }
}
