import { and, asc, desc, eq, inArray, lt, min, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accountDays, friendshipChanges, identityLinks } from '../../db/schema/index.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import { countDays, type Reader } from './count-days.ts'
import { dayName, dayNumber, daysFromTo, numberOfDay } from './days.ts'
import { beforeAnybody, sumUp, type Standing } from './figures.ts'

/** What happens just before midnight may be written just after it. */
const graceMs = 2 * 60_000
/**
 * So many days are counted at once, and so often in one run: other reports want their turn between, and Workers count the
 * calls of an invocation.
 */
const chunkDays = 7
const chunksMax = 20

/** The newest day that is over for good. */
export const lastClosedDay = (now: number): number => dayNumber(now - graceMs) - 1

/**
 * Counts closed days that were never counted, or in which something came late, from the earliest of them on, because each
 * stands on the one before it. A fact that comes while this counts leaves its days marked, and they are counted again.
 */
export async function closeDays(scope: Scope): Promise<JobResult> {
  const last = lastClosedDay(scope.clock())
  for (let chunks = 0; chunks < chunksMax; chunks++) {
    const first = await firstToCount(scope, last)
    if (first > last) return 'done'
    await closeChunk(scope, daysFromTo(first, Math.min(last, first + chunkDays - 1)))
  }
  return { again: 'more_days', within: 0 }
}

async function closeChunk(scope: Scope, days: number[]): Promise<void> {
  const { db, account } = scope
  const names = days.map(dayName)
  // The rows stand before anything is read: so a fact that comes meanwhile has something to mark.
  await db.write([
    statement(
      build
        .insert(accountDays)
        .values(names.map((day) => ({ accountId: account.id, day })))
        .onConflictDoNothing(),
    ),
  ])
  const marked = await db.orm
    .select({ day: accountDays.day, marks: accountDays.marks })
    .from(accountDays)
    .where(and(eq(accountDays.accountId, account.id), inArray(accountDays.day, names)))
  const marks = new Map(marked.map((row) => [row.day, row.marks]))
  const before = await standingBefore(scope, days[0]!)
  const figures = sumUp(before, days, await countDays(scope, days[0]!, days.at(-1)!))
  await db.write(
    figures.map(({ day, ...counted }) =>
      statement(
        build
          .update(accountDays)
          .set({ ...counted, countedAtMark: marks.get(day) ?? 0 })
          .where(and(eq(accountDays.accountId, account.id), eq(accountDays.day, day))),
      ),
    ),
  )
}

/** How the account stood before a day, by the row of the day before it. */
export async function standingBefore({ db, account }: Reader, day: number): Promise<Standing> {
  const { everFollowed, effective, linkedEffective } = accountDays
  const [row] = await db.orm
    .select({ everFollowed, effective, linkedEffective })
    .from(accountDays)
    .where(and(eq(accountDays.accountId, account.id), lt(accountDays.day, dayName(day))))
    .orderBy(desc(accountDays.day))
    .limit(1)
  return row ?? beforeAnybody
}

/** The earliest day up to `last` whose row is missing or marked; the day after `last` when there is none. */
export async function firstToCount({ db, account }: Reader, last: number): Promise<number> {
  const own = eq(accountDays.accountId, account.id)
  const [stale] = await db.orm
    .select({ day: accountDays.day })
    .from(accountDays)
    .where(and(own, sql`marks <> counted_at_mark`))
    .orderBy(asc(accountDays.day))
    .limit(1)
  if (stale) return Math.min(numberOfDay(stale.day), await firstFact({ db, account }, last))
  const [ends] = await db.orm
    .select({ first: min(accountDays.day), last: sql<string | null>`max(${accountDays.day})` })
    .from(accountDays)
    .where(own)
  const fact = await firstFact({ db, account }, last)
  if (!ends?.first || !ends.last || fact < numberOfDay(ends.first)) return fact
  return numberOfDay(ends.last) + 1
}

/** The day of the earliest fact, at most `last`, so that an account without any has a row for yesterday. */
async function firstFact({ db, account }: Reader, last: number): Promise<number> {
  const [[change], [tie]] = await Promise.all([
    db.orm
      .select({ at: min(friendshipChanges.at) })
      .from(friendshipChanges)
      .where(eq(friendshipChanges.accountId, account.id)),
    db.orm
      .select({ at: min(identityLinks.linkedAt) })
      .from(identityLinks)
      .where(eq(identityLinks.accountId, account.id)),
  ])
  const days = [change?.at, tie?.at].filter((at) => typeof at === 'number').map(dayNumber)
  return Math.min(last, ...days)
}
