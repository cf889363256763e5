import type { AnswerParts } from '../contract.ts'
import { narrow } from './plain.ts'

const grouped = /^0\d{1,4}-\d{1,4}-\d{3,4}$/

/**
 * A telephone number as it is read in Japan: 090-1234-5678. Parted where its person parted it, else as most numbers of its
 * kind are; one from abroad stays as it is dialled.
 */
export function phoneText({ given = '', e164 = '' }: AnswerParts): string {
  if (!e164.startsWith('+81')) return e164 || given
  const digits = `0${e164.slice('+81'.length)}`
  const typed = narrow(given)
  if (grouped.test(typed) && typed.replaceAll('-', '') === digits) return typed
  const [first, second] = partsOf(digits)
  return [digits.slice(0, first), digits.slice(first, second), digits.slice(second)].join('-')
}

/** Where the second and the third part of a number begin. */
function partsOf(digits: string): [number, number] {
  if (/^0(120|170|180|570|800|990)/.test(digits)) return [4, 7]
  if (digits.length === 11) return [3, 7]
  return /^0[36]/.test(digits) ? [2, 6] : [3, 6]
}
