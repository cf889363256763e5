import { sql, type SQL } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'
import { hitsMax } from '../customers/find-people.ts'
import type { StaffScope } from '../http/staff-door.ts'

// Inner queries write their columns out: with one table alone Drizzle leaves its name away.

/** A tag that was removed has nobody. */
const isStanding = ({ account }: StaffScope, tagId: string): SQL =>
  sql`exists (select 1 from tags where tags.id = ${tagId} and tags.account_id = ${account.id} and tags.removed_at is null)`

/** The condition that a friend of a query has the tag, by itself or by the member that it is linked to. */
export const hasTag = (scope: StaffScope, tagId: string): SQL =>
  sql`${isStanding(scope, tagId)} and (exists (select 1 from customer_tags own where own.friend_seq = ${friends.seq} and own.tag_id = ${tagId}
      and own.ended_at is null and own.account_id = ${scope.account.id})
    or exists (select 1 from customer_tags theirs where theirs.customer_seq = ${friends.customerSeq} and theirs.tag_id = ${tagId}
      and theirs.ended_at is null and theirs.account_id = ${scope.account.id}))`

/**
 * Who has the tag, as lists of `friends.seq` that share nobody, each in the order of an index; of members no more than the
 * newest are looked at.
 */
export function friendsWithTag(scope: StaffScope, tagId: string): SQL[] {
  const { account } = scope
  const standing = isStanding(scope, tagId)
  return [
    sql`select own.friend_seq as seq from customer_tags own
      where own.tag_id = ${tagId} and own.friend_seq is not null and own.ended_at is null and ${standing}`,
    sql`select of_member.seq as seq from (select customer_seq from customer_tags
        where tag_id = ${tagId} and customer_seq is not null and ended_at is null and ${standing}
        order by customer_seq desc limit ${hitsMax}) tagged
      cross join friends of_member on of_member.customer_seq = tagged.customer_seq and +of_member.account_id = ${account.id}
      where not exists (select 1 from customer_tags own
        where own.friend_seq = of_member.seq and own.tag_id = ${tagId} and own.ended_at is null)`,
  ]
}
