import { and, count, desc, eq, lte, sql } from 'drizzle-orm'
import { deliveries, jobs, mails, webhookEvents } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { ofAccountOrWorkspace } from './settle-mail.ts'

/** How many wait, and since when the oldest of them does (milliseconds UTC); null when none does. */
export interface Queue {
  count: number
  oldestAt: number | null
}

/**
 * Whether things move: the newest webhook, and what waits of events, of jobs that are due, and of what is to be sent.
 * Read state by state, because each state has a small index of its own and the tables are large.
 */
export async function readFlow(scope: StaffScope) {
  const [lastWebhookAt, waitingEvents, dueJobs, openDeliveries, openMails] = await Promise.all([
    lastWebhook(scope),
    waiting(scope),
    due(scope),
    unsent(scope),
    unmailed(scope),
  ])
  return { lastWebhookAt, waitingEvents, dueJobs, openDeliveries, openMails }
}

async function lastWebhook({ db, account }: StaffScope): Promise<number | null> {
  const own = eq(webhookEvents.accountId, account.id)
  const [handled] = await db.reports
    .select({ at: webhookEvents.receivedAt })
    .from(webhookEvents)
    .where(and(own, sql`state = 'done'`))
    .orderBy(desc(webhookEvents.handledAt))
    .limit(1)
  const newest = (state: string) =>
    db.reports
      .select({ at: sql<number | null>`max(received_at)` })
      .from(webhookEvents)
      .where(and(own, sql.raw(state)))
      .get()
  const [open, troubled] = await Promise.all([newest("state = 'new'"), newest("state in ('failed', 'quarantined')")])
  return Math.max(handled?.at ?? 0, open?.at ?? 0, troubled?.at ?? 0) || null
}

const queue = { count: count(), oldestAt: sql<number | null>`null` }
const nothing: Queue = { count: 0, oldestAt: null }

async function waiting({ db, account }: StaffScope): Promise<Queue> {
  const found = await db.reports
    .select({ ...queue, oldestAt: sql<number | null>`min(received_at)` })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.accountId, account.id), sql`state = 'new'`))
    .get()
  return found ?? nothing
}

async function due({ db, account, clock }: StaffScope): Promise<Queue> {
  const found = await db.reports
    .select({ ...queue, oldestAt: sql<number | null>`min(run_at)` })
    .from(jobs)
    .where(and(eq(jobs.accountId, account.id), sql`state = 'open'`, lte(jobs.runAt, clock())))
    .get()
  return found ?? nothing
}

async function unsent({ db, account }: StaffScope): Promise<Queue> {
  const found = await db.reports
    .select({ ...queue, oldestAt: sql<number | null>`min(created_at)` })
    .from(deliveries)
    .where(and(eq(deliveries.accountId, account.id), sql`state in ('calling', 'waiting')`))
    .get()
  return found ?? nothing
}

async function unmailed({ db, account }: StaffScope): Promise<Queue> {
  const found = await db.reports
    .select({ ...queue, oldestAt: sql<number | null>`min(created_at)` })
    .from(mails)
    .where(and(ofAccountOrWorkspace(account.id), sql`state in ('sending', 'waiting')`))
    .get()
  return found ?? nothing
}
