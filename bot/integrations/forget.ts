import { lte, inArray, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { webhookAttempts, webhookCalls } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { keptMs } from './contract.ts'

const deletedMax = 500

/** Removes calls of thirty days ago with their attempts, a few at a time. */
export async function forgetOldCalls({ db, clock }: Deps): Promise<void> {
  const old = build
    .select({ id: webhookCalls.id })
    .from(webhookCalls)
    .where(lte(webhookCalls.createdAt, clock() - keptMs))
    .orderBy(sql`created_at`)
    .limit(deletedMax)
  await db.write([
    statement(build.delete(webhookAttempts).where(inArray(webhookAttempts.callId, old))),
    statement(build.delete(webhookCalls).where(inArray(webhookCalls.id, old))),
  ])
}
