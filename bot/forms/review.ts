import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'
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
  const change = build
    .update(submissions)
    .set({ review, revision: found.revision + 1 })
    .where(and(own, eq(submissions.revision, found.revision)))
  const detail = { from: found.review, to: review }
  await writeDeed(scope, statement(change), { action: 'submission.reviewed', subject: id, detail })
}
