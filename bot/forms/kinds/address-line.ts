import type { AnswerParts } from '../contract.ts'

/** An address on one line, without its postcode. */
export const addressLine = (parts: AnswerParts): string => {
  const { prefecture = '', city = '', town = '' } = parts
  const rest = withoutTown(parts['rest'] ?? '', town)
  const place = [prefecture, city, town].reduce((line, part) => line + (isLatin(line, part) ? ' ' : '') + part)
  return [place, rest].filter((part) => part !== '').join(' ')
}

/** Japanese parts stand without a space: Tokyo Chiyoda-ku, 東京都千代田区. */
const isLatin = (before: string, after: string) => /[a-z.]$/i.test(before) && /^[a-z]/i.test(after)

/** Whoever has the town filled in and writes 梅田1-1 beside it does not mean it twice; 本町ビル in 本町 stays. */
const withoutTown = (rest: string, town: string) =>
  town !== '' && rest.startsWith(town) && /^[\d０-９一二三四五六七八九十]/.test(rest.slice(town.length))
    ? rest.slice(town.length)
    : rest
