/** A number and how often it was given. */
export interface Weighted {
  value: number
  count: number
}

/**
 * The value below which this share of all lies, of numbers that are sorted; between two of them it is their middle.
 * Null without any.
 */
export function quantile(sorted: Weighted[], share: number): number | null {
  const all = sorted.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return null
  const place = share * (all - 1)
  return (at(sorted, Math.floor(place)) + at(sorted, Math.ceil(place))) / 2
}

function at(sorted: Weighted[], place: number): number {
  let passed = 0
  for (const { value, count } of sorted) {
    passed += count
    if (place < passed) return value
  }
  return sorted.at(-1)?.value ?? 0
}
