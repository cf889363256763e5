import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Work to do later. Claimed with a lease, so that several processes share it and a dead one loses nothing. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    kind: text().notNull(),
    /** While an open job has this key, a second one is not added. */
    key: text().notNull(),
    payload: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    state: text({ enum: ['open', 'done', 'failed'] }).notNull(),
    runAt: integer().notNull(),
    leasedUntil: integer().notNull(),
    attempts: integer().notNull(),
    reason: text(),
    createdAt: integer().notNull(),
    finishedAt: integer(),
    /** When staff said that they have seen that it failed. */
    settledAt: integer(),
  },
  (t) => [
    uniqueIndex('jobs_open_key')
      .on(t.kind, t.key)
      .where(sql`state = 'open'`),
    index('jobs_due')
      .on(t.runAt)
      .where(sql`state = 'open'`),
    index('jobs_fresh')
      .on(t.runAt)
      .where(sql`state = 'open' and attempts = 0`),
    index('jobs_done')
      .on(t.finishedAt)
      .where(sql`state = 'done'`),
    index('jobs_trouble')
      .on(t.accountId, t.finishedAt)
      .where(sql`state = 'failed'`),
  ],
)
