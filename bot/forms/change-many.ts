import { and, inArray, lte, sql } from 'drizzle-orm'
import { submissions } from '../../db/schema/index.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { demandColleague } from '../staff/colleagues.ts'
import { sayingOf } from './change-submission.ts'
import { sayingStatements } from './change-submissions.ts'
import { bulkMax, type BulkChange } from './staff-contract.ts'
import { placesOf } from './submission-places.ts'

/** So many rows are one transaction: nobody's webhook waits for a long one. */
const batchRows = 500

/**
 * Says the same of many submissions: of the ticked ones as they were seen, or of all that the filters find, which were in
 * the list when it was read.
 * @returns how many say something else now; how many stay as they were, because somebody was faster or they are not
 *   finished, or said so already; `left`: there are more than one press changes
 */
export async function changeMany(scope: StaffScope, asked: BulkChange) {
  const saying = sayingOf(asked)
  if (saying.kind === 'assignee') await demandColleague(scope, saying.assignee)
  const rows = asked.ticked ?? (await matching(scope, asked.matching))
  const change = scope.ids()
  let changed = 0
  for (let at = 0; at < Math.min(rows.length, bulkMax); at += batchRows) {
    const some = rows.slice(at, Math.min(at + batchRows, bulkMax))
    const written = await scope.db.write(
      sayingStatements(scope, {
        ids: some.map(({ id }) => id),
        seen: some.map(({ revision }) => revision),
        saying,
        change: `${change}.${String(at).padStart(6, '0')}`,
      }),
    )
    changed += written[1]?.changes ?? 0
  }
  return { change, changed, unchanged: Math.min(rows.length, bulkMax) - changed, left: rows.length > bulkMax }
}

async function matching(scope: StaffScope, asked: BulkChange['matching']) {
  if (!asked) return []
  const { until, ...filters } = asked
  const places = await placesOf(scope, {
    filters,
    also: lte(submissions.updatedAt, until.at),
    sort: 'newest',
    limit: bulkMax + 1,
  })
  const ids = JSON.stringify(places.map(({ id }) => id))
  return scope.db.reports
    .select({ id: submissions.id, revision: submissions.revision })
    .from(submissions)
    .where(
      and(
        belongsTo(submissions.accountId, scope.account.id),
        inArray(submissions.id, sql`(select value from json_each(${ids}))`),
      ),
    )
}
