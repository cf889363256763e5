import { and, count, desc, eq, sql } from 'drizzle-orm'
import { friends } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'

/**
 * How many friends do not see the rich menu yet that they should see, by reason, the most first. Who blocks the account
 * or is no friend is not among them: nothing can be shown to them, and their menu comes when they follow.
 */
export const waitingMenus = ({ db, account }: StaffScope): Promise<{ reason: string; count: number }[]> =>
  db.reports
    .select({ reason: sql<string>`${friends.menuReason}`, count: count() })
    .from(friends)
    .where(
      and(
        eq(friends.accountId, account.id),
        sql`${friends.menuReason} is not null and ${friends.menuReason} not in ('blocked', 'not_following')`,
      ),
    )
    .groupBy(friends.menuReason)
    .orderBy(desc(count()), friends.menuReason)
