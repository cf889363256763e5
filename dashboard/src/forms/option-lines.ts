import type { Option } from '../../../bot/forms/contract.ts'
import { yenMeant } from '../../../bot/forms/meant/yen.ts'

/** An option, or a thing to order with its price. */
type Line = Option & { price?: number | undefined }

/** Options as lines of text: the Japanese words, and the English ones and the price behind a bar or a tab. */
export const linesOf = (options: Line[]): string =>
  options
    .map(({ label, price }) => [label.ja, label.en, price].filter((part) => part !== undefined).join(' | '))
    .join('\n')

/**
 * A key for one more option: the next number, as long as nobody has answered; then one that no option ever had, because an old
 * answer must not seem to mean another option.
 * @param isAnswered whether the question was ever published
 */
export function freshOptionKey(
  name: 'option' | 'row' | 'column' | 'item',
  taken: Iterable<string>,
  isAnswered: boolean,
): string {
  if (isAnswered) return `${name}_${Math.random().toString(36).slice(2, 8)}`
  const used = new Set(taken)
  let at = 1
  while (used.has(`${name}_${at}`)) at++
  return `${name}_${at}`
}

/**
 * The options that lines of text say. One whose words stay keeps its key and its score.
 * @param priced whether a number behind the words is a price, as in a list that was kept in a spreadsheet
 */
export function optionsFrom(
  lines: string,
  before: Line[],
  fresh: (taken: string[]) => string,
  priced = false,
): Option[] {
  const taken = before.filter(({ label }) => wordsIn(lines).has(label.ja)).map(({ key }) => key)
  const left = [...before]
  const seen = new Set<string>()
  return lines
    .split('\n')
    .map(partsOf)
    .flatMap(([ja = '', ...others]) => {
      if (ja === '' || seen.has(ja)) return []
      seen.add(ja)
      const [en = ''] = priced ? others.filter((part) => !saysPrice(part)) : others
      const at = left.findIndex(({ label }) => label.ja === ja)
      const [kept] = at < 0 ? [] : left.splice(at, 1)
      const label = { ja, ...(en !== '' ? { en } : kept?.label.en === undefined ? {} : { en: kept.label.en }) }
      const price = priced ? priceAmong(others) : undefined
      if (kept) {
        // Whoever takes a price out of the lines takes it away.
        const { price: _old, ...rest } = kept
        return [{ ...(priced ? rest : kept), label, ...(price !== undefined && { price }) }]
      }
      const key = fresh(taken)
      taken.push(key)
      return [{ key, label, ...(price !== undefined && { price }) }]
    })
}

/** Whether an option has the words with which it began, or none. */
export const isUnwritten = ({ label }: Option): boolean => label.ja === '' || /^(選択肢|項目|商品)\d+$/.test(label.ja)

/** The options with lines behind one of them, all others as they are; those that nobody has written yet give way. */
export function withLines(
  options: Option[],
  at: number,
  lines: string,
  fresh: (taken: string[]) => string,
  priced = false,
): Option[] {
  const written = (some: Option[]) => some.filter((one) => !isUnwritten(one))
  const [before, after] = [written(options.slice(0, at + 1)), written(options.slice(at + 1))]
  const standing = [...before, ...after]
  const more = lines.split('\n').filter((line) => !standing.some(({ label }) => label.ja === partsOf(line)[0]))
  const keys = standing.map(({ key }) => key)
  return [...before, ...optionsFrom(more.join('\n'), [], (taken) => fresh([...keys, ...taken]), priced), ...after]
}

const partsOf = (line: string) => line.split(/\s*[|｜\t]\s*/).map((part) => part.trim())
const wordsIn = (lines: string) => new Set(lines.split('\n').map((line) => partsOf(line)[0]))

/** A part as price lists have it, without what stands around the sum: 520円(税込), 税込520円, ￥520-, 520円〜, @520. */
const bareSum = (part: string) =>
  part
    .normalize('NFKC')
    .replace(/[([【〔][^)\]】〕]*[)\]】〕]/g, '')
    .replace(/税(込み?|抜き?|別)/g, '')
    .replace(/^\s*@|[-−ー~〜\s]+$/g, '')

/** Figures with a mark of money are a price, also one that cannot be read, and never English words. */
const hasMark = (part: string) => /\d\s*円|¥\s*\d/.test(part.normalize('NFKC'))
const saysPrice = (part: string) => hasMark(part) || bareSum(part) === '' || yenMeant(bareSum(part)) !== undefined

/** The last sum of a line: a number before it counts something. One with a mark of money goes before one without. */
function priceAmong(parts: string[]): number | undefined {
  const sums = parts.filter((part) => yenMeant(bareSum(part)) !== undefined)
  const sum = sums.findLast(hasMark) ?? sums.at(-1)
  return sum === undefined ? undefined : yenMeant(bareSum(sum))
}
