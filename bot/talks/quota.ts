import type { Database } from '../../db/database.ts'
import { fetchQuota, type Quota } from '../channels/line/quota.ts'
import type { Scope } from '../scope.ts'

/** LINE counts with a delay anyway; a page that is open all day does not ask it all day. */
const freshMs = 60_000

interface Asked {
  quota: Promise<Quota | null>
  askedAt: number
}

/** By installation and account, so that everybody who looks shares one question. */
const asked = new WeakMap<Database, Map<string, Asked>>()

/** How many messages are left this month, asked from LINE a minute ago at most; null when LINE did not say. */
export async function quotaLeft(
  scope: Scope,
): Promise<{ left: number | null; limit: number | null; used: number; askedAt: number } | null> {
  const ofAccounts = asked.get(scope.db) ?? new Map<string, Asked>()
  asked.set(scope.db, ofAccounts)
  const known = ofAccounts.get(scope.account.id)
  const now = scope.clock()
  const { quota, askedAt } = known && now - known.askedAt < freshMs ? known : { quota: fetchQuota(scope), askedAt: now }
  ofAccounts.set(scope.account.id, { quota, askedAt })
  const told = await quota
  // What LINE did not say is asked again at once.
  if (!told) ofAccounts.delete(scope.account.id)
  return told && { ...told, left: told.limit === null ? null : Math.max(0, told.limit - told.used), askedAt }
}

/** For when a message that counts was sent: the next one who looks asks anew. */
export function forgetQuota(scope: { db: Database; account: { id: string } }): void {
  asked.get(scope.db)?.delete(scope.account.id)
}
