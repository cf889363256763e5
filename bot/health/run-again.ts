import { and, eq } from 'drizzle-orm'
import { build, statement } from '../../db/database.ts'
import { jobs, webhookEvents } from '../../db/schema/index.ts'
import { conflict, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { writeDeed } from '../staff/write-deed.ts'

/**
 * Puts a webhook event that was given up back into the queue. One in quarantine stays there: it must have no effect.
 * @throws conflict when it is not failed
 */
export async function runEventAgain(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(webhookEvents.accountId, scope.account.id), eq(webhookEvents.id, id))
  const [event] = await scope.db.orm.select({ state: webhookEvents.state }).from(webhookEvents).where(own)
  if (!event) throw notFound('The event')
  if (event.state !== 'failed') throw conflict('Only a failed event is run again', { reason: event.state })
  const change = build
    .update(webhookEvents)
    .set({ state: 'new', attempts: 0, leasedUntil: 0, reason: null, handledAt: null, settledAt: null })
    .where(and(own, eq(webhookEvents.state, 'failed')))
  await writeDeed(scope, statement(change), { action: 'webhook_event.run_again', subject: id })
}

/**
 * Opens a job that was given up again, to run now.
 * @throws conflict when it is not failed, or when the same work stands open already
 */
export async function runJobAgain(scope: StaffScope, id: string): Promise<void> {
  const own = and(eq(jobs.accountId, scope.account.id), eq(jobs.id, id))
  const [job] = await scope.db.orm.select({ state: jobs.state }).from(jobs).where(own)
  if (!job) throw notFound('The job')
  if (job.state !== 'failed') throw conflict('Only a failed job is run again', { reason: job.state })
  const change = build
    .update(jobs)
    .set({
      state: 'open',
      attempts: 0,
      leasedUntil: 0,
      runAt: scope.clock(),
      reason: null,
      finishedAt: null,
      settledAt: null,
    })
    .where(and(own, eq(jobs.state, 'failed')))
  await writeDeed(scope, statement(change), { action: 'job.run_again', subject: id })
}
