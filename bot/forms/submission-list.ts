import { and, count, eq, sql } from 'drizzle-orm'
import { submissions } from '../../db/schema/index.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { SubmissionList } from './staff-contract.ts'
import { submissionRows, withAnswers } from './submission-rows.ts'
import { conditionsOf } from './submission-search.ts'

/**
 * One page of submissions. `next` is null on the last page; `total` is counted on the first page of a list without
 * search; `live` is where `submissionChanges` begins.
 */
export async function listSubmissions(scope: StaffScope, { cursor, limit, ...filters }: SubmissionList) {
  const conditions = await conditionsOf(scope, filters)
  const after = cursor && sql`(${submissions.updatedAt}, ${submissions.id}) < (${cursor.at}, ${cursor.key})`
  const found = await submissionRows(scope, [...conditions, after]).limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const [total] =
    cursor || filters.q
      ? [null]
      : await scope.db.reports
          .select({ count: count() })
          .from(submissions)
          .where(and(eq(submissions.accountId, scope.account.id), ...conditions))
  return {
    rows: await withAnswers(scope, page),
    next: found.length > limit && last ? cursorText({ at: last.updatedAt, key: last.id }) : null,
    total: total?.count ?? null,
    live: cursorText({ at: scope.clock(), key: '' }),
  }
}
