import { and, asc, count, desc, eq, sql, type SQL } from 'drizzle-orm'
import { submissions } from '../../db/schema/index.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { SubmissionList } from './staff-contract.ts'
import { submissionRows, withAnswers } from './submission-rows.ts'
import { conditionsOf } from './submission-search.ts'

/**
 * One page of submissions, in the order in which their people last did something. `next` is null on the last page;
 * `total` comes with the first page; `live` is where `submissionChanges` begins.
 */
export async function listSubmissions(scope: StaffScope, { cursor, limit, columns, sort, ...filters }: SubmissionList) {
  const conditions = and(eq(submissions.accountId, scope.account.id), ...conditionsOf(scope, filters))
  const live = cursorText({ at: scope.clock(), key: '' })
  const place = sql`(${submissions.updatedAt}, ${submissions.id})`
  const behind = cursor && sql`${place} ${sql.raw(sort === 'newest' ? '<' : '>')} (${cursor.at}, ${cursor.key})`
  // A search costs more than a walk of the index, so it is made once for the page and for the total.
  const counted = filters.q !== undefined && cursor === undefined
  const found = await placesOf(scope, { conditions: and(conditions, behind), sort, counted }).limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: await withAnswers(
      scope,
      await submissionRows(
        scope,
        page.map(({ id }) => id),
      ),
      columns,
    ),
    next: found.length > limit && last ? cursorText({ at: last.updatedAt, key: last.id }) : null,
    total: cursor ? null : counted ? (found[0]?.total ?? 0) : await countMatching(scope, conditions),
    live,
  }
}

interface Wanted {
  conditions: SQL | undefined
  sort: SubmissionList['sort']
  /** Whether each place says how many there are. */
  counted: boolean
}

/** Which submissions and in which order, by the index alone; their rows are read for the page only. */
const placesOf = ({ db }: StaffScope, { conditions, sort, counted }: Wanted) => {
  const order = sort === 'newest' ? desc : asc
  return db.reports
    .select({
      id: submissions.id,
      updatedAt: submissions.updatedAt,
      total: counted ? sql<number>`count(*) over ()` : sql<number>`0`,
    })
    .from(submissions)
    .where(conditions)
    .orderBy(order(submissions.updatedAt), order(submissions.id))
}

async function countMatching({ db }: StaffScope, conditions: SQL | undefined): Promise<number> {
  const [total] = await db.reports.select({ count: count() }).from(submissions).where(conditions)
  return total?.count ?? 0
}
