import type { Weighted } from './quantile.ts'
import type { Bin } from './summary-contract.ts'

/** So many whole numbers side by side get a column each. */
const singlesMax = 16
/** About so many columns otherwise. */
const binsWanted = 10

/** Columns for sorted numbers: one for each where there are few whole ones, else of one round width, with empty ones between. */
export function binsOf(sorted: Weighted[], whole: boolean): Bin[] {
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return []
  const span = last.value - first.value
  const width = whole && span < singlesMax ? 1 : roundWidth(span / binsWanted, whole)
  const start = Math.floor(first.value / width) * width
  const bins = Array.from({ length: Math.floor((last.value - start) / width) + 1 }, (_, place) => ({
    from: plain(start + place * width),
    to: plain(start + (place + 1) * width),
    count: 0,
  }))
  for (const { value, count } of sorted) {
    const bin = bins[Math.min(bins.length - 1, Math.floor((value - start) / width))]
    if (bin) bin.count += count
  }
  return bins
}

/** The next of 1, 2, 5, 10, 20 …; never below 1 for whole numbers. */
function roundWidth(least: number, whole: boolean): number {
  if (least <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(least))
  const width = [1, 2, 5, 10].map((step) => step * power).find((step) => step >= least) ?? least
  return whole ? Math.max(1, width) : width
}

/** 0.30000000000000004 is 0.3. */
const plain = (value: number) => Number(value.toPrecision(12))
