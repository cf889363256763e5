import { desc, sql } from 'drizzle-orm'
import { preparedOn } from '../../db/prepared.ts'
import { friends, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Earlier } from './contract.ts'
import { moreOf, type Repeat } from './load.ts'

/** A person's last finished submission of a form, with what its settings let them do about it; null: there is none. */
export async function earlierOf(
  scope: Scope,
  { formId, repeat, uid }: { formId: string; repeat: Repeat; uid: string },
): Promise<Earlier | null> {
  const row = await lastFinished(scope.db).get({ accountId: scope.account.id, formId, uid })
  return row ? { id: row.id, number: row.number ?? 0, finishedAt: row.finishedAt ?? 0, more: moreOf[repeat] } : null
}

const lastFinished = preparedOn((orm) =>
  orm
    .select({ id: submissions.id, number: submissions.number, finishedAt: submissions.finishedAt })
    .from(submissions)
    // The pluses keep SQLite from walking all that was finished of the form: the person has sent less.
    .where(
      sql`${submissions.friendSeq} = (select ${friends.seq} from ${friends} where ${friends.accountId} = ${sql.placeholder('accountId')} and ${friends.uid} = ${sql.placeholder('uid')})
        and +${submissions.formId} = ${sql.placeholder('formId')} and +${submissions.state} = 'finished'`,
    )
    .orderBy(desc(submissions.finishedAt))
    .limit(1)
    .prepare(),
)
