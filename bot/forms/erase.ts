import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { answers, submissions } from '../../db/schema/index.ts'
import { forgetNotices } from '../notices/forget.ts'
import { forgetDeeds } from '../rules/forget.ts'
import type { Scope } from '../scope.ts'
import { removeBookings } from '../slots/erase.ts'
import { dropWordsOf } from './submission-words.ts'
import { uncountSubmissions } from './uncount.ts'

/** The statements that erase what a friend filled in, and take it out of the summaries. */
export async function eraseSubmissions(
  scope: Pick<Scope, 'db' | 'clock'> & { account: { id: string } },
  friendSeq: number,
): Promise<Statement[]> {
  const own = sql`s.friend_seq = ${friendSeq} and +s.account_id = ${scope.account.id}`
  const these = sql`(select s.id from submissions s where ${own})`
  return [
    ...(await uncountSubmissions(scope, own)),
    dropWordsOf(own),
    forgetDeeds(these),
    forgetNotices(these),
    ...removeBookings(these, scope.clock()),
    statement(build.delete(answers).where(sql`${answers.submissionId} in ${these}`)),
    statement(build.delete(submissions).where(sql`${submissions.id} in ${these}`)),
  ]
}
