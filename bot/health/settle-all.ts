import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { alerts, deliveries, jobs, mails, webhookEvents } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { settleDeeds } from '../rules/troubled.ts'
import { auditStatement } from '../staff/audit.ts'
import { ofAccountOrWorkspace } from './settle-mail.ts'
import type { Section } from './staff-contract.ts'

/**
 * Marks everything of one section as looked at, as far as it stood there when the page was read: what came in since then
 * nobody has seen.
 * @param until milliseconds UTC, `checkedAt` of the page
 * @returns how many were settled
 */
export async function settleAll(
  scope: StaffScope,
  { section, until }: { section: Section; until: number },
): Promise<number> {
  const [settled] = await scope.db.write([
    settlements[section](scope, until),
    auditStatement(scope, 'health.settled', section, { until }),
  ])
  return settled?.changes ?? 0
}

// States are written into the SQL, not bound: only so does SQLite use the small indexes of what is in trouble.
const settlements: Record<Section, (scope: StaffScope, until: number) => Statement> = {
  alerts: ({ account, clock }, until) =>
    statement(
      build
        .update(alerts)
        .set({ settledAt: clock() })
        .where(and(eq(alerts.accountId, account.id), isNull(alerts.settledAt), lte(alerts.lastAt, until))),
    ),
  events: ({ account, clock }, until) =>
    statement(
      build
        .update(webhookEvents)
        .set({ settledAt: clock() })
        .where(
          and(
            eq(webhookEvents.accountId, account.id),
            sql`${webhookEvents.state} in ('failed', 'quarantined')`,
            isNull(webhookEvents.settledAt),
            lte(webhookEvents.receivedAt, until),
          ),
        ),
    ),
  deliveries: ({ account, clock }, until) =>
    statement(
      build
        .update(deliveries)
        .set({ settledAt: clock() })
        .where(
          and(
            eq(deliveries.accountId, account.id),
            sql`${deliveries.state} in ('failed', 'unknown')`,
            isNull(deliveries.settledAt),
            lte(deliveries.finishedAt, until),
          ),
        ),
    ),
  mails: ({ account, clock }, until) =>
    statement(
      build
        .update(mails)
        .set({ settledAt: clock() })
        .where(
          and(
            ofAccountOrWorkspace(account.id),
            sql`${mails.state} = 'failed'`,
            isNull(mails.settledAt),
            lte(mails.finishedAt, until),
          ),
        ),
    ),
  rules: settleDeeds,
  jobs: ({ account, clock }, until) =>
    statement(
      build
        .update(jobs)
        .set({ settledAt: clock() })
        .where(
          and(
            eq(jobs.accountId, account.id),
            sql`${jobs.state} = 'failed'`,
            isNull(jobs.settledAt),
            lte(jobs.finishedAt, until),
          ),
        ),
    ),
}
