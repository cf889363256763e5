import { withoutValues } from '../errors.ts'
import type { Cursor } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from './audit.ts'
import type { AuditExport } from './audit-contract.ts'
import { auditPage, type AuditRow } from './audit-list.ts'
import { deedWords } from './deed-words.ts'

const rowsAtOnce = 1_000
const head = {
  ja: ['日時', 'スタッフ', '操作', 'コード', '対象', '内容'],
  en: ['Time', 'Staff', 'What was done', 'Code', 'Subject', 'Detail'],
}

/**
 * The audit log as a CSV that Excel opens, streamed page by page. That it was taken out is an entry of it. The first page is
 * read before the answer begins, so that a fault is an error, and not half a file.
 */
export async function exportAudit(scope: StaffScope, { language, ...filters }: AuditExport): Promise<ReadableStream> {
  const page = (cursor: Cursor | undefined) => auditPage(scope, filters, { cursor, limit: rowsAtOnce })
  let rows = await page(undefined)
  await scope.db.write([auditStatement(scope, 'audit.exported', scope.account.id, { ...filters })])
  const encoder = new TextEncoder()
  const send = (stream: ReadableStreamDefaultController, text: string) => stream.enqueue(encoder.encode(text))
  return new ReadableStream({
    // Excel reads UTF-8 by its mark only.
    start: (stream) => send(stream, `\uFEFF${lineOf(head[language])}`),
    async pull(stream) {
      send(stream, rows.map((row) => lineOf(cellsOf(row, language))).join(''))
      const last = rows.at(-1)
      if (!last || rows.length < rowsAtOnce) return stream.close()
      try {
        rows = await page({ at: last.at, key: last.id })
      } catch (error) {
        // The server would log it whole, with the values of the query.
        scope.log.error('An export broke off: {error}', { error: withoutValues(error) })
        stream.error(new Error('The export broke off'))
      }
    },
  })
}

const cellsOf = ({ at, staff, action, subject, detail }: AuditRow, language: 'ja' | 'en') => [
  timeInJapan(at),
  staff.name ?? staff.id,
  deedWords(action, detail)[language],
  action,
  subject,
  JSON.stringify(detail),
]

const timeInJapan = (at: number) => new Date(at + 9 * 60 * 60_000).toISOString().slice(0, 19).replace('T', ' ')

const lineOf = (cells: string[]) => `${cells.map(cell).join(',')}\r\n`

/** Text, never a formula: what a spreadsheet would run begins with an apostrophe, also in full width and after spaces. */
const cell = (text: string) => `"${(/^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
