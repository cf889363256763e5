import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { accountDays, friendshipChanges, identityLinks } from '../../db/schema/index.ts'
import { cutting } from './days.ts'

/**
 * The statement by which closed days are counted again without a friend, from the first day on which that friend stood in
 * a figure. It goes before the statements that take away the friend's changes and ties.
 */
export const recountWithout = (accountId: string, friendSeq: number): Statement => {
  const facts = sql`select ${friendshipChanges.at} as at from ${friendshipChanges} where ${friendshipChanges.friendSeq} = ${friendSeq}
    union all select ${identityLinks.linkedAt} from ${identityLinks} where ${identityLinks.friendSeq} = ${friendSeq}`
  const ahead = sql.raw(String(cutting.japanAheadMs))
  return statement(
    build
      .update(accountDays)
      .set({ marks: sql`${accountDays.marks} + 1` })
      .where(
        sql`${accountDays.accountId} = ${accountId}
          and ${accountDays.day} >= (select date((min(at) + ${ahead}) / 1000, 'unixepoch') from (${facts}))`,
      ),
  )
}
