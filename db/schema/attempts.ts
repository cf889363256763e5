import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'

/** Counters of attempts at something that is guessed at, kept in the database so that all processes share them. */
export const attemptCounts = sqliteTable(
  'attempt_counts',
  {
    /** What is counted and for whom, for instance `link:person:<friend id>`; addresses and member numbers only as hashes. */
    key: text().primaryKey(),
    count: integer().notNull(),
    /** When the window began. */
    beganAt: integer().notNull(),
  },
  (t) => [index('attempt_counts_began').on(t.beganAt)],
)
