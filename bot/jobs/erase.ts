import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { jobs } from '../../db/schema/index.ts'

/** The statement that erases jobs about somebody who is gone. */
export const eraseJobs = (ids: string[]): Statement =>
  statement(build.delete(jobs).where(sql`${jobs.id} in (select value from json_each(${JSON.stringify(ids)}))`))
