import { and, eq, isNotNull } from 'drizzle-orm'
import { customers, friends } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { isKnownTo } from './known-members.ts'
import type { Identity } from './person.ts'

/**
 * Whose page staff look at: a friend of the account or a member, by the id in its address.
 * @throws not_found also for a friend of another account, and for a member who is not the reader's to know
 */
export async function findPerson(scope: StaffScope, id: string): Promise<Identity> {
  const { db, account } = scope
  const [friend] = await db.orm
    .select({ friendSeq: friends.seq })
    .from(friends)
    .where(and(eq(friends.id, id), eq(friends.accountId, account.id)))
  if (friend) return friend
  const [member] = await db.orm
    .select({ customerSeq: customers.seq })
    .from(customers)
    .where(and(eq(customers.id, id), isNotNull(customers.memberId), isKnownTo(scope)))
  if (!member) throw notFound('The person')
  return member
}
