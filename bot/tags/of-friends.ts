import { sql } from 'drizzle-orm'
import { belongsTo } from '../http/search.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { tags } from '../../db/schema/index.ts'

/** The tags of the friends of a list by `friends.seq`, each by name. */
export async function tagsOfFriends({ db, account }: StaffScope, seqs: number[]) {
  const found = new Map<number, { id: string; name: string }[]>()
  if (seqs.length === 0) return found
  const list = sql`(select value from json_each(${JSON.stringify(seqs)}))`
  const rows = await db.reports
    .select({ seq: sql<number>`held.seq`, id: tags.id, name: tags.name })
    .from(
      sql`(select friend_seq as seq, tag_id from customer_tags
          where friend_seq in ${list} and ended_at is null and +account_id = ${account.id}
        union select friends.seq, theirs.tag_id from friends
          inner join customer_tags theirs on theirs.customer_seq = friends.customer_seq and theirs.ended_at is null
          where friends.seq in ${list} and +theirs.account_id = ${account.id}) held`,
    )
    .innerJoin(
      tags,
      sql`${tags.id} = held.tag_id and ${tags.removedAt} is null and ${belongsTo(tags.accountId, account.id)}`,
    )
    .orderBy(tags.folded)
  for (const { seq, ...tag } of rows) found.set(seq, [...(found.get(seq) ?? []), tag])
  return found
}
