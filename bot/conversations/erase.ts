import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { conversations } from '../../db/schema/index.ts'

/** The statement that forgets where a friend is in the chat. */
export const eraseConversation = (accountId: string, friendSeq: number): Statement =>
  statement(
    build
      .delete(conversations)
      .where(and(eq(conversations.accountId, accountId), eq(conversations.friendSeq, friendSeq))),
  )
