import type { Attribute } from './useAttributes.ts'

/** An option as it is typed; one that is new has no key yet. */
export interface OptionRow {
  key: string | null
  ja: string
  en: string
}

/** The options of a field from what was typed: rows without a name are left out, new ones get a key that stays theirs. */
export function optionsOf(rows: readonly OptionRow[]): Attribute['options'] {
  const taken = new Set(rows.flatMap(({ key }) => key ?? []))
  return rows.flatMap(({ key, ja, en }) => {
    if (ja.trim() === '') return []
    const label = { ja: ja.trim(), ...(en.trim() && { en: en.trim() }) }
    return [{ key: key ?? freeKey(taken), label }]
  })
}

function freeKey(taken: Set<string>): string {
  for (let number = taken.size + 1; ; number++) {
    const key = `option_${number}`
    if (taken.has(key)) continue
    taken.add(key)
    return key
  }
}
