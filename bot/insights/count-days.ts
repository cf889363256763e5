import { and, count, eq, gte, lt, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { friendshipChanges, identityLinks } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'
import { cutting, dayStart } from './days.ts'
import { noMoves, type DayMoves } from './figures.ts'

export type Reader = Pick<Scope, 'db'> & { account: { id: string } }

interface Range {
  /** Milliseconds UTC; from is in, until is out. */
  from: number
  until: number
}

/** Numbers of ours, written into the text: as values SQLite would divide and compare them as if they were fractions. */
const dayMs = sql.raw(String(cutting.dayMs))
const ahead = sql.raw(String(cutting.japanAheadMs))
const dayOf = (at: SQLWrapper) => sql<number>`(${at} + ${ahead}) / ${dayMs}`

const within = (account: SQLWrapper, at: SQLWrapper, { id }: { id: string }, { from, until }: Range) =>
  and(eq(account, id), gte(at, from), lt(at, until))

/**
 * What each of these days brought, by day number; days without anything are left out. Reads the changes and ties of those
 * days by their time, and of the people in them what was before: nobody else is touched, however many there are.
 */
export async function countDays(reader: Reader, first: number, last: number): Promise<Map<number, DayMoves>> {
  const range = { from: dayStart(first), until: dayStart(last + 1) }
  const [changes, made, ended, moved] = await Promise.all([
    countChanges(reader, range),
    countTies(reader, identityLinks.linkedAt, range),
    countTies(reader, identityLinks.endedAt, range),
    countMoved(reader, range),
  ])
  const moves = new Map<number, DayMoves>()
  const add = (day: number, some: Partial<DayMoves>) => moves.set(day, { ...(moves.get(day) ?? noMoves), ...some })
  for (const { day, kind, times } of changes) add(day, { [kind]: times })
  for (const { day, times } of made) add(day, { linked: times })
  for (const { day, times } of ended) add(day, { unlinked: times })
  for (const { day, ...standing } of moved) add(day, standing)
  return moves
}

function countChanges({ db, account }: Reader, range: Range) {
  const day = dayOf(friendshipChanges.at)
  return db.reports
    .select({ day, kind: friendshipChanges.kind, times: count() })
    .from(friendshipChanges)
    .where(within(friendshipChanges.accountId, friendshipChanges.at, account, range))
    .groupBy(day, friendshipChanges.kind)
}

function countTies(
  { db, account }: Reader,
  at: typeof identityLinks.linkedAt | typeof identityLinks.endedAt,
  range: Range,
) {
  const day = dayOf(at)
  return db.reports
    .select({ day, times: count() })
    .from(identityLinks)
    .where(within(identityLinks.accountId, at, account, range))
    .groupBy(day)
}

/** By how much the standing figures moved on each day: how its people stood at its end, less how they stood before it. */
async function countMoved({ db, account }: Reader, range: Range) {
  const touched = (at: SQLWrapper, table: typeof friendshipChanges | typeof identityLinks) =>
    sql`select ${table.friendSeq} as friend_seq, ${dayOf(at)} as day from ${table} where ${within(table.accountId, at, account, range)}`
  const newest = (before: SQL) => sql`(
    select ${friendshipChanges.kind} from ${friendshipChanges}
    where ${friendshipChanges.friendSeq} = touched.friend_seq and ${friendshipChanges.at} < ${before}
    order by ${friendshipChanges.at} desc, ${friendshipChanges.id} desc limit 1)`
  const tied = (before: SQL) => sql`exists (
    select 1 from ${identityLinks}
    where ${identityLinks.friendSeq} = touched.friend_seq and ${identityLinks.linkedAt} < ${before}
      and (${identityLinks.endedAt} is null or ${identityLinks.endedAt} >= ${before}))`
  const began = sql`(touched.day * ${dayMs} - ${ahead})`
  const over = sql`((touched.day + 1) * ${dayMs} - ${ahead})`
  const rows = await db.reports.all<[number, number, number, number]>(sql`
    with touched as (
      ${touched(friendshipChanges.at, friendshipChanges)}
      union ${touched(identityLinks.linkedAt, identityLinks)}
      union ${touched(identityLinks.endedAt, identityLinks)}
    ),
    seen as (
      select day, ${newest(began)} as kind_before, ${newest(over)} as kind_after, ${tied(began)} as tied_before,
        ${tied(over)} as tied_after
      from touched
    ),
    stood as (
      select day, kind_before is not null as ever_before, kind_after is not null as ever_after,
        coalesce(kind_before <> 'blocked', 0) as follows_before, coalesce(kind_after <> 'blocked', 0) as follows_after,
        tied_before, tied_after
      from seen
    )
    select day, sum(ever_after - ever_before), sum(follows_after - follows_before),
      sum((follows_after and tied_after) - (follows_before and tied_before))
    from stood group by day`)
  return rows.map(([day, everFollowed, effective, linkedEffective]) => ({
    ...{ day, everFollowed, effective, linkedEffective },
  }))
}
