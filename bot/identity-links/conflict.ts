import { and, eq, min, sql, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { customers, friends, linkConflicts } from '../../db/schema/index.ts'
import { isFriend } from '../friends/is-friend.ts'
import type { Scope } from '../scope.ts'
import type { Attempt } from './attempt.ts'
import type { Tie } from './tie.ts'

/** One open conflict a claimant and member: claiming again adds none. */
export const conflictWith = (scope: Scope, uid: string, { friendSeq, method }: Attempt, held: Tie): Statement =>
  statement(
    build
      .insert(linkConflicts)
      .values({
        id: scope.ids(),
        accountId: scope.account.id,
        friendSeq,
        uid,
        customerSeq: held.customerSeq,
        memberId: held.memberId,
        method: method ?? held.method,
        heldByFriendSeq: held.friendSeq,
        state: 'open',
        createdAt: scope.clock(),
      })
      .onConflictDoNothing(),
  )

/** Whoever is tied to the member that they claimed waits for no decision any more. */
export const conflictWon = (scope: Scope, { uid, memberId }: { uid: string; memberId: string }): Statement =>
  closed(
    scope,
    uid,
    { state: 'moved', decidedBy: 'system' },
    sql`${linkConflicts.customerSeq} = (select ${customers.seq} from ${customers} where ${customers.memberId} = ${memberId})`,
  )

/** Whoever does not agree any more claims nothing. */
export const conflictsGivenUp = (scope: Scope, uid: string): Statement =>
  closed(scope, uid, { state: 'kept', decidedBy: 'friend' })

const closed = (
  scope: Scope,
  uid: string,
  outcome: { state: 'moved' | 'kept'; decidedBy: string },
  which?: SQL,
): Statement =>
  statement(
    build
      .update(linkConflicts)
      .set({ ...outcome, decidedAt: scope.clock() })
      .where(
        and(
          eq(linkConflicts.accountId, scope.account.id),
          eq(linkConflicts.state, 'open'),
          sql`${linkConflicts.friendSeq} = (select ${friends.seq} from ${friends} where ${isFriend(scope, uid)})`,
          which,
        ),
      ),
  )

/** Since when a person's claim waits for a decision of staff, in milliseconds UTC; null when none does. */
export async function conflictSince(
  { db, account }: Scope,
  friend: { uid: string } | { friendSeq: number },
): Promise<number | null> {
  const isTheirs = 'uid' in friend ? eq(linkConflicts.uid, friend.uid) : eq(linkConflicts.friendSeq, friend.friendSeq)
  const row = await db.orm
    .select({ since: min(linkConflicts.createdAt) })
    .from(linkConflicts)
    .where(and(eq(linkConflicts.accountId, account.id), isTheirs, eq(linkConflicts.state, 'open')))
    .get()
  return row?.since ?? null
}
