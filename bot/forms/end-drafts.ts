import { and, inArray, lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { accounts, submissions } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { countAllCancelled } from './count-answers.ts'

/** So long after its last touch a draft is given up. */
const draftKeptMs = 30 * 24 * 60 * 60_000
const endedMax = 500

/** When a draft ends unless its person comes back before. */
export const draftEndsAt = ({ updatedAt }: { updatedAt: number }): number => updatedAt + draftKeptMs

/**
 * Cancels drafts that nobody has touched for thirty days, a few at a time; their answers stay, so that staff see where
 * people leave. The accounts are named so that SQLite finds them by account and time.
 */
export async function endOldDrafts(deps: Deps): Promise<void> {
  const old = build
    .select({ id: submissions.id })
    .from(submissions)
    .where(
      and(
        inArray(submissions.accountId, build.select({ id: accounts.id }).from(accounts)),
        sql`${submissions.state} = 'draft'`,
        lte(submissions.updatedAt, deps.clock() - draftKeptMs),
      ),
    )
    .limit(endedMax)
  await deps.db.write([
    // Before their state changes: afterwards they could not be told from others.
    countAllCancelled(sql`s.id in ${old}`),
    statement(
      build
        .update(submissions)
        .set({ state: 'cancelled', revision: sql`${submissions.revision} + 1`, updatedAt: deps.clock() })
        .where(and(inArray(submissions.id, old), sql`${submissions.state} = 'draft'`)),
    ),
  ])
}
