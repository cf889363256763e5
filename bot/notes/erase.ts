import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { notes } from '../../db/schema/index.ts'

/** The statement that erases what staff wrote about a friend. */
export const eraseNotes = (accountId: string, friendSeq: number): Statement =>
  statement(build.delete(notes).where(and(eq(notes.accountId, accountId), eq(notes.friendSeq, friendSeq))))
