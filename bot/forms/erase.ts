import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import { dropWordsOfFriend } from './submission-words.ts'

/** The statements that erase what a friend filled in. */
export function eraseSubmissions(accountId: string, friendSeq: number): Statement[] {
  const own = and(sql`+${submissions.accountId} = ${accountId}`, eq(submissions.friendSeq, friendSeq))
  return [
    dropWordsOfFriend(accountId, friendSeq),
    statement(
      build
        .delete(answers)
        .where(sql`${answers.submissionId} in (select ${submissions.id} from ${submissions} where ${own})`),
    ),
    statement(build.delete(submissions).where(own)),
  ]
}
