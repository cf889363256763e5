import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { jobs } from '../../db/schema/index.ts'
import { loadAccount } from '../accounts/load.ts'
import type { Deps } from '../deps.ts'
import { withoutValues } from '../errors.ts'
import { scopeOf } from '../scope.ts'
import { jobKinds } from './kinds.ts'

/**
 * What a job's verb says: done, to be tried again, or failed for good; with the reason that staff will read.
 * `within`: it is never given up, and tried again after so many milliseconds at most.
 */
export type JobResult = 'done' | { again: string; within?: number } | { failed: string }

/** A process that has not finished by then is taken for dead, and another one may take the job. */
const leaseMs = 60_000
// A literal state, not a bound one: only then does SQLite see that the small partial index fits.
const isOpen = sql`${jobs.state} = 'open'`
const claimMax = 32
const attemptsMax = 8
const backoffBaseMs = 2_000
const backoffMaxMs = 60 * 60_000

type Job = typeof jobs.$inferSelect

/**
 * Takes jobs that are due, with a lease, and runs them. Several processes may do so on one database.
 * @returns how many were taken
 */
export async function runDueJobs(deps: Deps): Promise<number> {
  const now = deps.clock()
  const due = build
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(isOpen, lte(jobs.runAt, now), lte(jobs.leasedUntil, now)))
    .orderBy(asc(jobs.runAt))
    .limit(claimMax)
  const taken = await deps.db.orm
    .update(jobs)
    .set({ leasedUntil: now + leaseMs, attempts: sql`${jobs.attempts} + 1` })
    .where(and(inArray(jobs.id, due), lte(jobs.leasedUntil, now)))
    .returning()
  await Promise.all(taken.map((job) => runJob(deps, job)))
  return taken.length
}

async function runJob(deps: Deps, job: Job): Promise<void> {
  const result = await attempt(deps, job)
  const now = deps.clock()
  const outcome = settledAs(result, job, now)
  // Only while the lease is ours: a job that took too long may be somebody else's by now.
  await deps.db.write([
    statement(
      build
        .update(jobs)
        .set({ ...outcome, leasedUntil: 0 })
        .where(and(eq(jobs.id, job.id), eq(jobs.leasedUntil, job.leasedUntil))),
    ),
  ])
}

async function attempt(deps: Deps, job: Job): Promise<JobResult> {
  const account = await loadAccount(deps, job.accountId)
  const run = jobKinds[job.kind]
  if (!account) return { failed: 'The account does not exist any more' }
  if (!run) return { failed: `No verb for jobs of kind ${job.kind}` }
  try {
    return await run(scopeOf(deps, account, { kind: 'system' }), job.payload)
  } catch (error) {
    const reason = withoutValues(error)
    deps.log.error('A job failed: {kind} {id}', { kind: job.kind, id: job.id, error: reason })
    return { again: reason }
  }
}

function settledAs(result: JobResult, job: Job, now: number): Partial<Job> {
  if (result === 'done') return { state: 'done', finishedAt: now, reason: null }
  if ('failed' in result) return { state: 'failed', finishedAt: now, reason: result.failed }
  const { within } = result
  if (within === undefined && job.attempts >= attemptsMax)
    return { state: 'failed', finishedAt: now, reason: result.again }
  const wait = Math.min(within ?? backoffMaxMs, backoffBaseMs * 2 ** (job.attempts - 1))
  return { runAt: now + wait, reason: result.again }
}
