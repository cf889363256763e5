import { and, eq, lte, sql, type SQL } from 'drizzle-orm'
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
const claimMax = 32
/**
 * A run goes on while more is due, for so long and so often; then it asks for another one. Workers count the calls of an
 * invocation (1,000), and a job makes about five.
 */
const runMs = 20_000
const claimsMax = 5
const attemptsMax = 8
const backoffBaseMs = 2_000
const backoffMaxMs = 60 * 60_000

type Job = typeof jobs.$inferSelect

/**
 * Takes jobs that are due, with a lease, and runs them. Several processes may do so on one database. Goes on while there
 * are more, and when there are too many for one run it says so by `kick`.
 * @returns how many were taken
 */
export async function runDueJobs(deps: Deps): Promise<number> {
  const began = deps.clock()
  let ran = 0
  for (let claims = 1; ; claims++) {
    const taken = await claimJobs(deps)
    await Promise.all(taken.map((job) => runJob(deps, job)))
    ran += taken.length
    if (taken.length < claimMax) return ran
    if (claims < claimsMax && deps.clock() - began < runMs) continue
    deps.kick()
    return ran
  }
}

function claimJobs({ db, clock }: Deps): Promise<Job[]> {
  const now = clock()
  // Literal states, not bound ones: only then does SQLite see that the small partial indexes fit.
  const firstDue = (which: SQL) => sql`select * from (
    select ${jobs.id}, ${jobs.attempts} from ${jobs}
    where state = 'open' and ${which} and ${jobs.runAt} <= ${now} and ${jobs.leasedUntil} <= ${now}
    order by ${jobs.runAt} limit ${claimMax})`
  // What was not tried yet goes first: any number of jobs that LINE does not take for hours hold up nothing else.
  const due = sql`select id from (${firstDue(sql`attempts = 0`)} union all ${firstDue(sql`attempts > 0`)})
    order by attempts = 0 desc limit ${claimMax}`
  return db.orm
    .update(jobs)
    .set({ leasedUntil: now + leaseMs, attempts: sql`${jobs.attempts} + 1` })
    .where(and(sql`${jobs.id} in (${due})`, lte(jobs.leasedUntil, now)))
    .returning()
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
