import { gt, inArray, sql, type SQL } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { customerContacts } from '../../db/schema/index.ts'
import { gramQuery, gramsOf } from '../http/search-grams.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'

/** So many names are put into pairs by one run of the job, which takes some milliseconds. */
const chunk = 2_000

/** What of a member is found by any part of it. Each has a row of its own: twice `customers.seq`, and one more for the reading. */
export const isSearchedByParts = (kind: string): boolean => kind === 'name' || kind === 'kana'

const rowid = `customers.seq * 2 + (customer_contacts.kind = 'kana')`

/**
 * Names and readings as they are searched; it commits with the contacts and stands behind them in the batch. What a
 * contact did not replace is not replaced here either: only a row that says the same as the contact counts.
 */
export const indexContacts = (
  contacts: { memberId: string; kind: string; value: string; normalised: string }[],
): Statement[] => {
  const named = contacts.filter(({ kind }) => isSearchedByParts(kind))
  if (named.length === 0) return []
  return [
    {
      sql: `insert or replace into customer_search (rowid, name)
        select ${rowid}, given.value->>3 from json_each(?) as given
        inner join customers on customers.member_id = given.value->>0
        inner join customer_contacts on customer_contacts.customer_seq = customers.seq
          and customer_contacts.kind = given.value->>1 and customer_contacts.normalised = given.value->>2`,
      params: [
        JSON.stringify(
          named.map(({ memberId, kind, value, normalised }) => [memberId, kind, normalised, gramsOf([value])]),
        ),
      ],
    },
  ]
}

/** The statement that makes members unfindable by their names. */
export const forgetMemberNames = (seqs: number[]): Statement => ({
  sql: 'delete from customer_search where rowid in (select value * 2 from json_each(?1) union all select value * 2 + 1 from json_each(?1))',
  params: [JSON.stringify(seqs)],
})

/** A list of `customers.seq` in SQL: whose name or reading has every word of the search; null when it has none. */
export function membersNamed(q: string): SQL | null {
  const words = gramQuery(q)
  return words === null ? null : sql`select rowid / 2 as seq from customer_search where customer_search match ${words}`
}

/** The job that puts the names which were there before the table into pairs, a chunk at a time. */
export async function fillCustomerSearch(scope: Scope, { after }: { after: number }): Promise<JobResult> {
  const { customerSeq, kind, value } = customerContacts
  const seqs = scope.db.reports
    .selectDistinct({ seq: customerSeq })
    .from(customerContacts)
    .where(gt(customerSeq, after))
    .orderBy(customerSeq)
    .limit(chunk)
  const rows = await scope.db.reports
    .select({ seq: customerSeq, kind, value })
    .from(customerContacts)
    .where(inArray(customerSeq, seqs))
    .orderBy(customerSeq)
  const last = rows.at(-1)
  if (!last) return 'done'
  const named = rows.filter((row) => isSearchedByParts(row.kind))
  await scope.db.write([
    {
      sql: `insert or replace into customer_search (rowid, name)
        select given.value->>0, given.value->>1 from json_each(?) as given
        inner join customers on customers.seq = (given.value->>0) / 2`,
      params: [JSON.stringify(named.map((row) => [row.seq * 2 + (row.kind === 'kana' ? 1 : 0), gramsOf([row.value])]))],
    },
    enqueue(scope, { kind: 'customers.fill-search', key: String(last.seq), payload: { after: last.seq } }),
  ])
  scope.kick()
  return 'done'
}
