import { inArray, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'

/**
 * The statement that says of finished submissions that they changed, without their person or staff having changed them: readers
 * that go on where they stopped see them again.
 * @param ids ids of submissions, as a list or a query in brackets
 */
export const touchSubmissions = (ids: SQL, now: number): Statement =>
  statement(
    build
      .update(submissions)
      .set(touched(now))
      .where(sql`${inArray(submissions.id, ids)} and ${submissions.state} = 'finished'`),
  )

/** What a change sets, whatever else it does. */
export const touched = (now: number) => ({ revision: sql`${submissions.revision} + 1`, updatedAt: now })
