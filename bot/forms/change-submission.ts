import { and, eq } from 'drizzle-orm'
import { must, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { submissions } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { demandColleague } from '../staff/colleagues.ts'
import { sayingStatements, type Saying } from './change-submissions.ts'
import type { SubmissionChange } from './staff-contract.ts'

/** What a request asks to say. */
export const sayingOf = ({
  review,
  reason,
  assignee,
}: Pick<SubmissionChange, 'review' | 'reason' | 'assignee'>): Saying =>
  review === undefined
    ? { kind: 'assignee', assignee: assignee ?? null }
    : { kind: 'review', review, reason: reason || null }

/**
 * Says where the company stands with a finished submission, or who looks after it.
 * @returns the id of the change, by which it can be undone; null when it was so already
 * @throws conflict when it is not finished, or when somebody changed it since it was read
 */
export async function changeSubmission(scope: StaffScope, id: string, asked: SubmissionChange): Promise<string | null> {
  const saying = sayingOf(asked)
  if (saying.kind === 'assignee') await demandColleague(scope, saying.assignee)
  const found = await scope.db.orm
    .select()
    .from(submissions)
    .where(and(eq(submissions.accountId, scope.account.id), eq(submissions.id, id)))
    .get()
  if (!found) throw notFound('The submission')
  if (found.state !== 'finished') throw conflict('Only a finished submission is reviewed', { reason: found.state })
  const { revision = found.revision } = asked
  if (revision !== found.revision) throw changedMeanwhile()
  if (says(found, saying)) return null
  const change = scope.ids()
  const [entry, update] = sayingStatements(scope, { ids: [id], seen: [revision], saying, change }) as [
    Statement,
    Statement,
  ]
  try {
    await scope.db.write([entry, must(update)])
  } catch (error) {
    throw isGuardFailure(error) ? changedMeanwhile() : error
  }
  return change
}

const changedMeanwhile = () => conflict('Somebody changed it at the same moment', { reason: 'changed' })

const says = (found: typeof submissions.$inferSelect, saying: Saying): boolean =>
  saying.kind === 'assignee'
    ? found.assigneeId === saying.assignee
    : found.review === saying.review && found.returnedFor === saying.reason
