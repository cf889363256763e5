import { sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'
import type { Account } from '../accounts/account.ts'
import { tellEndpoints } from '../integrations/tell-endpoints.ts'
import { notifyStaff } from '../notices/notify.ts'
import type { Scope } from '../scope.ts'
import { freePlaces } from '../slots/free.ts'
import { uncountFinished } from './count-answers.ts'
import type { Draft } from './draft.ts'
import { promoteWaiting } from './promote.ts'
import { dropWords } from './submission-words.ts'

/**
 * The statements that cancel what somebody has sent: it stays, with its number, as history; its places are free, who waits
 * longest gets them, and staff are told. A change of it that was begun leads nowhere any more. Undone when it is not as it was read.
 */
export function cancelFinished(
  scope: Pick<Scope, 'clock' | 'ids'> & { account: Pick<Account, 'id' | 'subscriptions'> },
  { id, formId, formKey, revision, definition }: Pick<Draft, 'id' | 'formId' | 'formKey' | 'revision' | 'definition'>,
): Statement[] {
  const now = scope.clock()
  const changes = sql`select d.id from submissions d where d.form_id = ${formId} and d.state = 'draft' and d.replaces = ${id}
    and d.friend_seq = (select s.friend_seq from submissions s where s.id = ${id})`
  const ended = { state: 'cancelled', revision: sql`${submissions.revision} + 1`, updatedAt: now } as const
  return [
    uncountFinished(id, definition),
    dropWords(id),
    ...freePlaces(sql`(b.submission_id = ${id} or b.submission_id in (${changes}))`, now),
    statement(
      build
        .update(submissions)
        .set(ended)
        .where(sql`${submissions.id} in (${changes})`),
    ),
    must(
      statement(
        build
          .update(submissions)
          .set({ ...ended, wordsSeq: null })
          .where(
            sql`${submissions.id} = ${id} and ${submissions.revision} = ${revision} and ${submissions.state} = 'finished'`,
          ),
      ),
    ),
    promoteWaiting(sql`f.id = ${formId}`, now),
    ...notifyStaff(scope, { kind: 'cancellation', subjectId: id }),
    ...tellEndpoints(scope, 'submission.cancelled', { id, formKey }),
  ]
}
