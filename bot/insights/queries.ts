import { and, count, eq, sql } from 'drizzle-orm'
import { linkConflicts, submissions, talks } from '../../db/schema/index.ts'
import { finishedByDay } from '../forms/count-finished.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { openNow } from '../talks/snoozed.ts'
import { dayName, dayNumber, daysFromTo } from './days.ts'
import { readKnown } from './known.ts'
import { readFigures } from './read-figures.ts'

/**
 * The figures of the last days, the last one being today as it stands; submissions by the day on which they were finished;
 * and what is known of the friends (null while that is counted for the first time). `counting`: see `readFigures`.
 */
export async function readHome(scope: StaffScope, { days }: { days: number }) {
  const today = dayNumber(scope.clock())
  const shown = daysFromTo(today - days + 1, today)
  const [{ figures, counting }, finished, known] = await Promise.all([
    readFigures(scope, shown),
    countFinished(scope, shown),
    readKnown(scope),
  ])
  return { today: dayName(today), counting, figures, finished, known }
}

/**
 * How many submissions were finished on each day. One that its person changed afterwards counts on the day of the change,
 * one that was cancelled afterwards does not count.
 */
async function countFinished(scope: StaffScope, days: number[]): Promise<{ day: string; count: number }[]> {
  const rows = await finishedByDay(scope, { first: days[0]!, last: days.at(-1)! })
  const counts = new Map(rows.map(({ day, count }) => [day, count]))
  return days.map((day) => ({ day: dayName(day), count: counts.get(day) ?? 0 }))
}

/**
 * What waits for a person: submissions that nobody has reviewed or that are in review, talks that nobody has answered,
 * claims on a member who is somebody else's.
 */
export async function readToday({ db, account, clock }: StaffScope) {
  const [reviews, [open], [conflicts]] = await Promise.all([
    db.reports
      .select({ review: submissions.review, count: count() })
      .from(submissions)
      .where(
        and(
          eq(submissions.accountId, account.id),
          sql`${submissions.state} = 'finished'`,
          sql`${submissions.review} in ('new', 'checking')`,
        ),
      )
      .groupBy(submissions.review),
    db.reports
      .select({ count: count() })
      .from(talks)
      .where(and(eq(talks.accountId, account.id), openNow(clock()))),
    db.reports
      .select({ count: count() })
      .from(linkConflicts)
      .where(and(eq(linkConflicts.accountId, account.id), eq(linkConflicts.state, 'open'))),
  ])
  const reviewed = (review: string) => reviews.find((row) => row.review === review)?.count ?? 0
  return {
    reviews: reviewed('new'),
    checking: reviewed('checking'),
    talks: open?.count ?? 0,
    conflicts: conflicts?.count ?? 0,
  }
}
