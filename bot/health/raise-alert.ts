import { sql } from 'drizzle-orm'
import { build, template } from '../../db/database.ts'
import { alerts } from '../../db/schema/index.ts'

/** The statement that adds to an alert's count; one that staff had settled begins anew. */
export const raiseAlert = template<{
  accountId: string
  kind: 'webhook_refused' | 'line_unreachable' | 'link_guessing' | 'api_refused' | 'endpoint_disabled'
  subject: string
  count: number
  now: number
}>(
  build
    .insert(alerts)
    .values({
      accountId: sql.placeholder('accountId'),
      kind: sql.placeholder('kind'),
      subject: sql.placeholder('subject'),
      count: sql.placeholder('count'),
      firstAt: sql.placeholder('now'),
      lastAt: sql.placeholder('now'),
    })
    .onConflictDoUpdate({
      target: [alerts.accountId, alerts.kind, alerts.subject],
      set: {
        count: sql`case when ${alerts.settledAt} is null then ${alerts.count} + excluded.count else excluded.count end`,
        firstAt: sql`case when ${alerts.settledAt} is null then ${alerts.firstAt} else excluded.first_at end`,
        lastAt: sql`excluded.last_at`,
        settledAt: null,
      },
    }),
)
