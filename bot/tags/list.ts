import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { tags } from '../../db/schema/index.ts'
import { countedMax } from '../customers/find-people.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** The account's tags by name, each with how many people have it: from `countedMax` on that is "so many or more". */
export async function listTags({ db, account }: StaffScope) {
  const rows = await db.reports
    .select({
      id: tags.id,
      name: tags.name,
      createdAt: tags.createdAt,
      // With one table alone Drizzle writes columns without its name, and an inner table has an id as well.
      people: sql<number>`(select count(*) from (select 1 from customer_tags
        where customer_tags.tag_id = tags.id and customer_tags.ended_at is null limit ${countedMax}))`,
    })
    .from(tags)
    .where(and(eq(tags.accountId, account.id), isNull(tags.removedAt)))
    .orderBy(asc(tags.folded))
  return rows.map((row) => ({ ...row, more: row.people >= countedMax }))
}
