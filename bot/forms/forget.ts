import { sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { answers, notes, submissions } from '../../db/schema/index.ts'
import { forgetParts } from '../conversations/forget.ts'
import { forgetNotices } from '../notices/forget.ts'
import { forgetDeeds } from '../rules/forget.ts'
import type { Scope } from '../scope.ts'
import { removeBookings } from '../slots/erase.ts'
import { dropWordsOf } from './submission-words.ts'
import { uncountSubmissions } from './uncount.ts'

type Which = 'unfinished' | 'finished'
type Reader = Pick<Scope, 'db' | 'clock'> & { account: { id: string } }

/**
 * What of each may go. What was sent is divided from what never was, also when it was cancelled afterwards. What somebody
 * is changing stays until the change is sent or given up: it could not be sent without. And whoever has a place in a slot
 * that is still to come, or that has no time, keeps it, however long ago they booked; so does who waits for one.
 */
const mayGo = (which: Which, now: number): SQL =>
  which === 'unfinished'
    ? sql`s.finished_at is null`
    : sql`s.finished_at is not null and not exists (select 1 from submissions d
        where d.form_id = s.form_id and d.friend_seq = s.friend_seq and d.state = 'draft' and d.replaces = s.id)
        and not exists (select 1 from slot_bookings b join slots t on t.id = b.slot_id
          where b.submission_id = s.id and b.state in ('booked', 'waiting') and coalesce(t.starts_at, 9e15) > ${now})`

/** Ids and times of those that are old, walking the two indexes of an account by time, of which one holds the drafts. */
const old = ({ account, clock }: Reader, which: Which, olderThan: number): SQL =>
  sql.join(
    [sql`s.state <> 'draft'`, ...(which === 'unfinished' ? [sql`s.state = 'draft'`] : [])].map(
      (half) => sql`select s.id, s.updated_at from submissions s
        where s.account_id = ${account.id} and ${half} and ${mayGo(which, clock())} and s.updated_at <= ${olderThan}`,
    ),
    sql` union all `,
  )

/** How many submissions nobody has touched since a moment; milliseconds UTC. */
export async function countOldSubmissions(scope: Reader, which: Which, olderThan: number): Promise<number> {
  const [all] = await scope.db.reports
    .select({ count: sql<number>`count(*)` })
    .from(sql`(${old(scope, which, olderThan)})`)
  return all?.count ?? 0
}

/** Some of those, the oldest first. */
export async function oldSubmissions(scope: Reader, which: Which, olderThan: number, limit: number) {
  const rows = await scope.db.reports
    .select({ id: sql<string>`id` })
    .from(sql`(${old(scope, which, olderThan)})`)
    .orderBy(sql`updated_at`, sql`id`)
    .limit(limit)
  return rows.map(({ id }) => id)
}

/**
 * The statements that delete submissions with their answers and notes, and take them out of the figures. Files that no
 * answer names any more go a day later (`uploads/sweep.ts`). The last one counts: somebody may have touched one in the
 * meantime, which then stays whole.
 */
export async function forgetSubmissions(
  { db, account, clock }: Reader,
  which: Which,
  ids: string[],
  olderThan: number,
): Promise<Statement[]> {
  const now = clock()
  const still = sql`s.id in (select value from json_each(${JSON.stringify(ids)})) and +s.account_id = ${account.id}
    and ${mayGo(which, now)} and s.updated_at <= ${olderThan}`
  const these = sql`(select s.id from submissions s where ${still})`
  return [
    ...(await uncountSubmissions({ db }, still)),
    dropWordsOf(still),
    forgetDeeds(these),
    forgetNotices(these),
    ...removeBookings(these, now),
    forgetParts(still),
    statement(build.delete(answers).where(sql`${answers.submissionId} in ${these}`)),
    statement(build.delete(notes).where(sql`${notes.submissionId} in ${these}`)),
    statement(build.delete(submissions).where(sql`${submissions.id} in ${these}`)),
  ]
}
