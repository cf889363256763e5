import { readDay } from '../forms/kinds/day.ts'
import { comparable } from '../forms/kinds/comparable.ts'
import type { AttributeDefinition } from './definitions.ts'
import { fitting, type AttributeValue } from './value.ts'

/** Between several names in one cell, as spreadsheets and other systems write them. */
const between = /[、,，;；|｜\n]/

/** The names in a cell, each once. */
export function namesIn(cell: string): string[] {
  const names = cell.split(between).map((name) => name.trim())
  return [...new Map(names.map((name) => [comparable(name), name])).values()].filter((name) => name !== '')
}

const yes = ['yes', 'true', '1', 'はい', '○', '〇', '◯', '有', 'あり']
const no = ['no', 'false', '0', 'いいえ', '×', '✕', '無', 'なし']

/**
 * What a cell of a company's file says of an attribute, in the ways that people write it there; null when it does not fit.
 * @param today `YYYY-MM-DD`
 */
export function valueFromCell(
  { type, options }: Pick<AttributeDefinition, 'type' | 'options'>,
  cell: string,
  today: string,
): AttributeValue | null {
  switch (type) {
    case 'choices':
      return fitting({ type, options }, namesIn(cell))
    case 'yes_no':
      return yes.includes(comparable(cell)) ? 'yes' : no.includes(comparable(cell)) ? 'no' : null
    case 'date': {
      const read = readDay(cell, today)
      return read && 'date' in read ? read.date : null
    }
    default:
      return fitting({ type, options }, cell)
  }
}
