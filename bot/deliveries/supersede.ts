import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { deliveries } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

const giveWay = template<{ id: string; accountId: string; now: number }>(
  build
    .update(deliveries)
    .set({
      state: 'unknown',
      reason: 'superseded',
      body: null,
      nextAttemptAt: null,
      finishedAt: sql`${sql.placeholder('now')}`,
      settledAt: sql`${sql.placeholder('now')}`,
    })
    .where(
      sql`${deliveries.id} = ${sql.placeholder('id')} and ${deliveries.accountId} = ${sql.placeholder('accountId')}
        and ${deliveries.state} = 'waiting'`,
    ),
)

/**
 * A reply that waits to be sent again gives way to a newer one: it would come after it, out of place. Whether it had
 * arrived is not known, and needs nobody's attention any more.
 */
export function supersede(scope: Scope, id: string): Statement {
  return giveWay({ id, accountId: scope.account.id, now: scope.clock() })
}
