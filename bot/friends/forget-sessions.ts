import { inArray, lte } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { friendSessions } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'

/** Sessions that are over are kept for a while, because alerts about them are looked into. */
const keptMs = 7 * 24 * 60 * 60_000
const deletedMax = 500

/** Removes LIFF sessions that ended a week ago, a few at a time. */
export async function forgetOldSessions(deps: Deps): Promise<void> {
  const old = build
    .select({ tokenHash: friendSessions.tokenHash })
    .from(friendSessions)
    .where(lte(friendSessions.expiresAt, deps.clock() - keptMs))
    .limit(deletedMax)
  await deps.db.write([statement(build.delete(friendSessions).where(inArray(friendSessions.tokenHash, old)))])
}
