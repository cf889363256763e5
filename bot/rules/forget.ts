import { sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { ruleDeeds } from '../../db/schema/index.ts'

/** The statement that deletes what happened by itself with submissions; what waits is not done any more. */
export const forgetDeeds = (submissionIds: SQL): Statement =>
  statement(build.delete(ruleDeeds).where(sql`${ruleDeeds.submissionId} in ${submissionIds}`))
