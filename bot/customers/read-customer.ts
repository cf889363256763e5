import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { customers, friends, identityLinks } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { unreachable } from '../friends/reach.ts'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { namesFor, shown } from '../staff/masking.ts'
import { contactsOf } from './contacts.ts'

/**
 * One member: the number, contacts with where they come from, and every friend of this account who is or was linked (M2).
 * @throws not_found also for a customer who is no member
 */
export async function readCustomer(scope: StaffScope, id: string) {
  const [found] = await scope.db.reports
    .select({
      seq: customers.seq,
      id: customers.id,
      memberId: sql<string>`${customers.memberId}`,
      createdAt: customers.createdAt,
    })
    .from(customers)
    .where(and(eq(customers.id, id), isNotNull(customers.memberId)))
  if (!found) throw notFound('The member')
  const { seq, memberId, ...member } = found
  const [contacts, links] = await Promise.all([contactsOf(scope, seq), linksOf(scope, seq)])
  return {
    ...member,
    memberId: shown(scope, memberId),
    contacts: contacts.map(({ kind, value, source }) => ({ kind, source, value: shown(scope, value) })),
    links: links.map(({ friend, ...link }) => ({
      ...link,
      friend: { ...namesFor(scope, friend), unreachable: unreachable(friend) },
    })),
  }
}

/** Ties of this account, the newest first: what is linked elsewhere is not this account's to know. */
const linksOf = ({ db, account }: StaffScope, customerSeq: number) =>
  db.reports
    .select({
      id: identityLinks.id,
      method: identityLinks.method,
      proof: identityLinks.proof,
      linkedAt: identityLinks.linkedAt,
      endedAt: identityLinks.endedAt,
      friend: {
        id: friends.id,
        uid: friends.uid,
        displayName: friends.displayName,
        pictureUrl: friends.pictureUrl,
        friendship: friends.friendship,
        messagesStoppedAt: friends.messagesStoppedAt,
      },
    })
    .from(identityLinks)
    .innerJoin(friends, eq(friends.seq, identityLinks.friendSeq))
    .where(and(belongsTo(identityLinks.accountId, account.id), eq(identityLinks.customerSeq, customerSeq)))
    .orderBy(desc(identityLinks.linkedAt), desc(identityLinks.id))
