import { and, asc, count, eq, inArray, lte, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { talkMessages, talks } from '../../db/schema/index.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { Scope } from '../scope.ts'

type Reader = Pick<Scope, 'db'> & { account: { id: string } }

const old = (accountId: string, olderThan: number) =>
  and(eq(talkMessages.accountId, accountId), lte(talkMessages.at, olderThan))

/** How many messages of talks are older than a moment; milliseconds UTC. */
export async function countOldMessages({ db, account }: Reader, olderThan: number): Promise<number> {
  const [all] = await db.reports.select({ count: count() }).from(talkMessages).where(old(account.id, olderThan))
  return all?.count ?? 0
}

/** Some of those with the files that came with them, the oldest first. */
export const oldMessages = ({ db, account }: Reader, olderThan: number, limit: number) =>
  db.reports
    .select({ id: talkMessages.id, fileId: talkMessages.fileId })
    .from(talkMessages)
    .where(old(account.id, olderThan))
    .orderBy(asc(talkMessages.at))
    .limit(limit)

/** The statements that delete messages of talks; their files go by a job that commits with it. The last one counts. */
export function forgetMessages(scope: Scope, messages: { id: string; fileId: string | null }[]): Statement[] {
  const ids = messages.map(({ id }) => id)
  const files = messages.flatMap(({ fileId }) => fileId ?? [])
  const own = and(eq(talkMessages.accountId, scope.account.id), inArray(talkMessages.id, ids))
  // By the key of the talks: an account has far more of them than there are messages to delete at once.
  const theirs = build.select({ seq: talkMessages.friendSeq }).from(talkMessages).where(own)
  return [
    statement(
      build
        .update(talks)
        .set({ lastMessageId: null })
        .where(
          and(
            inArray(talks.friendSeq, theirs),
            eq(sql`+${talks.accountId}`, scope.account.id),
            inArray(talks.lastMessageId, ids),
          ),
        ),
    ),
    ...(files.length === 0
      ? []
      : [
          enqueue(scope, {
            kind: 'uploads.remove-bytes',
            key: `${scope.account.id} ${files[0]}`,
            payload: { ids: files },
          }),
        ]),
    statement(build.delete(talkMessages).where(own)),
  ]
}
