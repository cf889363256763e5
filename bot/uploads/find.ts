import { and, eq, inArray, sql } from 'drizzle-orm'
import { submissions, uploads } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

export type Upload = typeof uploads.$inferSelect

/**
 * Those of the ids that the author of this submission gave for this question, in the order of the ids; also those given
 * with an earlier submission of the same form, because whoever changes an answer keeps its files.
 */
export async function uploadsOf(
  scope: Pick<Scope, 'db' | 'account'>,
  { submissionId, questionKey, ids }: { submissionId: string; questionKey: string; ids: string[] },
): Promise<Upload[]> {
  if (ids.length === 0) return []
  const sameAuthorAndForm = sql`${uploads.submissionId} in (
    select other.id from ${submissions} own join ${submissions} other on other.form_id = own.form_id and other.friend_seq = own.friend_seq
    where own.id = ${submissionId} and own.account_id = ${scope.account.id})`
  const found = await scope.db.orm
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.accountId, scope.account.id),
        eq(uploads.questionKey, questionKey),
        inArray(uploads.id, ids),
        sameAuthorAndForm,
      ),
    )
  return ids.flatMap((id) => found.find((upload) => upload.id === id) ?? [])
}
