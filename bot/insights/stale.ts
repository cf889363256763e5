import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { accountDays } from '../../db/schema/index.ts'
import { dayName, dayNumber } from './days.ts'

const mark = template<{ accountId: string; day: string }>(
  build
    .update(accountDays)
    .set({ marks: sql`${accountDays.marks} + 1` })
    .where(
      sql`${accountDays.accountId} = ${sql.placeholder('accountId')} and ${accountDays.day} >= ${sql.placeholder('day')}`,
    ),
)

/**
 * Says that a fact of this moment was written or taken away: closed days from its own on are counted again. Days that are
 * not closed yet have no row, so for what happens now this looks at an index and changes nothing.
 */
export const staleSince = ({ account }: { account: { id: string } }, at: number): Statement =>
  mark({ accountId: account.id, day: dayName(dayNumber(at)) })
