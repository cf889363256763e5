import { and, eq, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { deliveries } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

const troubled: string[] = ['failed', 'unknown']

/**
 * Marks a delivery that failed or whose fate is unknown as looked at. Its state stays: nothing is ever sent again by this.
 * @throws conflict when there is nothing to settle
 */
export async function settleDelivery(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(deliveries.accountId, scope.account.id), eq(deliveries.id, id))
  const [found] = await scope.db.orm
    .select({ state: deliveries.state, settledAt: deliveries.settledAt })
    .from(deliveries)
    .where(own)
  if (!found) throw notFound('The delivery')
  if (!troubled.includes(found.state)) throw conflict('There is nothing to settle', { reason: found.state })
  if (found.settledAt !== null) return
  const change = build
    .update(deliveries)
    .set({ settledAt: scope.clock() })
    .where(and(own, eq(deliveries.state, found.state), isNull(deliveries.settledAt)))
  await writeDeed(scope, statement(change), { action: 'delivery.settled', subject: id })
}
