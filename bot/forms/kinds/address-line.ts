import type { AnswerParts } from '../contract.ts'

/** An address on one line, without its postcode. */
export const addressLine = (parts: AnswerParts): string => {
  const { prefecture = '', city = '', town = '', rest = '' } = parts
  const place = [prefecture, city, town].reduce((line, part) => line + (isLatin(line, part) ? ' ' : '') + part)
  return [place, rest].filter((part) => part !== '').join(' ')
}

/** Japanese parts stand without a space: Tokyo Chiyoda-ku, 東京都千代田区. */
const isLatin = (before: string, after: string) => /[a-z.]$/i.test(before) && /^[a-z]/i.test(after)
