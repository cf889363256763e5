import type { AnswerParts, QuestionOf } from '../contract.ts'
import type { Kinds } from './kind.ts'
import { textAt } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

/** @param value the key of a column by the key of each row */
export function checkMatrix({ rows, columns, required }: QuestionOf<'matrix'>, value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad({ code: 'unknown_option' })
  const isKnown = (row: string) =>
    rows.some(({ key }) => key === row) && columns.some(({ key }) => key === textAt(value, row))
  if (!Object.keys(value).every(isKnown)) return bad({ code: 'unknown_option' })
  // In the order of the rows, so that the same choices are the same value.
  const parts: AnswerParts = {}
  for (const { key } of rows) {
    const column = textAt(value, key)
    if (column !== undefined) parts[key] = column
  }
  const left = rows.length - Object.keys(parts).length
  return required && left > 0 ? bad({ code: 'rows_open', left }) : good(parts)
}

export const matrixKind = {
  judges: {
    matrix: { empty: ({ rows }) => bad({ code: 'rows_open', left: rows.length }), check: checkMatrix },
  },
  words: {
    rows_open: ({ left }) => ({
      ja: `まだ選んでいない項目が${left}つあります。1つずつ選んでください`,
      en:
        left === 1
          ? 'One row is still open. Please choose one there'
          : `${left} rows are still open. Please choose one in each`,
    }),
  },
} satisfies Kinds
