import { and, eq, inArray, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { forms, submissions, webhookAttempts, webhookCalls } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { tellEndpoints } from './tell-endpoints.ts'

/**
 * The statements that erase what was told, or was to be told, about somebody's submissions. Other systems that want to hear of
 * it are told that these are gone, by their ids; nothing else of the person is in those calls.
 */
export async function eraseCalls(scope: Scope, friendSeq: number): Promise<Statement[]> {
  const sent = await scope.db.orm
    .select({ id: submissions.id, formKey: forms.key })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(
      and(
        eq(submissions.friendSeq, friendSeq),
        sql`+${submissions.accountId} = ${scope.account.id}`,
        sql`${submissions.finishedAt} is not null`,
      ),
    )
  const own = sql`(select id from submissions where friend_seq = ${friendSeq} and +account_id = ${scope.account.id})`
  const calls = build
    .select({ id: webhookCalls.id })
    .from(webhookCalls)
    .where(sql`${webhookCalls.submissionId} in ${own}`)
  return [
    statement(build.delete(webhookAttempts).where(inArray(webhookAttempts.callId, calls))),
    statement(build.delete(webhookCalls).where(sql`${webhookCalls.submissionId} in ${own}`)),
    ...sent.flatMap((submission) => tellEndpoints(scope, 'submission.erased', submission)),
  ]
}
