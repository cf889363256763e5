import { inArray, lte, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { staffNotices } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

const keptMs = 90 * 24 * 60 * 60_000
const deletedMax = 500

/** The statement that deletes what staff were told of submissions. */
export const forgetNotices = (submissionIds: SQL): Statement =>
  statement(build.delete(staffNotices).where(sql`${staffNotices.subjectId} in ${submissionIds}`))

/** Removes notices of three months ago, a few at a time: nobody looks at them any more. */
export async function forgetOldNotices({ db, clock }: Deps): Promise<void> {
  const old = build
    .select({ id: staffNotices.id })
    .from(staffNotices)
    .where(lte(staffNotices.createdAt, clock() - keptMs))
    .limit(deletedMax)
  await db.write([statement(build.delete(staffNotices).where(inArray(staffNotices.id, old)))])
}
