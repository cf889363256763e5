import { and, inArray, lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { jobs } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

const keptMs = 7 * 24 * 60 * 60_000
const deletedMax = 500

/** Removes jobs that were done a week ago, a few at a time; failed ones stay for staff. */
export async function forgetOldJobs(deps: Deps): Promise<void> {
  const old = build
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(sql`${jobs.state} = 'done'`, lte(jobs.finishedAt, deps.clock() - keptMs)))
    .limit(deletedMax)
  await deps.db.write([statement(build.delete(jobs).where(inArray(jobs.id, old)))])
}
