/** The same without its English words: a form, a question, whatever texts stand in. */
export function inJapanese<T>(part: T): T {
  if (Array.isArray(part)) return part.map(inJapanese) as T
  if (typeof part !== 'object' || part === null) return part
  const kept = Object.entries(part).filter(([name]) => name !== 'en' || !('ja' in part))
  return Object.fromEntries(kept.map(([name, one]) => [name, inJapanese(one)])) as T
}
