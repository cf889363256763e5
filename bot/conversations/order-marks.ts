import type { AnswerParts, AnswerValue } from '../forms/contract.ts'

/** What was taken so far is kept as `item.amount`, as the buttons name it. */
export const marksOf = (parts: AnswerParts): string[] =>
  Object.entries(parts).map(([item, amount]) => `${item}.${amount}`)

/** The same as an answer, which may still be none. */
export const orderIn = (marks: string[]): AnswerParts =>
  Object.fromEntries(marks.map((mark) => mark.split('.')).filter(([, amount]) => amount !== '0')) as AnswerParts

/** What an answer that was given before begins with when it is asked for again. */
export const marksIn = (value: AnswerValue | null | undefined): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? marksOf(value) : []
