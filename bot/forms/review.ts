import { and, eq, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { guard, isGuardFailure } from '../../db/guard.ts'
import { submissions } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import type { Review } from './staff-contract.ts'

/**
 * Says where the company stands with a finished submission, and who said so.
 * `updatedAt` stays, because it tells when the person last did something; the change is told by the audit entry.
 * @throws conflict when it is not finished, or when somebody changed it at the same moment
 */
export async function reviewSubmission(scope: StaffScope, id: string, review: Review): Promise<void> {
  const own = and(eq(submissions.accountId, scope.account.id), eq(submissions.id, id))
  const [found] = await scope.db.orm
    .select({ state: submissions.state, review: submissions.review, revision: submissions.revision })
    .from(submissions)
    .where(own)
  if (!found) throw notFound('The submission')
  if (found.state !== 'finished') throw conflict('Only a finished submission is reviewed', { reason: found.state })
  if (found.review === review) return
  const unchanged = sql`exists (select 1 from ${submissions} where ${and(own, eq(submissions.revision, found.revision))})`
  try {
    await scope.db.write([
      guard(unchanged),
      statement(
        build
          .update(submissions)
          .set({ review, revision: found.revision + 1 })
          .where(own),
      ),
      auditStatement(scope, 'submission.reviewed', id, { from: found.review, to: review }),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw conflict('Somebody changed it at the same moment', { reason: 'changed' })
    throw error
  }
}
