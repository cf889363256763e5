import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { customers, identityLinks } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** The condition that a member is linked to a friend of the account now. */
export const isLinkedHere = ({ account }: StaffScope): SQL =>
  sql`exists (select 1 from ${identityLinks} where ${and(
    eq(identityLinks.accountId, account.id),
    isNull(identityLinks.endedAt),
    eq(identityLinks.customerSeq, customers.seq),
  )})`

/**
 * The condition that a member is the reader's to know. Members belong to the workspace: whoever works for all of its accounts
 * knows them all, whoever works for some knows those who are linked there.
 */
export const isKnownTo = (scope: StaffScope): SQL | undefined =>
  scope.actor.everywhere ? undefined : isLinkedHere(scope)

/** Whether a member is the reader's to know, before staff are told of one by the number. */
export async function knows(scope: StaffScope, customerSeq: number): Promise<boolean> {
  const known = await scope.db.orm
    .select({ seq: customers.seq })
    .from(customers)
    .where(and(eq(customers.seq, customerSeq), isKnownTo(scope)))
    .get()
  return known !== undefined
}
