import { and, eq, isNull, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { customers, customerTags, tags } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { foldedName } from './contract.ts'

/** The account's tags by their names as they are compared. */
export async function tagIds({ db }: Deps, accountId: string): Promise<Map<string, string>> {
  const rows = await db.orm
    .select({ id: tags.id, folded: tags.folded })
    .from(tags)
    .where(and(eq(tags.accountId, accountId), isNull(tags.removedAt)))
  return new Map(rows.map(({ id, folded }) => [folded, id]))
}

/** Makes tags that a file names and nobody has made; undone, as a guard failure, when somebody does at the same moment. */
export const addTags = ({ clock }: Deps, accountId: string, added: { id: string; name: string }[]): Statement[] =>
  added.map(({ id, name }) =>
    statement(build.insert(tags).values({ id, accountId, name, folded: foldedName(name), createdAt: clock() })),
  )

/** Which members have which tags already, by whichever of their identities: `customers.seq`, a space and the tag's id. */
export async function tagsOfMembers({ db }: Deps, accountId: string, seqs: number[]): Promise<Set<string>> {
  const list = sql`(select value from json_each(${JSON.stringify(seqs)}))`
  const rows = await db.reports.select({ seq: sql<number>`held.seq`, tagId: sql<string>`held.tag_id` }).from(
    sql`(select customer_seq as seq, tag_id from customer_tags
          where customer_seq in ${list} and ended_at is null and +account_id = ${accountId}
        union select friends.customer_seq, theirs.tag_id from friends
          inner join customer_tags theirs on theirs.friend_seq = friends.seq and theirs.ended_at is null
          where friends.customer_seq in ${list} and +friends.account_id = ${accountId}) held`,
  )
  return new Set(rows.map(({ seq, tagId }) => `${seq} ${tagId}`))
}

/** Gives tags to many members at once, as a file says; who has got one meanwhile keeps it. */
export function giveTags(deps: Deps, accountId: string, gifts: { memberId: string; tagId: string }[]): Statement {
  const rows = JSON.stringify(gifts.map(({ memberId, tagId }) => [deps.ids(), memberId, tagId]))
  return statement(
    build
      .insert(customerTags)
      .select(
        // Without `where true` SQLite takes `on conflict` for a join condition.
        sql`select value->>0, ${accountId}, value->>2, null, ${customers.seq}, 'import', null, null, ${deps.clock()}, null, null
          from json_each(${rows}) inner join ${customers} on ${customers.memberId} = value->>1 where true`,
      )
      .onConflictDoNothing(),
  )
}
