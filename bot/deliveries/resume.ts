import { and, asc, inArray, lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { deliveries } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { scopeOf } from '../scope.ts'
import { leaseMs } from './record.ts'
import { sendDelivery } from './send.ts'

const claimMax = 64
const open = sql`${deliveries.state} in ('calling', 'waiting')`

/**
 * Takes up deliveries whose call failed for now, and those whose process died in the call; past their deadline they
 * become `unknown`, because nobody can say any more whether they arrived.
 * @returns how many were taken up
 */
export async function resumeDeliveries(deps: Deps): Promise<number> {
  const now = deps.clock()
  await giveUp(deps, now)
  const due = build
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(open, lte(deliveries.nextAttemptAt, now)))
    .orderBy(asc(deliveries.nextAttemptAt))
    .limit(claimMax)
  const taken = await deps.db.orm
    .update(deliveries)
    .set({
      state: 'calling',
      attempts: sql`${deliveries.attempts} + 1`,
      nextAttemptAt: now + leaseMs,
    })
    .where(and(inArray(deliveries.id, due), lte(deliveries.nextAttemptAt, now)))
    .returning()
  await Promise.all(taken.map((row) => sendAgain(deps, row)))
  return taken.length
}

async function giveUp(deps: Deps, now: number): Promise<void> {
  await deps.db.write([
    statement(
      build
        .update(deliveries)
        .set({
          state: 'unknown',
          reason: sql`coalesce(${deliveries.reason}, 'interrupted')`,
          finishedAt: now,
          body: null,
          nextAttemptAt: null,
        })
        .where(and(open, lte(deliveries.nextAttemptAt, now), lte(deliveries.deadlineAt, now))),
    ),
  ])
}

async function sendAgain(deps: Deps, row: typeof deliveries.$inferSelect): Promise<void> {
  const account = await loadAccount(deps, row.accountId)
  if (!account || row.body === null) return
  const { id, method, retryKey, attempts, deadlineAt } = row
  await sendDelivery(scopeOf(deps, account, { kind: 'system' }), {
    id,
    method,
    retryKey,
    attempts,
    deadlineAt,
    body: await deps.seal.open(row.body),
  })
}

/** After a start on a database that only this process holds: whoever was in a call before is dead, its lease is void. */
export async function freeLeases(deps: Deps): Promise<void> {
  await deps.db.write([
    statement(
      build
        .update(deliveries)
        .set({ nextAttemptAt: 0 })
        .where(sql`${deliveries.state} = 'calling'`),
    ),
  ])
}
