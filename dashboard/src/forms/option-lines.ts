import type { Option } from '../../../bot/forms/contract.ts'

/** Options as lines of text: the Japanese words, and the English ones behind a bar or a tab. */
export const linesOf = (options: Option[]): string =>
  options.map(({ label }) => (label.en === undefined ? label.ja : `${label.ja} | ${label.en}`)).join('\n')

/**
 * A key for one more option: the next number, as long as nobody has answered; then one that no option ever had, because an old
 * answer must not seem to mean another option.
 * @param isAnswered whether the question was ever published
 */
export function freshOptionKey(
  name: 'option' | 'row' | 'column',
  taken: Iterable<string>,
  isAnswered: boolean,
): string {
  if (isAnswered) return `${name}_${Math.random().toString(36).slice(2, 8)}`
  const used = new Set(taken)
  let at = 1
  while (used.has(`${name}_${at}`)) at++
  return `${name}_${at}`
}

/** The options that lines of text say. One whose words stay keeps its key and its score. */
export function optionsFrom(lines: string, before: Option[], fresh: (taken: string[]) => string): Option[] {
  const taken = before.filter(({ label }) => wordsIn(lines).has(label.ja)).map(({ key }) => key)
  const left = [...before]
  const seen = new Set<string>()
  return lines
    .split('\n')
    .map(partsOf)
    .flatMap(([ja = '', en = '']) => {
      if (ja === '' || seen.has(ja)) return []
      seen.add(ja)
      const at = left.findIndex(({ label }) => label.ja === ja)
      const [kept] = at < 0 ? [] : left.splice(at, 1)
      const label = { ja, ...(en !== '' ? { en } : kept?.label.en === undefined ? {} : { en: kept.label.en }) }
      if (kept) return [{ ...kept, label }]
      const key = fresh(taken)
      taken.push(key)
      return [{ key, label }]
    })
}

const partsOf = (line: string) => line.split(/\s*[|｜\t]\s*/).map((part) => part.trim())
const wordsIn = (lines: string) => new Set(lines.split('\n').map((line) => partsOf(line)[0]))
