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

/** The audit log as a CSV that Excel opens, streamed page by page. That it was taken out is an entry of it. */
export async function exportAudit(scope: StaffScope, { language, ...filters }: AuditExport): Promise<ReadableStream> {
  await scope.db.write([auditStatement(scope, 'audit.exported', scope.account.id, { ...filters })])
  const encoder = new TextEncoder()
  let cursor: { at: number; key: string } | undefined
  let done = false
  return new ReadableStream({
    // Excel reads UTF-8 by its mark only.
    start: (stream) => stream.enqueue(encoder.encode(`\uFEFF${lineOf(head[language])}`)),
    async pull(stream) {
      if (done) return stream.close()
      const rows = await auditPage(scope, filters, { cursor, limit: rowsAtOnce })
      const last = rows.at(-1)
      done = rows.length < rowsAtOnce
      if (last) cursor = { at: last.at, key: last.id }
      stream.enqueue(encoder.encode(rows.map((row) => lineOf(cellsOf(row, language))).join('')))
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
