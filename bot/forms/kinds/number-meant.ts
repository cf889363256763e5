import { kanjiNumber } from './kanji-number.ts'

/** The number in what a person typed: any width, with its unit, in kanji; undefined when it is none. */
export function numberMeant(text: string, units: string[]): number | undefined {
  // Keyboards offer half a dozen dashes; all of them are meant as a minus here.
  let plain = text
    .normalize('NFKC')
    .replace(/[,、\s]/g, '')
    .replace(/^[‐-―−ー]/, '-')
  for (const unit of [...units, '個', '回', '人', '名', '円', '歳', '才', '点']) {
    if (plain.endsWith(unit)) plain = plain.slice(0, -unit.length)
  }
  if (/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain)) return Number(plain)
  return kanjiNumber(plain)
}
