import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { friends } from '../../db/schema/index.ts'
import { reasonOf } from '../channels/line/outcome.ts'
import { fetchProfile } from '../channels/line/profile.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import { indexFriend } from './search-index.ts'

/**
 * Fetches a friend's profile from LINE and keeps it. People whose profile LINE does not give (they block the account
 * or gave no consent) keep what was known, and are asked for again only after the usual time.
 */
export async function refreshProfile(scope: Scope, { uid }: { uid: string }): Promise<JobResult> {
  const { profile, outcome } = await fetchProfile(scope, uid)
  if (outcome.kind === 'retry' || outcome.kind === 'unknown') return { again: reasonOf(outcome.status) }
  if (outcome.kind === 'failed' && outcome.status !== 404)
    return { failed: outcome.withoutToken ? 'not_allowed' : reasonOf(outcome.status) }
  await scope.db.write([
    statement(
      build
        .update(friends)
        .set({ ...profile, profileFetchedAt: scope.clock() })
        .where(and(eq(friends.accountId, scope.account.id), eq(friends.uid, uid))),
    ),
    ...(profile ? [indexFriend(scope.account.id, uid, profile.displayName)] : []),
  ])
  return 'done'
}
