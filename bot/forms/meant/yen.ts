const digits = '〇一二三四五六七八九'
const places: Record<string, number> = { 千: 1000, 百: 100, 十: 10 }
/** A sum below ten thousand, or of figures alone: 2千, 二百五十, 1.5, 1200. */
const section = '(?:[\\d.〇一二三四五六七八九十百千]+)'
const sum = new RegExp(`^(?:(${section})億)?(?:(${section})万)?(${section})?$`)
/** Longer than any sum that is meant. */
const lengthMax = 40

/**
 * Whole yen in what a person typed: 1,200, ¥1200, １２００円, 1万2千円, 三千円, 1.5万; undefined when it is no sum. What is only
 * nearly known is taken as it was said (3千円くらい).
 */
export function yenMeant(typed: string): number | undefined {
  if (typed.length > lengthMax) return undefined
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[,、\s_]/g, '')
    .replace(/^(約|およそ)/, '')
    .replace(/(くらい|ぐらい|ほど|程度)$/, '')
    .replace(/^([¥\\]|jpy|金)/, '')
    .replace(/(円|えん|yen|jpy)也?$/, '')
  const parts = text === '' ? null : sum.exec(text)
  if (!parts) return undefined
  const values = parts.slice(1).map((part) => (part === undefined ? 0 : sectionValue(part)))
  const [hundredMillions, tenThousands, rest] = values
  if (hundredMillions === undefined || tenThousands === undefined || rest === undefined) return undefined
  const yen = hundredMillions * 1e8 + tenThousands * 1e4 + rest
  // 1.1万 is 11000.000000000002 by itself.
  const whole = Math.round(yen)
  return Math.abs(yen - whole) < 1e-6 && Number.isSafeInteger(whole) ? whole : undefined
}

function sectionValue(text: string): number | undefined {
  if (/^\d{1,12}(\.\d{1,6})?$/.test(text)) return Number(text)
  // Digit by digit: 一二〇〇.
  if (/^[〇一二三四五六七八九]{1,12}$/.test(text)) return Number([...text].map((one) => digits.indexOf(one)).join(''))
  const parts = /^(?:([^千]*)千)?(?:([^百]*)百)?(?:([^十]*)十)?(.*)$/u.exec(text)
  if (!parts || !/[千百十]/.test(text)) return undefined
  let value = 0
  for (const [at, place] of ['千', '百', '十'].entries()) {
    const before = parts[at + 1]
    if (before === undefined) continue
    const many = before === '' ? 1 : figure(before)
    if (many === undefined) return undefined
    value += many * places[place]!
  }
  const ones = parts[4] === '' ? 0 : figure(parts[4] ?? '')
  return ones === undefined ? undefined : value + ones
}

function figure(text: string): number | undefined {
  if (/^\d{1,4}(\.\d{1,3})?$/.test(text)) return Number(text)
  return /^[〇一二三四五六七八九]$/.test(text) ? digits.indexOf(text) : undefined
}
