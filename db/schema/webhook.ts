import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'

/** LINE's events, each stored once under its own ID before the 200. Handled rows are kept for 30 days. */
export const webhookEvents = sqliteTable(
  'webhook_events',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    /** Of the person who caused it; null for events without a person (some group events, module events). */
    uid: text(),
    type: text().notNull(),
    /** The bot that LINE meant, as the body says. */
    destination: text(),
    /** Of the message in it, so that `unsend` can take its content back. */
    messageId: text(),
    occurredAt: integer().notNull(),
    receivedAt: integer().notNull(),
    /** `failed`: given up after several attempts; `quarantined`: must have no effect. Both are shown to staff. */
    state: text({ enum: ['new', 'done', 'failed', 'quarantined'] }).notNull(),
    reason: text(),
    attempts: integer().notNull(),
    /** How often LINE delivered it: 1, and one more for each duplicate and redelivery. */
    arrivals: integer().notNull(),
    /** While in the future, the process that took the event is at work on it. */
    leasedUntil: integer().notNull(),
    handledAt: integer(),
    /** When staff said that they have seen that it failed or is in quarantine. */
    settledAt: integer(),
    payload: text().notNull(),
  },
  (t) => [
    // Only the open ones, so that the index stays tiny.
    index('webhook_events_open')
      .on(t.receivedAt)
      .where(sql`state = 'new'`),
    index('webhook_events_trouble')
      .on(t.accountId, t.receivedAt)
      .where(sql`state in ('failed', 'quarantined')`),
    index('webhook_events_handled')
      .on(t.handledAt)
      .where(sql`state = 'done'`),
    index('webhook_events_message')
      .on(t.messageId)
      .where(sql`message_id is not null`),
  ],
)
