import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { savedViews } from '../../db/schema/index.ts'

/** The statement that takes away what somebody who leaves kept for themselves; what they shared goes on serving the others. */
export const dropOwnViews = (staffId: string): Statement =>
  statement(build.delete(savedViews).where(and(eq(savedViews.staffId, staffId), eq(savedViews.shared, false))))
