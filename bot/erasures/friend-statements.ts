import { and, eq, sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { friends, friendshipChanges, identityLinks, linkConflicts, submissions } from '../../db/schema/index.ts'
import { eraseAttributesOfFriend } from '../attributes/erase.ts'
import { eraseConsents } from '../consents/erase.ts'
import { eraseConversation } from '../conversations/erase.ts'
import { eraseAnonymous } from '../customers/erase.ts'
import { eraseDeliveries } from '../deliveries/erase.ts'
import { eraseEvents } from '../events/erase.ts'
import { eraseSubmissions } from '../forms/erase.ts'
import { eraseSearches } from '../forms/export.ts'
import { eraseFriendRow, eraseSessions } from '../friends/erase.ts'
import { eraseAlerts } from '../health/erase.ts'
import { eraseLinks } from '../identity-links/erase.ts'
import { staleSince } from '../insights/stale.ts'
import { eraseCalls } from '../integrations/erase.ts'
import { eraseNotes } from '../notes/erase.ts'
import type { Scope } from '../scope.ts'
import { eraseTagsOfFriend } from '../tags/erase.ts'
import { eraseTalk, talkFilesOf } from '../talks/erase.ts'
import { eraseUploads, uploadIdsOf } from '../uploads/erase.ts'
import { tidySearch } from './tidy-search.ts'

/** A friend as far as erasing needs one. */
export interface ErasedFriend {
  seq: number
  id: string
  uid: string
  customerSeq: number
}

/** Everything by which a friend is known, as statements in the order that the references between tables ask for. */
export async function friendStatements(scope: Scope, friend: ErasedFriend): Promise<Statement[]> {
  const { id: accountId } = scope.account
  const { seq, id, customerSeq } = friend
  const [uploadIds, talkFiles, formers, since] = await Promise.all([
    uploadIdsOf(scope, accountId, seq),
    talkFilesOf(scope, seq),
    formerCustomers(scope, seq),
    knownSince(scope, seq),
  ])
  return [
    ...eraseUploads(scope, seq, [...uploadIds, ...talkFiles]),
    ...(await eraseCalls(scope, seq)),
    ...(await eraseSubmissions(scope, seq)),
    eraseSearches(accountId),
    eraseConversation(accountId, seq),
    ...eraseTalk(scope, seq),
    eraseDeliveries(accountId, seq),
    eraseNotes(accountId, seq),
    eraseTagsOfFriend(accountId, seq),
    eraseAttributesOfFriend(accountId, seq),
    eraseConsents(accountId, seq),
    eraseEvents(accountId, seq),
    ...eraseLinks(seq),
    eraseSessions(accountId, seq),
    eraseAlerts(accountId, id),
    ...eraseFriendRow(accountId, seq),
    // The figures of the days in which the person was counted are counted again without them.
    staleSince(scope, since),
    tidySearch(scope),
    eraseAnonymous([customerSeq, ...formers]),
  ]
}

/** When the first thing happened that figures of a day are made of. */
export async function knownSince({ db }: Pick<Scope, 'db'>, friendSeq: number): Promise<number> {
  const [first] = await db.orm
    .select({
      at: sql<number>`min(
        (select ${friends.createdAt} from ${friends} where ${friends.seq} = ${friendSeq}),
        coalesce((select min(${friendshipChanges.at}) from ${friendshipChanges} where ${friendshipChanges.friendSeq} = ${friendSeq}), 9e15),
        coalesce((select min(${identityLinks.linkedAt}) from ${identityLinks} where ${identityLinks.friendSeq} = ${friendSeq}), 9e15))`,
    })
    .from(sql`(select 1)`)
  return first?.at ?? 0
}

/** The anonymous customers that the friend had, and would have had again. */
async function formerCustomers({ db }: Scope, friendSeq: number): Promise<number[]> {
  const rows = await db.orm
    .select({ seq: identityLinks.formerCustomerSeq })
    .from(identityLinks)
    .where(eq(identityLinks.friendSeq, friendSeq))
  return rows.map(({ seq }) => seq)
}

/** What the audit log calls somebody: the friend, what they filled in, and what they claimed. */
export async function subjectsOf(scope: Pick<Scope, 'db'>, accountId: string, friend: ErasedFriend): Promise<string[]> {
  const [filled, claimed] = await Promise.all([
    scope.db.orm
      .select({ id: submissions.id })
      .from(submissions)
      .where(and(eq(submissions.friendSeq, friend.seq), eq(submissions.accountId, accountId))),
    scope.db.orm.select({ id: linkConflicts.id }).from(linkConflicts).where(eq(linkConflicts.friendSeq, friend.seq)),
  ])
  return [friend.id, ...filled.map(({ id }) => id), ...claimed.map(({ id }) => id)]
}
