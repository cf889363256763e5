import { sql, type SQL } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

/** Tables that keep what came or is to be done under no key of a person; they are walked in windows, so that nobody waits long. */
type Walked = 'webhook_events' | 'jobs' | 'audit_entries'
const windowRows = 20_000

/** Who is looked for: a friend by the UID in its account, or a member by the number in every account. */
export interface Sought {
  /** Null: whatever the account. */
  accountId: string | null
  uids: string[]
  /** Found as a whole JSON text only, because a number may be short; in the inbox only where one of the UIDs sent it. */
  memberId: string | null
  /** What the audit log calls them. */
  subjects: string[]
}

export interface Traces {
  eventIds: string[]
  jobIds: string[]
  auditIds: string[]
}

/** Where somebody is named without a key by which they could be found, by reading everything once on the reports' thread. */
export async function findTraces(deps: Pick<Deps, 'db'>, sought: Sought): Promise<Traces> {
  const { accountId, uids, memberId, subjects } = sought
  const here = accountId === null ? sql`1` : sql`account_id = ${accountId}`
  const holds = (column: SQL, texts: string[]) =>
    sql`exists (select 1 from ${listOf(texts)} where instr(${column}, value) > 0)`
  const number = memberId === null ? [] : [JSON.stringify(memberId)]
  const names = memberId === null ? uids : number
  const inbox =
    memberId === null
      ? sql`(uid in ${listOf(uids)} or ${holds(sql`payload`, uids)})`
      : sql`(uid in ${listOf(uids)} and ${holds(sql`payload`, number)})`
  const [eventIds, jobIds, auditIds] = await Promise.all([
    walk(deps, 'webhook_events', sql`${here} and ${inbox}`),
    walk(deps, 'jobs', sql`${here} and (${holds(sql`payload`, names)} or ${holds(sql`key`, names)})`),
    walk(deps, 'audit_entries', sql`(subject in ${listOf(subjects)} or (${here} and ${holds(sql`detail`, names)}))`),
  ])
  return { eventIds, jobIds, auditIds }
}

const listOf = (values: string[]): SQL => sql`(select value from json_each(${JSON.stringify(values)}))`

async function walk({ db }: Pick<Deps, 'db'>, table: Walked, which: SQL): Promise<string[]> {
  const from = sql.raw(table)
  const [bounds] = await db.reports
    .select({ first: sql<number | null>`first`, last: sql<number | null>`last` })
    .from(sql`(select min(rowid) as first, max(rowid) as last from ${from})`)
  const found: string[] = []
  for (let after = (bounds?.first ?? 0) - 1; after < (bounds?.last ?? -1); after += windowRows) {
    const rows = await db.reports
      .select({ id: sql<string>`id` })
      .from(sql`(select id from ${from} where rowid > ${after} and rowid <= ${after + windowRows} and (${which}))`)
    found.push(...rows.map(({ id }) => id))
  }
  return found
}
