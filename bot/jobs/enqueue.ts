import { sql } from 'drizzle-orm'
import { build, template, type Statement } from '../../db/database.ts'
import { jobs } from '../../db/schema/index.ts'
import type { Scope } from '../scope.ts'

export interface NewJob {
  kind: string
  /** While an open job of this kind has the same key, no second one is added. */
  key: string
  payload?: Record<string, unknown>
  /** Milliseconds UTC; now when left out. */
  runAt?: number
}

const insertJob = template<{
  id: string
  accountId: string
  kind: string
  key: string
  payload: Record<string, unknown>
  runAt: number
  now: number
}>(
  build
    .insert(jobs)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      kind: sql.placeholder('kind'),
      key: sql.placeholder('key'),
      payload: sql.placeholder('payload'),
      state: 'open',
      runAt: sql.placeholder('runAt'),
      leasedUntil: 0,
      attempts: 0,
      createdAt: sql.placeholder('now'),
    })
    .onConflictDoNothing(),
)

/** The statement that adds a job; it commits with what it follows from, so neither is without the other. */
export function enqueue(
  scope: Pick<Scope, 'ids' | 'clock'> & { account: { id: string } },
  { kind, key, payload = {}, runAt }: NewJob,
): Statement {
  const now = scope.clock()
  return insertJob({ id: scope.ids(), accountId: scope.account.id, kind, key, payload, runAt: runAt ?? now, now })
}
