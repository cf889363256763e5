import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { deliveries } from '../../db/schema/index.ts'

/**
 * Ends what was on its way when a backup was made. The server went on sending after that moment, so nobody can say of these
 * whether they arrived: they are `unknown` and wait for staff, and nothing is sent a second time.
 */
export const endOpenDeliveries = (now: number): Statement =>
  statement(
    build
      .update(deliveries)
      .set({ state: 'unknown', reason: 'restored', finishedAt: now, body: null, nextAttemptAt: null })
      .where(sql`${deliveries.state} in ('calling', 'waiting')`),
  )
