import { and, eq, gt, inArray, or } from 'drizzle-orm'
import { auditEntries, submissions } from '../../db/schema/index.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import type { SubmissionChanges } from './staff-contract.ts'
import { submissionRows, withAnswers } from './submission-rows.ts'
import { conditionsOf } from './submission-search.ts'

const changesMax = 100
/** Two processes may commit out of the order of their clocks: what is younger than this is looked at again. */
const overlapMs = 5_000

/**
 * What arrived, went on or was reviewed since the cursor, newest first. A row may come more than once: it is known by
 * its id and revision. `more` says that too much happened to list it; then the list is asked for again.
 */
export async function submissionChanges(scope: StaffScope, { after, ...filters }: SubmissionChanges) {
  const since = after.at - overlapMs
  const now = scope.clock()
  const reviewed = scope.db.reports
    .select({ subject: auditEntries.subject })
    .from(auditEntries)
    .where(
      and(
        gt(auditEntries.at, since),
        eq(auditEntries.accountId, scope.account.id),
        eq(auditEntries.action, 'submission.reviewed'),
      ),
    )
  const recent = or(gt(submissions.updatedAt, since), inArray(submissions.id, reviewed))
  const found = await submissionRows(scope, [...(await conditionsOf(scope, filters)), recent]).limit(changesMax + 1)
  const gone = await scope.db.reports
    .select({ id: submissions.id })
    .from(submissions)
    .where(
      and(
        eq(submissions.accountId, scope.account.id),
        gt(submissions.updatedAt, since),
        eq(submissions.state, 'replaced'),
      ),
    )
    .limit(changesMax + 1)
  return {
    /** Ids of submissions that are not listed any more: their people have sent others in their place. */
    gone: gone.map(({ id }) => id),
    rows: await withAnswers(scope, found.slice(0, changesMax)),
    more: found.length > changesMax || gone.length > changesMax,
    live: cursorText({ at: Math.max(now, after.at), key: '' }),
  }
}
