import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { webhookAttempts, webhookCalls, webhookEndpoints } from '../../db/schema/index.ts'
import { notFound } from '../errors.ts'
import { cursorText } from '../http/cursor.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { callStates, type CallList, type CallState } from './contract.ts'

const pageRows = 50

const columns = {
  ...{ id: webhookCalls.id, event: webhookCalls.event, rule: webhookCalls.rule },
  ...{ submissionId: webhookCalls.submissionId, state: webhookCalls.state, reason: webhookCalls.reason },
  ...{ status: webhookCalls.status, attempts: webhookCalls.attempts, nextAttemptAt: webhookCalls.nextAttemptAt },
  ...{ createdAt: webhookCalls.createdAt, finishedAt: webhookCalls.finishedAt },
  endpoint: { id: webhookEndpoints.id, title: webhookEndpoints.title },
}

/** The log of calls, the newest first. What was told and what was answered is not in it. */
export async function listCalls({ db, account }: StaffScope, { endpoint, state, cursor }: CallList) {
  const { createdAt, id, endpointId } = webhookCalls
  const states: CallState[] = state === 'waiting' ? ['waiting', 'calling'] : state ? [state] : [...callStates]
  const found = await db.reports
    .select(columns)
    .from(webhookCalls)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, endpointId))
    .where(
      and(
        eq(webhookCalls.accountId, account.id),
        endpoint === undefined ? undefined : eq(endpointId, endpoint),
        state === undefined ? undefined : inArray(webhookCalls.state, states),
        cursor && sql`(${createdAt}, ${id}) < (${cursor.at}, ${cursor.key})`,
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(pageRows + 1)
  const rows = found.slice(0, pageRows)
  const last = rows.at(-1)
  const next = found.length > pageRows && last ? cursorText({ at: last.createdAt, key: last.id }) : null
  return { rows, next }
}

/**
 * One call with each attempt at it.
 * @throws not_found also for one of another account
 */
export async function readCall({ db, account }: StaffScope, id: string) {
  const [call] = await db.reports
    .select(columns)
    .from(webhookCalls)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookCalls.endpointId))
    .where(and(eq(webhookCalls.accountId, account.id), eq(webhookCalls.id, id)))
  if (!call) throw notFound('The call')
  const { at, status, outcome, milliseconds } = webhookAttempts
  const made = await db.reports
    .select({ at, status, outcome, milliseconds })
    .from(webhookAttempts)
    .where(eq(webhookAttempts.callId, id))
    .orderBy(asc(at))
  return { ...call, made }
}
