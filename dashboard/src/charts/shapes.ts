import type { RouteLocationRaw } from 'vue-router'

/** Colours of series, in the order in which they are given out; the same thing has the same one on every page. */
export const tones = ['indigo', 'pine', 'amber', 'ink', 'indigo-half', 'pine-half', 'amber-half', 'ink-half'] as const
/** `vermilion` only for what needs a person. */
export type Tone = (typeof tones)[number] | 'vermilion'

/** One row of `Bars`. */
export interface Bar {
  key: string
  label: string
  value: number
  /** Where the people behind it are; makes the row a link. */
  to?: RouteLocationRaw | undefined
  tone?: Tone | undefined
}

/** One place on the horizontal axis of `Columns` and `Lines`. */
export interface Column {
  key: string
  /** In full, as it is read out: 「11月21日(土)」. */
  label: string
  /** Short, as it stands under the axis: 「11/21」. */
  tick: string
  to?: RouteLocationRaw | undefined
}

/** What is drawn over the columns: one value a column, null where nothing is known. */
export interface Series {
  key: string
  label: string
  tone: Tone
  values: (number | null)[]
  /** `Columns` only: drawn downwards from the zero line, as what is lost. Values stay positive. */
  below?: boolean | undefined
}

/** One step of `Funnel`: so many came this far. */
export interface Step {
  key: string
  label: string
  value: number
  to?: RouteLocationRaw | undefined
}
