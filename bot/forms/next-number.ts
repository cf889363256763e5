import { and, eq, max } from 'drizzle-orm'
import { submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Draft } from './draft.ts'

/**
 * The receipt number that a draft gets if it is finished now. Where it was said before it was written, it is given to
 * `finishSubmission`, which is undone when somebody else was faster.
 */
export async function nextNumber(scope: Scope, { formId, replaces }: Draft): Promise<number> {
  if (replaces) return replaces.number ?? 0
  const row = await scope.db.orm
    .select({ newest: max(submissions.number) })
    .from(submissions)
    .where(and(eq(submissions.accountId, scope.account.id), eq(submissions.formId, formId)))
    .get()
  return (row?.newest ?? 0) + 1
}
