import { and, count, eq, inArray, lte, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { answers, forms, notes, submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

type Which = 'unfinished' | 'finished'
type Reader = Pick<Scope, 'db'> & { account: { id: string } }

/** Literal states and the forms by name, so that SQLite finds them by form, state and time. */
const states: Record<Which, SQL> = {
  unfinished: sql`${submissions.state} in ('draft', 'cancelled')`,
  finished: sql`${submissions.state} in ('finished', 'replaced')`,
}

const old = (accountId: string, which: Which, olderThan: number) =>
  and(
    inArray(submissions.formId, build.select({ id: forms.id }).from(forms).where(eq(forms.accountId, accountId))),
    states[which],
    lte(submissions.updatedAt, olderThan),
  )

/** How many submissions nobody has touched since a moment; milliseconds UTC. */
export async function countOldSubmissions({ db, account }: Reader, which: Which, olderThan: number): Promise<number> {
  const [all] = await db.reports
    .select({ count: count() })
    .from(submissions)
    .where(old(account.id, which, olderThan))
  return all?.count ?? 0
}

/** Some of those, the oldest first. */
export async function oldSubmissions({ db, account }: Reader, which: Which, olderThan: number, limit: number) {
  const rows = await db.reports
    .select({ id: submissions.id })
    .from(submissions)
    .where(old(account.id, which, olderThan))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/**
 * The statements that delete submissions with their answers and notes. Files that no answer names any more go a day later
 * (`uploads/sweep.ts`). The last one counts: somebody may have touched a draft in the meantime, which then stays whole.
 */
export function forgetSubmissions({ account }: Reader, which: Which, ids: string[], olderThan: number): Statement[] {
  const still = build
    .select({ id: submissions.id })
    .from(submissions)
    .where(
      and(
        inArray(submissions.id, ids),
        sql`+${submissions.accountId} = ${account.id}`,
        states[which],
        lte(submissions.updatedAt, olderThan),
      ),
    )
  return [
    {
      sql: 'delete from submission_words where rowid in (select words_seq from submissions where id in (select value from json_each(?)))',
      params: [JSON.stringify(ids)],
    },
    statement(build.delete(answers).where(inArray(answers.submissionId, still))),
    statement(build.delete(notes).where(inArray(notes.submissionId, still))),
    statement(build.delete(submissions).where(inArray(submissions.id, still))),
  ]
}
