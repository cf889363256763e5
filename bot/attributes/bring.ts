import { and, eq, isNull, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { attributeValues, customers } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import type { AttributeDefinition } from './definitions.ts'
import { stored, valueIn, type AttributeValue } from './value.ts'

/** A fact that a company's file states of a member. */
export interface MemberFact {
  memberId: string
  definition: AttributeDefinition
  value: AttributeValue
}

/** What files said of many members and still holds, by `customers.seq` and the attribute's key. */
export async function factsFromFiles(deps: Deps, accountId: string, seqs: number[]) {
  const { id, customerSeq, key, valueText, valueNumber, valueJson } = attributeValues
  const rows = await deps.db.reports
    .select({ id, customerSeq, key, valueText, valueNumber, valueJson })
    .from(attributeValues)
    .where(
      and(
        sql`${customerSeq} in (select value from json_each(${JSON.stringify(seqs)}))`,
        sql`+${attributeValues.accountId} = ${accountId}`,
        eq(attributeValues.source, 'import'),
        isNull(attributeValues.endedAt),
      ),
    )
  return new Map(rows.map((row) => [`${row.customerSeq} ${row.key}`, { id: row.id, value: valueIn(row) }]))
}

/** Ends facts by their ids, because a file says otherwise now. */
export const endFacts = ({ clock }: Deps, ids: string[]): Statement =>
  statement(
    build
      .update(attributeValues)
      .set({ endedAt: clock() })
      .where(
        and(
          sql`${attributeValues.id} in (select value from json_each(${JSON.stringify(ids)}))`,
          isNull(attributeValues.endedAt),
        ),
      ),
  )

/** Writes what a file states of many members; undone, as a guard failure, when another one has said so meanwhile. */
export function storeFacts(deps: Deps, accountId: string, facts: MemberFact[]): Statement {
  const rows = facts.map(({ memberId, definition, value }) => {
    const { valueText, valueNumber, valueTime, valueJson } = stored(definition.type, value)
    return [deps.ids(), memberId, definition.key, valueText, valueNumber, valueTime, valueJson]
  })
  return statement(
    build.insert(attributeValues).select(
      sql`select value->>0, ${accountId}, value->>2, null, ${customers.seq}, value->>3, value->>4, value->>5,
        value->>6, 'import', null, null, ${deps.clock()}, null, null
        from json_each(${JSON.stringify(rows)}) inner join ${customers} on ${customers.memberId} = value->>1`,
    ),
  )
}
