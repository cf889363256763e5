import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { consents } from '../../db/schema/index.ts'

/** The statement that erases what a friend agreed to and withdrew. */
export const eraseConsents = (accountId: string, friendSeq: number): Statement =>
  statement(build.delete(consents).where(and(eq(consents.accountId, accountId), eq(consents.friendSeq, friendSeq))))
