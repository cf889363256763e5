import { and, eq, isNull, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { friends, identityLinks } from '../../db/schema/index.ts'
import { isConnected } from '../accounts/connected.ts'
import { eraseAttributesOfFriend } from '../attributes/erase.ts'
import { eraseConsents } from '../consents/erase.ts'
import { eraseConversation } from '../conversations/erase.ts'
import { eraseDeliveries } from '../deliveries/erase.ts'
import { conflict, notFound } from '../errors.ts'
import { eraseEvents } from '../events/erase.ts'
import { eraseSubmissions } from '../forms/erase.ts'
import { eraseSessions } from '../friends/erase.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { eraseLinks } from '../identity-links/erase.ts'
import { wholeScope, writeTie } from '../identity-links/staff-deeds.ts'
import { staleSince } from '../insights/stale.ts'
import { eraseCalls } from '../integrations/erase.ts'
import { wantMenu } from '../rich-menus/want.ts'
import { auditStatement } from '../staff/audit.ts'
import { eraseTagsOfFriend } from '../tags/erase.ts'
import { eraseTalk, talkFilesOf } from '../talks/erase.ts'
import { eraseUploads, uploadIdsOf } from '../uploads/erase.ts'
import { countRows } from './count.ts'
import { knownSince } from './friend-statements.ts'

/**
 * Sets a friend back for a rehearsal (リハーサルをやり直す): submissions and what
 * other systems are told of them, talk, link, consents and sessions go, so that the
 * same phone can do everything for the first time again. The friendship, its history and the notes of the staff stay, and
 * so does the member. Real people are not rehearsed with: the friend has to be marked as a test, or the account to have
 * no real channel yet.
 * @throws not_found, conflict `not_a_test`
 */
export async function resetFriend(scope: StaffScope, friendId: string): Promise<void> {
  const accountId = scope.account.id
  const friend = await scope.db.orm
    .select({ seq: friends.seq, uid: friends.uid, isTest: friends.isTest })
    .from(friends)
    .where(and(eq(friends.accountId, accountId), eq(friends.id, friendId)))
    .get()
  if (!friend) throw notFound('The friend')
  if (!friend.isTest && (await isConnected(scope)))
    throw conflict('Only a test friend can be set back', { reason: 'not_a_test' })
  const { seq, uid } = friend
  const whole = await wholeScope(scope)
  const [counts, since, uploadIds, talkFiles] = await Promise.all([
    countRows(scope, [seq]),
    knownSince(scope, seq),
    uploadIdsOf(scope, accountId, seq),
    talkFilesOf(scope, seq),
  ])
  await writeTie(scope, [
    asBefore(accountId, seq),
    ...eraseUploads(whole, seq, [...uploadIds, ...talkFiles]),
    ...(await eraseCalls(whole, seq)),
    ...(await eraseSubmissions(scope, seq)),
    eraseConversation(accountId, seq),
    ...eraseTalk(scope, seq),
    eraseDeliveries(accountId, seq),
    eraseTagsOfFriend(accountId, seq),
    eraseAttributesOfFriend(accountId, seq),
    eraseConsents(accountId, seq),
    eraseEvents(accountId, seq),
    ...eraseLinks(seq),
    eraseSessions(accountId, seq),
    staleSince(scope, since),
    ...wantMenu(whole, { uid, key: null }),
    auditStatement(scope, 'friend.reset', friendId, { counts }),
  ])
}

/** The friend with the customer from before the tie, and without what the person chose; it stands before the tie is erased. */
function asBefore(accountId: string, seq: number): Statement {
  const former = sql`(select ${identityLinks.formerCustomerSeq} from ${identityLinks}
    where ${and(eq(identityLinks.friendSeq, seq), isNull(identityLinks.endedAt))})`
  return must(
    statement(
      build
        .update(friends)
        .set({
          customerSeq: sql`coalesce(${former}, ${friends.customerSeq})`,
          chosenLanguage: null,
          messagesStoppedAt: null,
        })
        .where(and(eq(friends.accountId, accountId), eq(friends.seq, seq))),
    ),
  )
}
