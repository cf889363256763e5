import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { auditEntries } from '../../db/schema/index.ts'

/** The statement by which the audit log still tells who of the staff did what and when, and nothing of the person any more. */
export const forgetDetails = (ids: string[]): Statement =>
  statement(
    build
      .update(auditEntries)
      .set({ detail: { erased: true } })
      .where(sql`${auditEntries.id} in (select value from json_each(${JSON.stringify(ids)}))`),
  )
