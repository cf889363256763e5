import { and, inArray, sql, type SQL } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { submissions } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { uncountCancelled, uncountFinished } from './count-answers.ts'
import { definitionOf } from './definition.ts'

/**
 * The statements that take submissions out of the summaries of their forms, to stand before those that delete them in the
 * same batch. What is neither finished nor given up was never counted.
 */
export async function uncountSubmissions(
  { db, account }: Pick<Scope, 'db'> & { account: { id: string } },
  which: SQL,
): Promise<Statement[]> {
  const rows = await db.orm
    .select({ id: submissions.id, formId: submissions.formId, version: submissions.version, state: submissions.state })
    .from(submissions)
    .where(
      and(sql`+${submissions.accountId} = ${account.id}`, which, inArray(submissions.state, ['finished', 'cancelled'])),
    )
  const statements: Statement[] = []
  for (const { id, formId, version, state } of rows) {
    if (state === 'cancelled') statements.push(uncountCancelled(id))
    else statements.push(uncountFinished(id, await definitionOf(db, formId, version)))
  }
  return statements
}
