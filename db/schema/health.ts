import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index, primaryKey } from 'drizzle-orm/sqlite-core'

/** What somebody should look at and no other row tells: one row a subject, counted, until staff settle it. */
export const alerts = sqliteTable(
  'alerts',
  {
    accountId: text().notNull(),
    kind: text({
      enum: [
        'webhook_refused',
        'id_token_reused',
        'line_unreachable',
        'link_guessing',
        'api_refused',
        'endpoint_disabled',
      ],
    }).notNull(),
    /** What it is about: a friend's public id, a reason. */
    subject: text().notNull(),
    count: integer().notNull(),
    firstAt: integer().notNull(),
    lastAt: integer().notNull(),
    settledAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.subject] }),
    index('alerts_open')
      .on(t.accountId, t.lastAt)
      .where(sql`settled_at is null`),
  ],
)
