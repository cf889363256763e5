import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'

/** By which identity something about a person was learnt: a friend, or a member who was imported. */
export type Identity = { friendSeq: number; customerSeq?: never } | { customerSeq: number; friendSeq?: never }

/** The columns of a fact that say whose it is: one of the two. */
export const identityColumns = ({ friendSeq, customerSeq }: Identity) => ({
  friendSeq: friendSeq ?? null,
  customerSeq: customerSeq ?? null,
})

/**
 * The condition that a fact is about the person behind an identity: it was learnt by any of the identities that are
 * theirs now, friends of this account and the member itself.
 */
export function isAbout(
  table: { friendSeq: SQLWrapper; customerSeq: SQLWrapper },
  accountId: string,
  { friendSeq, customerSeq }: Identity,
): SQL {
  const customer =
    friendSeq === undefined
      ? sql`${customerSeq}`
      : sql`(select customer_seq from ${friends} where seq = ${friendSeq} and +account_id = ${accountId})`
  return sql`(${table.friendSeq} in (select seq from ${friends} where customer_seq = ${customer} and +account_id = ${accountId})
    or ${table.customerSeq} = ${customer})`
}
