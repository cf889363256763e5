import { lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { attemptCounts } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { MusubiError } from '../errors.ts'

export interface Limit {
  max: number
  windowMs: number
}

/**
 * Counts an attempt in the database, shared by all processes, in one statement.
 * @throws limit_reached with `retryAfter` (seconds) when there were too many within the window
 */
export async function countAttempt(deps: Deps, key: string, { max, windowMs }: Limit): Promise<void> {
  const now = deps.clock()
  const over = sql`${attemptCounts.beganAt} <= ${now - windowMs}`
  const [counted] = await deps.db.write([
    statement(
      build
        .insert(attemptCounts)
        .values({ key, count: 1, beganAt: now })
        .onConflictDoUpdate({
          target: attemptCounts.key,
          set: {
            count: sql`case when ${over} then 1 else ${attemptCounts.count} + 1 end`,
            // The moment that the window began, so that a steady trickle does not keep somebody out for ever.
            beganAt: sql`case when ${over} then ${now} else ${attemptCounts.beganAt} end`,
          },
        })
        .returning({ count: attemptCounts.count, began: attemptCounts.beganAt }),
    ),
  ])
  const [count, began] = (counted?.rows[0] ?? [0, now]) as [number, number]
  if (count <= max) return
  const retryAfter = Math.ceil((began + windowMs - now) / 1000)
  throw new MusubiError('limit_reached', 'Too many attempts; please wait', { retryAfter })
}

/** No window is longer than this. */
const longestWindowMs = 24 * 60 * 60_000

/** Counters whose window is surely over tell nothing any more. */
export async function forgetOldAttempts(deps: Deps): Promise<void> {
  const over = lte(attemptCounts.beganAt, deps.clock() - longestWindowMs)
  await deps.db.write([statement(build.delete(attemptCounts).where(over))])
}
