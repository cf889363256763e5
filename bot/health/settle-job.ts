import { and, eq, isNull } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { jobs } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

/**
 * Marks a job that was given up as looked at; it may still be run again.
 * @throws conflict when there is nothing to settle
 */
export async function settleJob(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(jobs.accountId, scope.account.id), eq(jobs.id, id))
  const [found] = await scope.db.orm.select({ state: jobs.state, settledAt: jobs.settledAt }).from(jobs).where(own)
  if (!found) throw notFound('The job')
  if (found.state !== 'failed') throw conflict('There is nothing to settle', { reason: found.state })
  if (found.settledAt !== null) return
  const change = build
    .update(jobs)
    .set({ settledAt: scope.clock() })
    .where(and(own, eq(jobs.state, 'failed'), isNull(jobs.settledAt)))
  await writeDeed(scope, statement(change), { action: 'job.settled', subject: id })
}
