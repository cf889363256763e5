import { and, eq, ne, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import { raiseAlert } from '../health/raise-alert.ts'

/**
 * The statements that stop calling an endpoint: it said that it is gone for good, or has taken nothing for five days. Staff are
 * told, and what waited can be replayed. Undone when it is disabled already.
 */
export function disableEndpoint({
  id,
  accountId,
  title,
  reason,
  now,
}: {
  id: string
  accountId: string
  title: string
  reason: 'gone' | 'failing'
  now: number
}): Statement[] {
  const disabled = build
    .update(webhookEndpoints)
    .set({ state: 'disabled', reason, updatedAt: now })
    .where(and(eq(webhookEndpoints.id, id), ne(webhookEndpoints.state, 'disabled')))
  const left = build
    .update(webhookCalls)
    .set({ state: 'failed', reason: 'endpoint_disabled', nextAttemptAt: null, finishedAt: now })
    .where(and(eq(webhookCalls.endpointId, id), sql`${webhookCalls.state} = 'waiting'`))
  return [
    must(statement(disabled)),
    statement(left),
    raiseAlert({ accountId, kind: 'endpoint_disabled', subject: `${reason} ${title}`, count: 1, now }),
  ]
}
