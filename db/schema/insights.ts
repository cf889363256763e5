import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index, primaryKey } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'

/**
 * What happened in an account on one closed day of Japan's calendar, and how it stood at that day's end; counted from the
 * facts, and counted again when one of them came late (`bot/insights/figures.ts` says what each figure is).
 */
export const accountDays = sqliteTable(
  'account_days',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** `2026-11-21` */
    day: text().notNull(),
    followed: integer().notNull().default(0),
    blocked: integer().notNull().default(0),
    returned: integer().notNull().default(0),
    linked: integer().notNull().default(0),
    unlinked: integer().notNull().default(0),
    everFollowed: integer().notNull().default(0),
    effective: integer().notNull().default(0),
    linkedEffective: integer().notNull().default(0),
    /** How often a fact of this day, or of one before it, came late. */
    marks: integer().notNull().default(0),
    /** What `marks` was when the figures were counted; another number means that they are to be counted again. */
    countedAtMark: integer().notNull().default(-1),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.day] }),
    index('account_days_stale')
      .on(t.accountId, t.day)
      .where(sql`marks <> counted_at_mark`),
  ],
)

/** What is known of the friends who follow an account now, counted from time to time because it touches every one of them. */
export const accountKnowledge = sqliteTable('account_knowledge', {
  accountId: text()
    .primaryKey()
    .references(() => accounts.id),
  following: integer().notNull(),
  named: integer().notNull(),
  linked: integer().notNull(),
  answered: integer().notNull(),
  reachable: integer().notNull(),
  countedAt: integer().notNull(),
})
