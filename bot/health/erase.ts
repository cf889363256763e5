import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { alerts } from '../../db/schema/index.ts'

/** The statement that erases alerts about a friend. */
export const eraseAlerts = (accountId: string, friendId: string): Statement =>
  statement(build.delete(alerts).where(and(eq(alerts.accountId, accountId), eq(alerts.subject, friendId))))
