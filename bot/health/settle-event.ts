import { and, eq, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { webhookEvents } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

const troubled: string[] = ['failed', 'quarantined']

/**
 * Marks a webhook event that failed or is in quarantine as looked at. Nothing is done with it; a failed one may still be
 * run again, and shows anew if it fails.
 * @throws conflict when there is nothing to settle
 */
export async function settleEvent(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(webhookEvents.accountId, scope.account.id), eq(webhookEvents.id, id))
  const [found] = await scope.db.orm
    .select({ state: webhookEvents.state, settledAt: webhookEvents.settledAt })
    .from(webhookEvents)
    .where(own)
  if (!found) throw notFound('The event')
  if (!troubled.includes(found.state)) throw conflict('There is nothing to settle', { reason: found.state })
  if (found.settledAt !== null) return
  const change = build
    .update(webhookEvents)
    .set({ settledAt: scope.clock() })
    .where(and(own, eq(webhookEvents.state, found.state), isNull(webhookEvents.settledAt)))
  await writeDeed(scope, statement(change), { action: 'webhook_event.settled', subject: id })
}
