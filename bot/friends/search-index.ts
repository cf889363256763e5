import { and, eq, gt, isNotNull, sql, type SQL } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { friends } from '../../db/schema/index.ts'
import { gramQuery, gramsOf, keyGram } from '../http/search-grams.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'

/** So many names are put into pairs by one run of the job, which takes some milliseconds. */
const chunk = 2_000

const accountGram = (accountId: string): string => keyGram('a', accountId)

/**
 * A friend's display name as it is searched; it commits with the name. The full-text table keeps pairs of characters,
 * found by `friends.seq`, and nothing that could be read.
 */
export const indexFriend = (accountId: string, uid: string, displayName: string): Statement => ({
  sql: `insert or replace into friend_search (rowid, account, name)
    select seq, ?, ? from friends where account_id = ? and uid = ?`,
  params: [accountGram(accountId), gramsOf([displayName]), accountId, uid],
})

/** The statement that makes friends unfindable by their names. */
export const forgetFriendNames = (seqs: number[]): Statement => ({
  sql: 'delete from friend_search where rowid in (select value from json_each(?))',
  params: [JSON.stringify(seqs)],
})

/** A list of `friends.seq` in SQL: friends of the account whose display name has every word of the search; null when it has none. */
export function friendsNamed(accountId: string, q: string): SQL | null {
  const words = gramQuery(q)
  if (!words) return null
  const wanted = `account : "${accountGram(accountId)}" AND name : ${words}`
  return sql`select rowid as seq from friend_search where friend_search match ${wanted}`
}

/** The job that puts the names which were there before the table into pairs, a chunk at a time. */
export async function fillFriendSearch(scope: Scope, { after }: { after: number }): Promise<JobResult> {
  const { db, account } = scope
  const rows = await db.reports
    .select({ seq: friends.seq, displayName: sql<string>`${friends.displayName}` })
    .from(friends)
    .where(and(gt(friends.seq, after), eq(sql`+${friends.accountId}`, account.id), isNotNull(friends.displayName)))
    .orderBy(friends.seq)
    .limit(chunk)
  const last = rows.at(-1)
  if (!last) return 'done'
  const grams = JSON.stringify(rows.map(({ seq, displayName }) => [seq, gramsOf([displayName])]))
  await db.write([
    {
      // Only who still has a name: a friend who was erased meanwhile must not come back.
      sql: `insert or replace into friend_search (rowid, account, name)
        select seq, ?, value->>1 from json_each(?) inner join friends on seq = value->>0`,
      params: [accountGram(account.id), grams],
    },
    enqueue(scope, {
      kind: 'friends.fill-search',
      key: `${account.id} ${last.seq}`,
      payload: { after: last.seq },
    }),
  ])
  scope.kick()
  return 'done'
}
