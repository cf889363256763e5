import { and, eq, isNull } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { friends, identityLinks } from '../../db/schema/index.ts'
import { withdrawConsent } from '../consents/withdraw.ts'
import { notFound } from '../errors.ts'
import { recordEvent } from '../events/record.ts'
import { wantMenu } from '../rich-menus/want.ts'
import type { Scope } from '../scope.ts'
import { promiseToTell, tellNow } from './tell-line.ts'
import { tieOfUid, type Tie } from './tie.ts'

/**
 * Ends a tie: the friend has its former customer again, the history keeps the tie, the members' rich menu goes, and
 * what the person agreed to for it is withdrawn. Undone, as a guard failure, when the tie has ended by then.
 * @param endedBy `friend` or `staff:<id>`
 * @param deauthorised whether LINE is still to be told
 */
export function unlinkStatements(
  scope: Scope,
  tie: Tie,
  { endedBy, deauthorised }: { endedBy: string; deauthorised: 'waiting' | 'no_token' },
): Statement[] {
  const { account } = scope
  const { uid, memberId } = tie
  const ended = build
    .update(identityLinks)
    .set({ endedAt: scope.clock(), endedBy, deauthorised })
    .where(and(eq(identityLinks.id, tie.id), eq(identityLinks.accountId, account.id), isNull(identityLinks.endedAt)))
  const returned = build
    .update(friends)
    .set({ customerSeq: tie.formerCustomerSeq })
    .where(and(eq(friends.accountId, account.id), eq(friends.seq, tie.friendSeq)))
  return [
    must(statement(ended)),
    must(statement(returned)),
    withdrawConsent(scope, { uid, purpose: 'link', mouth: endedBy === 'friend' ? 'liff' : 'staff' }),
    recordEvent(scope, { uid, name: 'identity.unlinked', properties: { memberId, endedBy } }),
    ...wantMenu(scope, { uid, key: null }),
  ]
}

/**
 * Ends a person's tie at their own wish, and tells LINE. The tie is gone first, so that LINE's silence keeps nobody; the
 * promise to tell LINE stands in the same batch, so that no death of the process loses it.
 * @param accessToken LINE's, of the mini-app; null when the page has none
 * @returns whether LINE has been told
 * @throws not_found when there is no tie
 */
export async function unlinkOwn(
  scope: Scope,
  { uid, accessToken }: { uid: string; accessToken: string | null },
): Promise<{ told: boolean }> {
  const tie = await tieOfUid(scope, uid)
  if (!tie) throw notFound('The connection')
  const telling = accessToken === null ? null : { linkId: tie.id, uid, accessToken }
  try {
    await scope.db.write([
      ...unlinkStatements(scope, tie, { endedBy: 'friend', deauthorised: telling ? 'waiting' : 'no_token' }),
      ...(telling ? [await promiseToTell(scope, telling)] : []),
    ])
  } catch (error) {
    if (isGuardFailure(error)) throw notFound('The connection')
    throw error
  }
  scope.kick()
  return { told: telling !== null && (await tellNow(scope, telling)) }
}
