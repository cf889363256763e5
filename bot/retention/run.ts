import { eq, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { retentionRules, retentionRuns } from '../../db/schema/index.ts'
import { tidySearch } from '../erasures/tidy-search.ts'
import { todayInJapan } from '../forms/check.ts'
import { enqueue } from '../jobs/enqueue.ts'
import type { JobResult } from '../jobs/run.ts'
import type { Scope } from '../scope.ts'
import type { RetentionKind } from './contract.ts'
import { kinds } from './kinds.ts'

const dayMs = 24 * 60 * 60_000
/** So many rows go in one commit, so that nobody waits behind it, and so many commits in one run. */
const batchMax = 500
const batchesMax = 20
/** A night in Japan: four o'clock. */
const nightMs = 19 * 60 * 60_000

/** The job that deletes what is too old; one at a time for each account. */
export const planRetention = (scope: Scope, runAt: number): Statement =>
  enqueue(scope, { kind: 'retention.delete', key: `${scope.account.id} ${runAt}`, runAt })

/**
 * Deletes what the account's rules say is too old, batch by batch, and counts it. Comes again at once while there is more, and
 * every night while there is a rule.
 */
export async function deleteOld(scope: Scope): Promise<JobResult> {
  const rules = await scope.db.orm.select().from(retentionRules).where(eq(retentionRules.accountId, scope.account.id))
  let batches = 0
  let deleted = 0
  for (const { kind, days } of rules) {
    const olderThan = scope.clock() - days * dayMs
    while (batches < batchesMax) {
      batches++
      const rows = await deleteBatch(scope, kind, olderThan)
      deleted += rows
      if (rows < batchMax) break
    }
  }
  const more = batches >= batchesMax
  const next = rules.length > 0 ? [planRetention(scope, more ? scope.clock() + 1 : nextNight(scope.clock()))] : []
  // What was said in what is gone goes from the search as well.
  await scope.db.write([...next, ...(deleted > 0 ? [tidySearch(scope)] : [])])
  return 'done'
}

/** One commit: what goes, and that it went. */
async function deleteBatch(scope: Scope, kind: RetentionKind, olderThan: number): Promise<number> {
  const forget = await kinds[kind].forget(scope, olderThan, batchMax)
  if (forget.length === 0) return 0
  const written = await scope.db.write([...forget, counted(scope, kind, olderThan)])
  return written[forget.length - 1]?.changes ?? 0
}

/** Adds to the day's row how many rows the statement before it has deleted, which is what `changes()` tells. */
const counted = ({ account, clock }: Scope, kind: RetentionKind, olderThan: number): Statement =>
  statement(
    build
      .insert(retentionRuns)
      .select(
        build
          .select({
            accountId: sql<string>`${account.id}`.as('account_id'),
            kind: sql<RetentionKind>`${kind}`.as('kind'),
            day: sql<string>`${todayInJapan(clock())}`.as('day'),
            deleted: sql<number>`changes()`.as('deleted'),
            olderThan: sql<number>`${olderThan}`.as('older_than'),
            at: sql<number>`${clock()}`.as('at'),
          })
          .from(sql`(select 1)`)
          .where(sql`changes() > 0`),
      )
      .onConflictDoUpdate({
        target: [retentionRuns.accountId, retentionRuns.kind, retentionRuns.day],
        set: {
          deleted: sql`${retentionRuns.deleted} + excluded.deleted`,
          olderThan: sql`excluded.older_than`,
          at: sql`excluded.at`,
        },
      }),
  )

const nextNight = (now: number) => (Math.floor((now - nightMs) / dayMs) + 1) * dayMs + nightMs
