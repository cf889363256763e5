import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { identityLinks } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import type { Attempt } from './attempt.ts'

/**
 * The way back for somebody who became a member in LINE and ended the tie: they have no PIN, and what they typed at the
 * registration proves nothing. But the ID token proves that they are the very person whom that registration made a
 * member, so the member is proven; only agreeing to the tie is left.
 * @returns what an open attempt becomes; null when the friend's last tie was proven in another way
 */
export async function registrationToResume(
  scope: Scope,
  friendSeq: number,
): Promise<Pick<Attempt, 'state' | 'customerSeq' | 'method' | 'claimedAt' | 'provenAt'> | null> {
  const last = await scope.db.orm
    .select({ customerSeq: identityLinks.customerSeq, method: identityLinks.method })
    .from(identityLinks)
    .where(
      and(
        eq(identityLinks.accountId, scope.account.id),
        eq(identityLinks.friendSeq, friendSeq),
        isNotNull(identityLinks.endedAt),
      ),
    )
    .orderBy(desc(identityLinks.endedAt), desc(identityLinks.id))
    .limit(1)
    .get()
  if (last?.method !== 'registration') return null
  const now = scope.clock()
  return { state: 'proven', ...last, claimedAt: now, provenAt: now }
}
