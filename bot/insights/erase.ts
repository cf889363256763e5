import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { accountDays, identityLinks } from '../../db/schema/index.ts'
import { cutting } from './days.ts'

/**
 * The statement by which closed days are counted again without a member's ties, in whatever account. It goes before the
 * one that takes the ties away. A friend's own days are marked by `staleSince`.
 */
export const recountWithoutMember = (customerSeq: number): Statement => {
  const day = sql`date((${identityLinks.linkedAt} + ${sql.raw(String(cutting.japanAheadMs))}) / 1000, 'unixepoch')`
  return statement(
    build
      .update(accountDays)
      .set({ marks: sql`${accountDays.marks} + 1` })
      .where(
        sql`exists (select 1 from ${identityLinks} where ${identityLinks.customerSeq} = ${customerSeq}
          and ${identityLinks.accountId} = ${accountDays.accountId} and ${day} <= ${accountDays.day})`,
      ),
  )
}
