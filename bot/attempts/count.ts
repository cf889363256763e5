import { inArray, lte, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
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
export async function countAttempt(deps: Deps, key: string, limit: Limit): Promise<void> {
  const now = deps.clock()
  const [counted] = await deps.db.write([oneMore(key, limit.windowMs, now)])
  const [count, began] = (counted?.rows[0] ?? [0, now]) as [number, number]
  if (count > limit.max) throw tooMany(began + limit.windowMs - now)
}

/**
 * How long each counter lets nobody through, in milliseconds; 0 for one with room. Nothing is counted.
 * With `addAttempts` it is for windows that only what went wrong belongs in.
 */
export async function waitsOf(deps: Deps, counters: { key: string; limit: Limit }[]): Promise<number[]> {
  const keys = counters.map(({ key }) => key)
  const rows = await deps.db.orm.select().from(attemptCounts).where(inArray(attemptCounts.key, keys))
  return counters.map(({ key, limit: { max, windowMs } }) => {
    const row = rows.find((one) => one.key === key)
    return row && row.count >= max ? Math.max(0, row.beganAt + windowMs - deps.clock()) : 0
  })
}

/** Counts one attempt more at each of the keys. */
export const addAttempts = (deps: Deps, keys: string[], windowMs: number): Statement[] =>
  keys.map((key) => oneMore(key, windowMs, deps.clock()))

/** Takes one attempt off each of the keys again. */
export const takeBackAttempts = (keys: string[]): Statement =>
  statement(
    build
      .update(attemptCounts)
      .set({ count: sql`max(${attemptCounts.count} - 1, 0)` })
      .where(inArray(attemptCounts.key, keys)),
  )

/** @param waitMs until the next attempt is let through */
export const tooMany = (waitMs: number) =>
  new MusubiError('limit_reached', 'Too many attempts; please wait', { retryAfter: Math.ceil(waitMs / 1000) })

function oneMore(key: string, windowMs: number, now: number): Statement {
  const over = sql`${attemptCounts.beganAt} <= ${now - windowMs}`
  return statement(
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
  )
}

/** No window is longer than this. */
const longestWindowMs = 24 * 60 * 60_000

/** Counters whose window is surely over tell nothing any more. */
export async function forgetOldAttempts(deps: Deps): Promise<void> {
  const over = lte(attemptCounts.beganAt, deps.clock() - longestWindowMs)
  await deps.db.write([statement(build.delete(attemptCounts).where(over))])
}
