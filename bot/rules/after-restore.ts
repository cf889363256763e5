import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { ruleDeeds, submissions } from '../../db/schema/index.ts'

/**
 * Ends what waited when a backup was made: the server has done it since, and would do it again. For the same reason nobody
 * who was in the middle of a form then is reminded any more.
 */
export const endOpenDeeds = (now: number): Statement[] => [
  statement(
    build
      .update(ruleDeeds)
      .set({ state: 'failed', reason: 'restored', finishedAt: now })
      .where(sql`${ruleDeeds.state} = 'waiting'`),
  ),
  statement(
    build
      .update(submissions)
      .set({ followedUpAt: now })
      .where(
        sql`${submissions.state} = 'draft' and ${submissions.followedUpAt} is null and ${submissions.formId} in
          (select id from forms where follow_up_after is not null)`,
      ),
  ),
]
