import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { attributeDefinitions } from '../../db/schema/index.ts'
import { countedMax } from '../customers/find-people.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** The account's attributes, the oldest first, each with how many values are known: from `countedMax` on "or more". */
export async function listAttributes({ db, account }: StaffScope) {
  const { key, title, type, options, personal, createdAt, updatedAt } = attributeDefinitions
  const rows = await db.reports
    .select({
      ...{ key, title, type, options, personal, createdAt, updatedAt },
      // With one table alone Drizzle writes columns without its name, and the inner table has a key as well.
      people: sql<number>`(select count(*) from (select 1 from attribute_values
        where attribute_values.account_id = ${account.id} and attribute_values.key = attribute_definitions.key
          and attribute_values.ended_at is null limit ${countedMax}))`,
    })
    .from(attributeDefinitions)
    .where(and(eq(attributeDefinitions.accountId, account.id), isNull(attributeDefinitions.removedAt)))
    .orderBy(asc(createdAt), asc(key))
  return rows.map((row) => ({ ...row, more: row.people >= countedMax }))
}
