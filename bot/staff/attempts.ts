import { sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { staffRateLimits } from '../../db/schema/index.ts'
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
  const over = sql`${staffRateLimits.lastRequest} <= ${now - windowMs}`
  const [counted] = await deps.db.write([
    statement(
      build
        .insert(staffRateLimits)
        .values({ id: deps.ids(), key, count: 1, lastRequest: now })
        .onConflictDoUpdate({
          target: staffRateLimits.key,
          set: {
            count: sql`case when ${over} then 1 else ${staffRateLimits.count} + 1 end`,
            // The moment that the window began, so that a steady trickle does not keep somebody out for ever.
            lastRequest: sql`case when ${over} then ${now} else ${staffRateLimits.lastRequest} end`,
          },
        })
        .returning({ count: staffRateLimits.count, began: staffRateLimits.lastRequest }),
    ),
  ])
  const [count, began] = (counted?.rows[0] ?? [0, now]) as [number, number]
  if (count <= max) return
  const retryAfter = Math.ceil((began + windowMs - now) / 1000)
  throw new MusubiError('limit_reached', 'Too many attempts; please wait', { retryAfter })
}
