import { writeCsvStream } from 'hucre/csv'
import { writeXlsxStream } from 'hucre/xlsx'
import { encodeCp932 } from './cp932.ts'
import { inertCell, sheetCell, type Cell } from './export-cell.ts'
import type { ExportFormat } from './export-contract.ts'
import { momentFormats, type MomentFormat } from './export-moment.ts'

export interface FileKind {
  contentType: string
  extension: string
}

export const fileKinds: Record<ExportFormat, FileKind> = {
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  csv_utf8: { contentType: 'text/csv; charset=utf-8', extension: 'csv' },
  csv_sjis: { contentType: 'text/csv; charset=Shift_JIS', extension: 'csv' },
}

interface FileContent {
  /** The rows above all others. */
  headings: string[][]
  /** How each column shows moments; null: it holds none. */
  formats: (MomentFormat | null)[]
  rows: AsyncIterable<Cell[]>
  lose: (char: string) => void
}

/**
 * Rows as the bytes of a file, made as they are read: memory holds a few rows, however many there are.
 * @param lose is told each character that the encoding does not have
 */
export function fileOf(
  format: ExportFormat,
  { headings, formats, rows, lose }: FileContent,
): ReadableStream<Uint8Array> {
  if (format === 'xlsx') {
    // Cells that are said to be text stay so when somebody edits them.
    const columns = formats.map((format) => ({ width: 20, numFmt: format === null ? '@' : momentFormats[format] }))
    const freezePane = { rows: headings.length }
    return writeXlsxStream(each(headings, rows, sheetCell), { name: 'Musubi', columns, freezePane })
  }
  const csv = writeCsvStream(each(headings, rows, inertCell), { headers: false, bom: format === 'csv_utf8' })
  return format === 'csv_utf8' ? csv : csv.pipeThrough(toCp932(lose))
}

type Made = (cell: Cell) => string | number | null

async function* each(headings: string[][], rows: AsyncIterable<Cell[]>, made: Made) {
  for (const heading of headings) yield heading.map(made)
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
