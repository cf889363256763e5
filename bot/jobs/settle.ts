import { and, eq } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { jobs } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

/** The statement by which an open job is done, because what it was kept for has come true without it. */
export const settle = (scope: Scope, { kind, key }: { kind: string; key: string }): Statement =>
  statement(
    build
      .update(jobs)
      .set({ state: 'done', finishedAt: scope.clock(), reason: null, leasedUntil: 0 })
      .where(and(eq(jobs.accountId, scope.account.id), eq(jobs.kind, kind), eq(jobs.key, key), eq(jobs.state, 'open'))),
  )
