import { sql } from 'drizzle-orm'
import { build, template } from '../../db/database.ts'
import { deliveries } from '../../db/schema/index.ts'
import { callLine } from '../channels/line/call.ts'
import type { Scope } from '../scope.ts'
import { settlement, type Settlement } from './outcome.ts'
import type { Delivery } from './record.ts'

const settle = template<Settlement & { id: string; attempts: number } & Record<string, unknown>>(
  build
    .update(deliveries)
    .set({
      state: sql`${sql.placeholder('state')}`,
      reason: sql`${sql.placeholder('reason')}`,
      status: sql`${sql.placeholder('status')}`,
      answer: sql`${sql.placeholder('answer')}`,
      requestId: sql`${sql.placeholder('requestId')}`,
      nextAttemptAt: sql`${sql.placeholder('nextAttemptAt')}`,
      finishedAt: sql`${sql.placeholder('finishedAt')}`,
      // The message is personal; nobody needs its bytes once its fate is final.
      body: sql`case when ${sql.placeholder('isFinal')} then null else ${deliveries.body} end`,
    })
    .where(
      sql`${deliveries.id} = ${sql.placeholder('id')} and ${deliveries.state} = 'calling' and ${deliveries.attempts} = ${sql.placeholder('attempts')}`,
    ),
)

const paths = { reply: '/v2/bot/message/reply', push: '/v2/bot/message/push' }

/** Makes the call of a delivery whose row says `calling`, and writes what became of it. */
export async function sendDelivery(scope: Scope, delivery: Delivery): Promise<Settlement> {
  const outcome = await callLine(scope, {
    method: 'POST',
    path: paths[delivery.method],
    body: delivery.body,
    retryKey: delivery.retryKey,
  })
  const settled = settlement(delivery, outcome, scope.clock())
  await scope.db.write([settle({ ...settled, id: delivery.id, attempts: delivery.attempts })])
  return settled
}
