import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { build } from '../../db/database.ts'
import { friends, identityLinks } from '../../db/schema/index.ts'
import { isFriend } from '../friends/is-friend.ts'
import type { Scope } from '../scope.ts'

export type Tie = typeof identityLinks.$inferSelect

/** The ties that hold: the friend's own, and that of the member in this account (they may be the same one). */
export async function tiesOf(
  { db, account }: Pick<Scope, 'db'> & { account: { id: string } },
  { friendSeq, customerSeq }: { friendSeq: number; customerSeq: number },
): Promise<{ ofFriend: Tie | undefined; ofMember: Tie | undefined }> {
  const rows = await db.orm
    .select()
    .from(identityLinks)
    .where(
      and(
        eq(identityLinks.accountId, account.id),
        isNull(identityLinks.endedAt),
        or(eq(identityLinks.friendSeq, friendSeq), eq(identityLinks.customerSeq, customerSeq)),
      ),
    )
  return {
    ofFriend: rows.find((row) => row.friendSeq === friendSeq),
    ofMember: rows.find((row) => row.customerSeq === customerSeq),
  }
}

/** The tie of a person that holds in this account. */
export const tieOfUid = async (scope: Scope, uid: string): Promise<Tie | undefined> =>
  (
    await scope.db.orm
      .select({ tie: identityLinks })
      .from(identityLinks)
      .innerJoin(friends, eq(friends.seq, identityLinks.friendSeq))
      .where(and(isFriend(scope, uid), isNull(identityLinks.endedAt)))
      .get()
  )?.tie

/** The condition, for a guard, that a person is tied to no member. */
export const isUntied = (scope: Scope, uid: string) =>
  sql`not exists ${build
    .select({ id: identityLinks.id })
    .from(identityLinks)
    .innerJoin(friends, eq(friends.seq, identityLinks.friendSeq))
    .where(and(isFriend(scope, uid), isNull(identityLinks.endedAt)))}`
