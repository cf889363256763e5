import { count, sql, type SQL } from 'drizzle-orm'
import type { Cursor } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { countedMax } from './find-people.ts'

interface Asked {
  cursor?: Cursor | undefined
  limit: number
}

/**
 * Those who are looked for, as one page, the newest first, and how many there are. Page and total come from one statement,
 * because finding them is what takes time. Who means more than can be counted gets "so many or more", also of those who
 * fit: the rest was not looked at. `hits` lists whom the search means; `fits`, which may read `hit`, those of them who fit.
 */
export async function pageOfHits({ db }: StaffScope, { cursor, limit }: Asked, hits: SQL, fits: SQL) {
  const page = sql`select seq from fits where seq < ${cursor?.at ?? Number.MAX_SAFE_INTEGER} order by seq desc limit ${limit + 1}`
  const [row] = await db.reports.all<[string, number, number]>(sql`
    with hit as materialized (${hits}), fits as materialized (${fits})
    select (select json_group_array(seq) from (${page})), (select count(*) from fits), (select count(*) from hit)`)
  const [seqs, fitting, looked] = row ?? ['[]', 0, 0]
  return {
    found: JSON.parse(seqs) as number[],
    total: cursor ? null : { count: Math.min(fitting, countedMax), more: looked >= countedMax },
  }
}

/** A total of which nothing was left out. */
export const exactly = (number: number) => ({ count: number, more: false })

/** How many a list of people holds; more than can be counted at once are "so many or more". */
export async function countOf({ db }: StaffScope, people: SQL) {
  const [some] = await db.reports.select({ count: count() }).from(sql`(select 1 from (${people}) limit ${countedMax})`)
  const fitting = some?.count ?? 0
  return { count: fitting, more: fitting >= countedMax }
}
