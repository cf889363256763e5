import type { QuestionOf } from '../contract.ts'

/** How many places are given. */
export const placesOf = ({ options, top }: QuestionOf<'ranking'>): number =>
  Math.min(top ?? options.length, options.length)
