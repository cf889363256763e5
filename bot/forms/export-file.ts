import { writeCsvStream } from 'hucre/csv'
import { writeXlsxStream } from 'hucre/xlsx'
import { encodeCp932 } from './cp932.ts'
import { inertCell, sheetCell, type Cell } from './export-cell.ts'
import type { ExportFormat } from './export-contract.ts'

export interface FileKind {
  contentType: string
  extension: string
}

export const fileKinds: Record<ExportFormat, FileKind> = {
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  csv_utf8: { contentType: 'text/csv; charset=utf-8', extension: 'csv' },
  csv_sjis: { contentType: 'text/csv; charset=Shift_JIS', extension: 'csv' },
}

/**
 * Rows as the bytes of a file, made as they are read: memory holds a few rows, however many there are.
 * @param lose is told each character that the encoding does not have
 */
export function fileOf(
  format: ExportFormat,
  { headers, rows, lose }: { headers: string[]; rows: AsyncIterable<Cell[]>; lose: (char: string) => void },
): ReadableStream<Uint8Array> {
  if (format === 'xlsx') {
    // Cells that are said to be text stay so when somebody edits them.
    const columns = headers.map(() => ({ width: 20, numFmt: '@' }))
    return writeXlsxStream(each(headers, rows, sheetCell), { name: 'Musubi', columns, freezePane: { rows: 1 } })
  }
  const csv = writeCsvStream(each(headers, rows, inertCell), { headers: false, bom: format === 'csv_utf8' })
  return format === 'csv_utf8' ? csv : csv.pipeThrough(toCp932(lose))
}

async function* each(headers: string[], rows: AsyncIterable<Cell[]>, made: (cell: Cell) => Cell) {
  yield headers.map(made)
  for await (const row of rows) yield row.map(made)
}

function toCp932(lose: (char: string) => void): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder()
  return new TransformStream({
    transform(bytes, controller) {
      controller.enqueue(encodeCp932(decoder.decode(bytes, { stream: true }), lose))
    },
  })
}
