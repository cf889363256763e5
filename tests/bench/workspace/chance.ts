/** Numbers that look random and are the same for the same seed (mulberry32): a workspace can be made again as it was. */
export interface Chance {
  /** From 0 up to, and without, 1. */
  share(): number
  /** A whole number from 0 up to, and without, `below`. */
  below(below: number): number
  /** So often in 100 that it is true. */
  percent(percent: number): boolean
  /** One of them, each as likely as the others. */
  one<T>(of: readonly T[]): T
  /** So many hex digits, a multiple of 8. */
  hex(digits: number): string
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const share = () => next() / 2 ** 32
  const below = (limit: number) => Math.floor(share() * limit)
  return {
    share,
    below,
    percent: (percent) => share() * 100 < percent,
    one: (of) => of[below(of.length)]!,
    hex: (digits) => Array.from({ length: digits / 8 }, () => next().toString(16).padStart(8, '0')).join(''),
  }
}
