import type { LiffSettings } from '../channels/line/liff-apps.ts'
import type { Journal } from './contract.ts'

type Change = Pick<Extract<Journal['liff'], { made: false }>, 'before' | 'set'>

/** Whether two settings of a LIFF app are the same; LINE may tell its fields in another order. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))

const ordered = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/**
 * Several runs seen as one change: for each setting what stood there before we touched it, or before we touched it again
 * after somebody else had; and what we set last.
 */
export function changedOnce(earlier: Change | null, before: Partial<LiffSettings>, set: Partial<LiffSettings>): Change {
  if (!earlier) return { before, set }
  const others = Object.entries(before).filter(([name, value]) => {
    const ours = earlier.set[name as keyof LiffSettings]
    return ours === undefined || !isSame(value, ours)
  })
  return { before: { ...earlier.before, ...Object.fromEntries(others) }, set: { ...earlier.set, ...set } }
}
