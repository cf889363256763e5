import type { AnswerParts, AnswerValue, QuestionOf } from '../contract.ts'
import type { Kinds } from './kind.ts'
import { textAt } from './plain.ts'
import { bad, good, type Checked } from './problem.ts'

type Matrix = QuestionOf<'matrix'>

/** A row and one of its columns, as conditions name it, and as it is kept where a row may have several. */
export const cellOf = (row: string, column: string): string => `${row}.${column}`

/** Every cell, row by row, so that the same choices are the same value. */
export const cellsIn = ({ rows, columns }: Pick<Matrix, 'rows' | 'columns'>): string[] =>
  rows.flatMap((row) => columns.map((column) => cellOf(row.key, column.key)))

/** The columns that were chosen in a row, whichever way the answer is kept. */
export function columnsChosen(value: AnswerValue, row: string): string[] {
  if (typeof value !== 'object') return []
  if (Array.isArray(value))
    return value.filter((cell) => cell.startsWith(`${row}.`)).map((cell) => cell.slice(row.length + 1))
  return row in value ? [value[row]!] : []
}

/** @param value the key of a column by the key of each row; where a row may have several, the cells */
export const checkMatrix = (question: Matrix, value: unknown): Checked =>
  question.several ? checkCells(question, value) : checkRows(question, value)

function checkCells(question: Matrix, value: unknown): Checked {
  if (!Array.isArray(value)) return bad({ code: 'choose_some' })
  const cells = cellsIn(question)
  return value.every((cell) => cells.includes(cell))
    ? good(cells.filter((cell) => value.includes(cell)))
    : bad({ code: 'unknown_option' })
}

function checkRows({ rows, columns, required }: Matrix, value: unknown): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad({ code: 'unknown_option' })
  const isKnown = (row: string) =>
    rows.some(({ key }) => key === row) && columns.some(({ key }) => key === textAt(value, row))
  if (!Object.keys(value).every(isKnown)) return bad({ code: 'unknown_option' })
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
    matrix: {
      empty: ({ rows, several }) => bad(several ? { code: 'choose_some' } : { code: 'rows_open', left: rows.length }),
      check: checkMatrix,
    },
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
