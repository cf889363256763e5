import { desc, sql } from 'drizzle-orm'
import { friends, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Earlier } from './contract.ts'
import { moreOf, type Repeat } from './load.ts'

/** A person's last finished submission of a form, with what its settings let them do about it; null: there is none. */
export async function earlierOf(
  scope: Scope,
  { formId, repeat, uid }: { formId: string; repeat: Repeat; uid: string },
): Promise<Earlier | null> {
  const friendSeq = sql`(select ${friends.seq} from ${friends} where ${friends.accountId} = ${scope.account.id} and ${friends.uid} = ${uid})`
  const row = await scope.db.orm
    .select({ id: submissions.id, number: submissions.number, finishedAt: submissions.finishedAt })
    .from(submissions)
    // The pluses keep SQLite from walking all that was finished of the form: the person has sent less.
    .where(
      sql`${submissions.friendSeq} = ${friendSeq} and +${submissions.formId} = ${formId} and +${submissions.state} = 'finished'`,
    )
    .orderBy(desc(submissions.finishedAt))
    .limit(1)
    .get()
  return row ? { id: row.id, number: row.number ?? 0, finishedAt: row.finishedAt ?? 0, more: moreOf[repeat] } : null
}
