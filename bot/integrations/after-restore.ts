import { sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { apiKeys, webhookCalls } from '../../db/schema/index.ts'

/**
 * Ends calls that waited when a backup was made: the server went on calling after that moment. Staff replay what a receiver
 * does not have; the id of a call is still the same, so one that has it knows.
 */
export const endOpenCalls = (now: number): Statement =>
  statement(
    build
      .update(webhookCalls)
      .set({ state: 'failed', reason: 'restored', finishedAt: now, nextAttemptAt: null })
      .where(sql`${webhookCalls.state} in ('calling', 'waiting')`),
  )

/** Revokes the keys of a backup: some of them may have been revoked since, and a restore brings no right back. */
export const revokeKeys = (now: number): Statement =>
  statement(
    build
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(sql`${apiKeys.revokedAt} is null`),
  )
