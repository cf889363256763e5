import { and, asc, count, desc, eq, sql, type SQL } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/sqlite-core'
import { submissions } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { SubmissionFilters, SubmissionList } from './staff-contract.ts'
import { waysToFind } from './submission-search.ts'

/** What the filters find, by the indexes alone: their rows are read for the page only. */
function placesIn(scope: StaffScope, filters: SubmissionFilters, also: SQL | undefined) {
  const { db, account } = scope
  const [first, second] = waysToFind(scope, filters).map((conditions) =>
    db.reports
      .select({ id: submissions.id, updatedAt: submissions.updatedAt })
      .from(submissions)
      .where(and(eq(submissions.accountId, account.id), also, ...conditions)),
  )
  return second ? unionAll(first!, second).as('places') : first!.as('places')
}

interface Wanted {
  filters: SubmissionFilters
  /** Holds of them as well. */
  also?: SQL | undefined
  sort: SubmissionList['sort']
  limit: number
  /** Whether each place says how many there are; a search costs more than a walk, so it is made once for both. */
  counted?: boolean
}

/** The first of the submissions that the filters find, in the order in which their people last did something. */
export function placesOf(scope: StaffScope, { filters, also, sort, limit, counted = false }: Wanted) {
  const order = sort === 'newest' ? desc : asc
  const places = placesIn(scope, filters, also)
  return scope.db.reports
    .select({
      id: places.id,
      updatedAt: places.updatedAt,
      total: counted ? sql<number>`count(*) over ()` : sql<number>`0`,
    })
    .from(places)
    .orderBy(order(places.updatedAt), order(places.id))
    .limit(limit)
}

/** How many submissions the filters find. */
export async function countMatching(scope: StaffScope, filters: SubmissionFilters): Promise<number> {
  const [total] = await scope.db.reports.select({ count: count() }).from(placesIn(scope, filters, undefined))
  return total?.count ?? 0
}
