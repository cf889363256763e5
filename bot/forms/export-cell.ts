/** A day or a moment by Japan's clock: as text, and as a spreadsheet counts days. */
export interface Moment {
  text: string
  serial: number
}

/** What stands in a cell: a number and a moment are what they are, everything else is text, and null is an empty cell. */
export type Cell = string | number | Moment | null

const isMoment = (cell: Cell): cell is Moment => typeof cell === 'object' && cell !== null

/** Where a spreadsheet takes a text for a formula, in either width, also behind blanks that it may drop. */
const formula = /^[\s\u3000\u200B\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/

/**
 * A cell of CSV, where a spreadsheet guesses what is meant: a text that it could run begins with an apostrophe. Numbers of
 * ours are numbers.
 */
export const inertCell = (cell: Cell): string | number | null => {
  const plain = isMoment(cell) ? cell.text : cell
  return typeof plain === 'string' && formula.test(plain) ? `'${plain}` : plain
}

// eslint-disable-next-line no-control-regex -- XML knows no control characters, and Excel refuses a file with one.
const noXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/**
 * A cell of XLSX. It says itself that it is text, so nothing of it is run or loses its zeros; only what XML cannot hold
 * goes, and what Excel would take for a code of its own (`_x0041_`) is written so that it reads as it is.
 */
export const sheetCell = (cell: Cell): string | number | null =>
  isMoment(cell)
    ? cell.serial
    : typeof cell === 'string'
      ? cell
          .toWellFormed()
          .replace(noXml, '')
          .replace(/\r\n?/g, '\n')
          .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
      : cell
