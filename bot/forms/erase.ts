import { and, eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { dropWordsOfFriend } from './submission-words.ts'
import { uncountSubmissions } from './uncount.ts'

/** The statements that erase what a friend filled in, and take it out of the summaries. */
export async function eraseSubmissions(
  scope: Pick<Scope, 'db'> & { account: { id: string } },
  friendSeq: number,
): Promise<Statement[]> {
  const { id: accountId } = scope.account
  const own = and(sql`+${submissions.accountId} = ${accountId}`, eq(submissions.friendSeq, friendSeq))
  return [
    ...(await uncountSubmissions(scope, eq(submissions.friendSeq, friendSeq))),
    dropWordsOfFriend(accountId, friendSeq),
    statement(
      build
        .delete(answers)
        .where(sql`${answers.submissionId} in (select ${submissions.id} from ${submissions} where ${own})`),
    ),
    statement(build.delete(submissions).where(own)),
  ]
}
