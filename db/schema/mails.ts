import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'

/** One mail to one address, written before it is handed over and settled after. */
export const mails = sqliteTable(
  'mails',
  {
    id: text().primaryKey(),
    accountId: text(),
    purpose: text({ enum: ['link_code', 'sign_in_link', 'invitation', 'notice'] }).notNull(),
    /** Recipient, subject and text, sealed; null once its fate is final. */
    content: text(),
    state: text({ enum: ['sending', 'waiting', 'accepted', 'failed'] }).notNull(),
    /** Why it is in that state, as a code that the dashboard words. */
    reason: text(),
    attempts: integer().notNull(),
    /** After this moment it is not sent any more: a code that has expired helps nobody. */
    deadlineAt: integer().notNull(),
    nextAttemptAt: integer(),
    createdAt: integer().notNull(),
    finishedAt: integer(),
    /** When staff said that they have seen that it failed. */
    settledAt: integer(),
  },
  (t) => [
    index('mails_open')
      .on(t.nextAttemptAt)
      .where(sql`state in ('sending', 'waiting')`),
    index('mails_trouble')
      .on(t.createdAt)
      .where(sql`state = 'failed'`),
  ],
)
