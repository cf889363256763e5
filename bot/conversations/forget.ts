import { sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { conversations } from '../../db/schema/index.ts'

/**
 * The statement that empties what was given in parts for submissions that are deleted, half an address among it. Written before
 * they go; found by their friends, of whom each has one conversation.
 * @param still the condition on submissions, called `s`
 */
export const forgetParts = (still: SQL): Statement =>
  statement(
    build
      .update(conversations)
      .set({ ticked: [] })
      .where(
        sql`${conversations.friendSeq} in (select s.friend_seq from submissions s where ${still})
          and ${conversations.submissionId} in (select s.id from submissions s where ${still})`,
      ),
  )
