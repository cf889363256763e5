import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { uploads } from '../../db/schema/index.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Scope } from '../scope.ts'

/** The ids of the files that a friend gave with answers. */
export const uploadIdsOf = async ({ db }: Pick<Scope, 'db'>, accountId: string, friendSeq: number): Promise<string[]> =>
  (
    await db.orm
      .select({ id: uploads.id })
      .from(uploads)
      .where(and(eq(uploads.accountId, accountId), eq(uploads.friendSeq, friendSeq)))
  ).map(({ id }) => id)

/**
 * The statements that erase a friend's files. Their bytes, and those of other files that are named, go by a job that
 * stands until it has come true, because no batch reaches the place for files.
 */
export const eraseUploads = (scope: Scope, friendSeq: number, fileIds: string[]): Statement[] => [
  statement(
    build.delete(uploads).where(and(eq(uploads.accountId, scope.account.id), eq(uploads.friendSeq, friendSeq))),
  ),
  ...(fileIds.length === 0
    ? []
    : [enqueue(scope, { kind: 'uploads.remove-bytes', key: scope.ids(), payload: { ids: fileIds } })]),
]
