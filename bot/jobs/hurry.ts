import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { jobs } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

const hurryJob = template<{ kind: string; key: string; accountId: string; now: number }>(
  build
    .update(jobs)
    .set({ runAt: sql`${sql.placeholder('now')}`, leasedUntil: 0, attempts: 0 })
    .where(
      sql`${jobs.state} = 'open' and ${jobs.kind} = ${sql.placeholder('kind')} and ${jobs.key} = ${sql.placeholder('key')}
        and ${jobs.accountId} = ${sql.placeholder('accountId')}`,
    ),
)

/**
 * The statement by which an open job is due at once, as if it were new. One that is under way loses its lease and is
 * run once more, because it may have read what has just changed.
 */
export const hurry = (scope: Scope, { kind, key }: { kind: string; key: string }): Statement =>
  hurryJob({ kind, key, accountId: scope.account.id, now: scope.clock() })
