import { kanjiNumber } from '../kinds/kanji-number.ts'

/** As NFKC leaves ℃ and 度. */
const temperature = ['°c', '°', '度', '度c', 'ど', 'c']

/** Units that are one and the same, however they are written. What is counted is never measured: 1.7m are no 1.7cm. */
const families = [
  ['kg', 'キロ', 'キログラム', 'きろ'],
  ['g', 'グラム'],
  ['km', 'キロ', 'キロメートル'],
  ['m', 'メートル'],
  ['cm', 'センチ', 'センチメートル', 'せんち'],
  ['mm', 'ミリ', 'ミリメートル'],
  ['l', 'リットル'],
  ['%', 'パーセント'],
  ['分', '分間', 'ふん'],
  ['時間', 'じかん'],
  temperature,
]
/** Counted things, whatever the unit is called. */
const counters = /* @__PURE__ */ (
  '個 こ コ つ 点 てん 件 回 かい 人 にん 名 めい 円 えん 歳 才 さい ' +
  '枚 まい 台 だい 本 ほん 脚 冊 匹 杯 箱 袋 組 泊 セット'
).split(' ')

const about = /^(?:約|およそ|だいたい|大体|ほぼ)/
const around = /(?:です|ぐらい|くらい|程度|ほど|目|。)+$/

/** The number in what a person typed: any width, with its unit, in kanji; undefined when it is none, or more than one. */
export function numberMeant(text: string, units: string[]): number | undefined {
  const narrow = text.normalize('NFKC').trim()
  if (/\d[、\s]+[\d.]/.test(narrow) || (/\d,/.test(narrow) && !/^\D*\d{1,3}(,\d{3})+(?!,|\d)/.test(narrow)))
    return undefined
  // Keyboards offer half a dozen dashes; all of them are meant as a minus here.
  let plain = narrow
    .replace(/[,、\s]/g, '')
    .toLowerCase()
    .replace(about, '')
    .replace(around, '')
    .replace(/(名|人|個)(様|さま)$/, '$1')
    .replace(/^[‐-―−ー]/, '-')
  const word = ['ゼロ', 'ひとり', 'ふたり'].indexOf(plain)
  if (word >= 0) return word
  const own = units.map((unit) => unit.normalize('NFKC').replace(/\s/g, '').toLowerCase())
  const alike = families.filter((family) => family.some((name) => own.includes(name))).flat()
  // 38度5分 is how a temperature is said.
  if (alike.includes('度')) plain = plain.replace(/^(\d{1,2})(?:度|ど)(\d)(?:分|ぶ)?$/, '$1.$2')
  // The longest first: キログラム ends with グラム.
  for (const unit of [...own, ...alike, ...counters].toSorted((a, b) => b.length - a.length)) {
    // 1年半, 2時間半: only behind the unit that is asked for, 2時間半 are no 2.5分.
    const ends = unit === '' ? undefined : [unit, `${unit}半`].find((end) => plain.endsWith(end))
    if (ends === undefined) continue
    const whole = plain.slice(0, -ends.length)
    plain = ends === unit ? whole : `${kanjiNumber(whole) ?? whole}.5`
    break
  }
  if (/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain)) return Number(plain)
  return kanjiNumber(plain)
}
