import { and, eq } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'
import { contactsOf } from '../customers/contacts.ts'
import { findMember } from '../customers/find-member.ts'
import { knows } from '../customers/known-members.ts'
import { conflict, notFound } from '../errors.ts'
import { todayInJapan } from '../forms/check.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { linkStatements } from './link.ts'
import { wholeScope, writeTie } from './staff-deeds.ts'
import type { MemberShown } from './staff-contract.ts'
import { tiesOf } from './tie.ts'

/**
 * Ties a friend to a member for staff, who know by other means that they are one person. Nobody has agreed to it, so no
 * consent is recorded.
 * @param memberId the member's number, however it is written
 * @throws not_found for the friend, and for a member whom the account of these staff does not know, conflict `friend_linked` or `member_linked`
 */
export async function linkByStaff(scope: StaffScope, which: { friendId: string; memberId: string }): Promise<void> {
  const { friend, member } = await bothSides(scope, which)
  const ties = await tiesOf(scope, { friendSeq: friend.seq, customerSeq: member.seq })
  if (ties.ofFriend) throw conflict('This friend is tied to a member', { reason: 'friend_linked' })
  if (ties.ofMember) throw conflict('This member is tied to a friend', { reason: 'member_linked' })
  const { memberId } = member
  await writeTie(scope, [
    ...linkStatements(await wholeScope(scope), { uid: friend.uid, memberId, method: 'staff', proof: 'staff' }),
    auditStatement(scope, 'identity.linked', which.friendId, { memberId }),
  ])
}

/** The member whom a number means, by name, before staff tie a friend to it. */
export async function memberToLink(
  scope: StaffScope,
  which: { friendId: string; memberId: string },
): Promise<MemberShown> {
  const { friend, member } = await bothSides(scope, which)
  const [contacts, { ofMember }] = await Promise.all([
    contactsOf(scope, member.seq),
    tiesOf(scope, { friendSeq: friend.seq, customerSeq: member.seq }),
  ])
  const name = contacts.find(({ kind }) => kind === 'name')?.value ?? null
  return { memberId: member.memberId, name, held: ofMember !== undefined }
}

async function bothSides(scope: StaffScope, { friendId, memberId }: { friendId: string; memberId: string }) {
  const [friend, member] = await Promise.all([
    scope.db.orm
      .select({ seq: friends.seq, uid: friends.uid })
      .from(friends)
      .where(and(eq(friends.accountId, scope.account.id), eq(friends.id, friendId)))
      .get(),
    findMember(scope, 'member_id', memberId, todayInJapan(scope.clock())),
  ])
  if (!friend) throw notFound('The friend')
  if (!member || !(await knows(scope, member.seq))) throw notFound('The member')
  return { friend, member }
}
