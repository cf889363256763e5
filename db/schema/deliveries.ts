import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'
import { friends } from './friends.ts'

/** One attempt to bring one message to one friend, written before the call and settled after it. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    uid: text().notNull(),
    method: text({ enum: ['reply', 'push'] }).notNull(),
    /** What it was sent for. */
    purpose: text({ enum: ['greeting', 'survey', 'talk', 'confirmation', 'follow_up', 'rule', 'slot'] }).notNull(),
    /** UUID of `X-Line-Retry-Key`, the same on every attempt; null for a reply, which takes none. */
    retryKey: text(),
    /** The frozen request body (with the reply token inside), sealed; null once the outcome is final. */
    body: text(),
    state: text({
      enum: ['calling', 'waiting', 'accepted', 'failed', 'unknown', 'excluded'],
    }).notNull(),
    /** Why it is in that state, as a code that the dashboard words. */
    reason: text(),
    attempts: integer().notNull(),
    firstCalledAt: integer(),
    /** After this moment it is not called any more: a minute for a reply, 23 hours for a push. */
    deadlineAt: integer().notNull(),
    /** When it may be called again; while a call is under way, when its process is taken for dead. */
    nextAttemptAt: integer(),
    status: integer(),
    /** LINE's own words about why it did not take it, for people to read; nothing is decided by them. */
    answer: text(),
    requestId: text(),
    createdAt: integer().notNull(),
    finishedAt: integer(),
    /** When staff said that they have seen that it failed or is unknown. */
    settledAt: integer(),
  },
  (t) => [
    index('deliveries_friend').on(t.friendSeq, t.createdAt),
    index('deliveries_open')
      .on(t.nextAttemptAt)
      .where(sql`state in ('calling', 'waiting')`),
    index('deliveries_excluded')
      .on(t.accountId, t.createdAt)
      .where(sql`state = 'excluded'`),
    index('deliveries_trouble')
      .on(t.accountId, t.createdAt)
      .where(sql`state in ('failed', 'unknown')`),
  ],
)
