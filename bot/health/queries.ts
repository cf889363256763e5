import { and, count, desc, eq, gt, isNull, sql, type SQL } from 'drizzle-orm'
import { alerts, deliveries, friends, jobs, mails, webhookEvents } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { troubledDeeds } from '../rules/troubled.ts'
import { readFlow } from './flow.ts'
import { readSurroundings } from './surroundings.ts'
import { ofAccountOrWorkspace } from './settle-mail.ts'
import { waitingMenus } from './waiting-menus.ts'

/** So many of each kind are listed, the newest; all are counted. */
const listedMax = 50
/** What was not sent on purpose is shown for so long. */
const excludedMs = 7 * 24 * 60 * 60 * 1000

/**
 * All that went wrong for this account, why, and nobody has looked at yet; what was not sent on purpose within the last
 * seven days (`excluded`, which is no trouble); and whether things move at all.
 * States are written into the SQL, not bound: only so does SQLite use the small indexes of what is open or failed.
 */
export async function readHealth(scope: StaffScope) {
  const asked = performance.now()
  const [events, sends, excluded, failedMails, failedJobs, failedDeeds, open, menus, flow, surroundings] =
    await Promise.all([
      troubledEvents(scope),
      troubledDeliveries(scope),
      excludedDeliveries(scope),
      troubledMails(scope),
      troubledJobs(scope),
      troubledDeeds(scope),
      openAlerts(scope),
      waitingMenus(scope),
      readFlow(scope),
      readSurroundings(scope),
    ])
  const database = {
    home: scope.settings.DATABASE_URL.startsWith('file:') ? ('embedded' as const) : ('remote' as const),
    answeredInMs: Math.round(performance.now() - asked),
  }
  return {
    checkedAt: scope.clock(),
    events,
    deliveries: sends,
    excluded,
    mails: failedMails,
    jobs: failedJobs,
    rules: failedDeeds,
    alerts: open,
    waitingMenus: menus,
    ...flow,
    ...surroundings,
    database,
  }
}

async function troubledEvents(scope: StaffScope) {
  const { db, account } = scope
  const troubled = and(
    eq(webhookEvents.accountId, account.id),
    sql`${webhookEvents.state} in ('failed', 'quarantined')`,
    isNull(webhookEvents.settledAt),
  )
  const { id, type, uid, state, reason, attempts, occurredAt, receivedAt } = webhookEvents
  const rows = await db.reports
    .select({
      id,
      type,
      uid,
      state,
      reason,
      attempts,
      occurredAt,
      receivedAt,
      friendId: friends.id,
      displayName: friends.displayName,
    })
    .from(webhookEvents)
    .leftJoin(friends, and(eq(friends.accountId, webhookEvents.accountId), eq(friends.uid, webhookEvents.uid)))
    .where(troubled)
    .orderBy(desc(receivedAt), desc(id))
    .limit(listedMax)
  const [all] = await db.reports.select({ count: count() }).from(webhookEvents).where(troubled)
  return { rows: rows.map((row) => withName(scope, row)), count: all?.count ?? 0 }
}

const troubledDeliveries = (scope: StaffScope) =>
  listDeliveries(scope, and(sql`${deliveries.state} in ('failed', 'unknown')`, isNull(deliveries.settledAt)))

const excludedDeliveries = (scope: StaffScope) =>
  listDeliveries(
    scope,
    and(sql`${deliveries.state} = 'excluded'`, gt(deliveries.createdAt, scope.clock() - excludedMs)),
  )

async function listDeliveries(scope: StaffScope, condition: SQL | undefined) {
  const { db, account } = scope
  const wanted = and(eq(deliveries.accountId, account.id), condition)
  const { id, uid, method, purpose, state, reason, status, requestId, attempts, createdAt } = deliveries
  const rows = await db.reports
    .select({
      ...{ id, uid, method, purpose, state, reason, status, requestId, attempts, createdAt },
      friendId: friends.id,
      displayName: friends.displayName,
    })
    .from(deliveries)
    .innerJoin(friends, eq(friends.seq, deliveries.friendSeq))
    .where(wanted)
    .orderBy(desc(createdAt), desc(id))
    .limit(listedMax)
  const [all] = await db.reports.select({ count: count() }).from(deliveries).where(wanted)
  return { rows: rows.map((row) => withName(scope, row)), count: all?.count ?? 0 }
}

const withName = <T extends { displayName: string | null }>(scope: StaffScope, row: T): T => ({
  ...row,
  displayName: scope.actor.seesPersonal ? row.displayName : null,
})

/** Mails of the account, and those of the whole workspace, such as links for staff. To whom they were is not kept. */
async function troubledMails({ db, account }: StaffScope) {
  const troubled = and(ofAccountOrWorkspace(account.id), sql`${mails.state} = 'failed'`, isNull(mails.settledAt))
  const { id, purpose, reason, attempts, createdAt, finishedAt } = mails
  const rows = await db.reports
    .select({ id, purpose, reason, attempts, createdAt, finishedAt })
    .from(mails)
    .where(troubled)
    .orderBy(desc(createdAt), desc(id))
    .limit(listedMax)
  const [all] = await db.reports.select({ count: count() }).from(mails).where(troubled)
  return { rows, count: all?.count ?? 0 }
}

async function troubledJobs({ db, account }: StaffScope) {
  const troubled = and(eq(jobs.accountId, account.id), sql`${jobs.state} = 'failed'`, isNull(jobs.settledAt))
  const { id, kind, reason, attempts, createdAt, finishedAt } = jobs
  const rows = await db.reports
    .select({ id, kind, reason, attempts, createdAt, finishedAt })
    .from(jobs)
    .where(troubled)
    .orderBy(desc(finishedAt), desc(id))
    .limit(listedMax)
  const [all] = await db.reports.select({ count: count() }).from(jobs).where(troubled)
  return { rows, count: all?.count ?? 0 }
}

async function openAlerts({ db, account }: StaffScope) {
  const open = and(eq(alerts.accountId, account.id), isNull(alerts.settledAt))
  const { kind, subject, firstAt, lastAt } = alerts
  const rows = await db.reports
    .select({ kind, subject, times: alerts.count, firstAt, lastAt })
    .from(alerts)
    .where(open)
    .orderBy(desc(lastAt))
    .limit(listedMax)
  const [all] = await db.reports.select({ count: count() }).from(alerts).where(open)
  return { rows, count: all?.count ?? 0 }
}
