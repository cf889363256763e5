import { sql } from 'drizzle-orm'
import { submissions } from '../../db/schema/index.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { SubmissionList } from './staff-contract.ts'
import { countMatching, placesOf } from './submission-places.ts'
import { submissionRows, withAnswers } from './submission-rows.ts'

/**
 * One page of submissions, in the order in which their people last did something. `next` is null on the last page;
 * `total` comes with the first page; `live` is where `submissionChanges` begins.
 */
export async function listSubmissions(scope: StaffScope, { cursor, limit, columns, sort, ...filters }: SubmissionList) {
  const live = cursorText({ at: scope.clock(), key: '' })
  const place = sql`(${submissions.updatedAt}, ${submissions.id})`
  const behind = cursor && sql`${place} ${sql.raw(sort === 'newest' ? '<' : '>')} (${cursor.at}, ${cursor.key})`
  const counted = filters.q !== undefined && cursor === undefined
  const found = await placesOf(scope, { filters, also: behind, sort, limit: limit + 1, counted })
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
    total: cursor ? null : counted ? (found[0]?.total ?? 0) : await countMatching(scope, filters),
    live,
  }
}
