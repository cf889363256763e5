import type { Option } from '../../../bot/forms/contract.ts'

/** Options as lines of text: the Japanese words, and the English ones behind a bar or a tab. */
export const linesOf = (options: Option[]): string =>
  options.map(({ label }) => (label.en === undefined ? label.ja : `${label.ja} | ${label.en}`)).join('\n')

/**
 * The options that lines of text say. One whose words stay keeps its key and its score; a key is never used anew, because
 * an old answer must not seem to mean another option.
 */
export function optionsFrom(lines: string, before: Option[], fresh: () => string): Option[] {
  const left = [...before]
  const seen = new Set<string>()
  return lines
    .split('\n')
    .map((line) => line.split(/\s*[|｜\t]\s*/).map((part) => part.trim()))
    .flatMap(([ja = '', en = '']) => {
      if (ja === '' || seen.has(ja)) return []
      seen.add(ja)
      const at = left.findIndex(({ label }) => label.ja === ja)
      const [kept] = at < 0 ? [] : left.splice(at, 1)
      const label = { ja, ...(en !== '' ? { en } : kept?.label.en === undefined ? {} : { en: kept.label.en }) }
      return [kept ? { ...kept, label } : { key: fresh(), label }]
    })
}
