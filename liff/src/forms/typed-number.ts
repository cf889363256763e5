/**
 * A typed number in any width: full-width digits, thousands separators and every kind of minus are taken.
 * @returns the number; the text itself when it is none, so that `checkAnswer` can say so; null when nothing was typed
 */
export function typedNumber(text: string): number | string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,、]/g, '')
    .replace(/^[‐-―−ー]/, '-')
    .replace('。', '.')
  if (plain === '') return null
  const number = Number(plain)
  return /^-?\d*\.?\d+$/.test(plain) && Number.isFinite(number) ? number : text
}
