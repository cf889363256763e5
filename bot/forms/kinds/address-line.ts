import type { AnswerParts } from '../contract.ts'

/** An address on one line, without its postcode. */
export const addressLine = (parts: AnswerParts): string => {
  const { prefecture = '', city = '', town = '', rest = '' } = parts
  return [`${prefecture}${city}${town}`, rest].filter((part) => part !== '').join(' ')
}
