import { sql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'

/** Tables whose rows are a friend's own. */
const friendTables = [
  'submissions',
  'slot_bookings',
  'uploads',
  'talk_messages',
  'deliveries',
  'notes',
  'customer_tags',
  'attribute_values',
  'consents',
  'identity_links',
  'link_conflicts',
  'link_attempts',
  'events',
  'friend_sessions',
  'friendship_changes',
  'conversations',
  'talks',
] as const

/** Rows by table. */
export type Counts = Record<string, number>

/** How many rows of each table name these friends, answers included; tables without any are left out. */
export async function countRows({ db }: Pick<Deps, 'db'>, friendSeqs: number[]): Promise<Counts> {
  const seqs = sql`(select value from json_each(${JSON.stringify(friendSeqs)}))`
  const counts = friendTables.map(
    (table) => sql`select ${table} as name, count(*) as number from ${sql.raw(table)} where friend_seq in ${seqs}`,
  )
  const answers = sql`select 'answers' as name, count(*) as number from answers
    where submission_id in (select id from submissions where friend_seq in ${seqs})`
  const rows = await db.reports
    .select({ name: sql<string>`name`, number: sql<number>`number` })
    .from(sql`(${sql.join([...counts, answers], sql` union all `)})`)
    .where(sql`number > 0`)
  return Object.fromEntries([...rows.map(({ name, number }) => [name, number]), ['friends', friendSeqs.length]])
}
