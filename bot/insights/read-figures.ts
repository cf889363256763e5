import { and, count, eq, gte, lt, type SQLWrapper } from 'drizzle-orm'
import { accountDays, friendshipChanges, identityLinks } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { firstToCount, lastClosedDay, standingBefore } from './close-days.ts'
import { countDays } from './count-days.ts'
import { dayName, dayStart, daysFromTo } from './days.ts'
import { beforeAnybody, noMoves, sumUp, type DayFigures } from './figures.ts'

/** So many facts of days that have no figures yet are counted while somebody waits; more wait for the job. */
const liveMax = 20_000

/**
 * The figures of these days, the last of which is today: closed days from their rows, today and what was not counted yet
 * from the facts. Where the latter is too much, rows are shown as they are and `counting` is true: the job is at it, and
 * they may still move. Null while nothing was counted at all.
 */
export async function readFigures(
  scope: StaffScope,
  shown: number[],
): Promise<{ figures: DayFigures[] | null; counting: boolean }> {
  const today = shown.at(-1)!
  const uncounted = await firstToCount(scope, lastClosedDay(scope.clock()))
  const counting = !(await isLittle(scope, dayStart(uncounted)))
  const live = counting ? today : Math.min(uncounted, today)
  const rows = await readRows(scope, shown[0]!, live)
  if (counting && rows.at(-1)?.day !== dayName(today - 1)) return { figures: null, counting }
  const moves = await countDays(scope, live, today)
  const counted = sumUp(await standingBefore(scope, live), daysFromTo(live, today), moves)
  const known = new Map([...rows, ...counted].map((figures) => [figures.day, figures]))
  // A day without a row was before the first fact: rows follow each other without a gap.
  const figures = shown.map((day) => known.get(dayName(day)) ?? { ...noMoves, ...beforeAnybody, day: dayName(day) })
  return { figures, counting }
}

async function isLittle({ db, account }: StaffScope, since: number): Promise<boolean> {
  const some = async (
    table: typeof friendshipChanges | typeof identityLinks,
    at: SQLWrapper & { name: string },
  ): Promise<number> => {
    const rows = db.reports
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.accountId, account.id), gte(at, since)))
      .limit(liveMax + 1)
      .as('some')
    return (await db.reports.select({ count: count() }).from(rows))[0]?.count ?? 0
  }
  const [changes, ties] = await Promise.all([
    some(friendshipChanges, friendshipChanges.at),
    some(identityLinks, identityLinks.linkedAt),
  ])
  return changes + ties <= liveMax
}

function readRows({ db, account }: StaffScope, first: number, until: number): Promise<DayFigures[]> {
  const { day, followed, blocked, returned, linked, unlinked, everFollowed, effective, linkedEffective } = accountDays
  return db.reports
    .select({ day, followed, blocked, returned, linked, unlinked, everFollowed, effective, linkedEffective })
    .from(accountDays)
    .where(and(eq(accountDays.accountId, account.id), gte(day, dayName(first)), lt(day, dayName(until))))
    .orderBy(day)
}
