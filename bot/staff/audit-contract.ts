import * as v from 'valibot'
import { cursorSchema } from '../http/cursor.ts'

const day = v.pipe(v.string(), v.isoDate())

const filters = {
  /** Whose deeds. */
  staff: v.optional(v.pipe(v.string(), v.maxLength(64))),
  action: v.optional(v.pipe(v.string(), v.regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/))),
  /** What or whom they were about, by its id. */
  subject: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Days of Japan, both included. */
  from: v.optional(day),
  until: v.optional(day),
}

export const auditListSchema = v.strictObject({
  ...filters,
  cursor: v.optional(cursorSchema),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)),
    '50',
  ),
})
export type AuditList = v.InferOutput<typeof auditListSchema>

export const auditExportSchema = v.strictObject({ ...filters, language: v.optional(v.picklist(['ja', 'en']), 'ja') })
export type AuditExport = v.InferOutput<typeof auditExportSchema>
export type AuditFilters = Omit<AuditExport, 'language'>
