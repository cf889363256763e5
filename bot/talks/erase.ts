import { and, eq, isNotNull } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { talkMessages, talks } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

type Reader = Pick<Scope, 'db'> & { account: { id: string } }

/** The ids in the file store of what a friend sent, also of what is still being fetched. */
export async function talkFilesOf({ db, account }: Reader, friendSeq: number): Promise<string[]> {
  const rows = await db.orm
    .select({ id: talkMessages.id })
    .from(talkMessages)
    .where(
      and(
        eq(talkMessages.friendSeq, friendSeq),
        eq(talkMessages.accountId, account.id),
        isNotNull(talkMessages.fileState),
      ),
    )
  return rows.map(({ id }) => id)
}

/** The statements by which nothing of a friend's talk stays. */
export const eraseTalk = ({ account }: Reader, friendSeq: number): Statement[] => [
  statement(
    build
      .delete(talkMessages)
      .where(and(eq(talkMessages.friendSeq, friendSeq), eq(talkMessages.accountId, account.id))),
  ),
  statement(build.delete(talks).where(and(eq(talks.friendSeq, friendSeq), eq(talks.accountId, account.id)))),
]
