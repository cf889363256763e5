import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'

/**
 * Whose data was erased: a keyed hash of the UID or member number, which tells nobody who it was, and finds the same person
 * again when an older backup comes back.
 */
export const erasures = sqliteTable(
  'erasures',
  {
    id: text().primaryKey(),
    accountId: text(),
    kind: text({ enum: ['friend', 'member'] }).notNull(),
    /** HMAC-SHA256 under MUSUBI_SECRET, hex. */
    subjectHash: text().notNull(),
    /** Rows by table. */
    counts: text({ mode: 'json' }).$type<Record<string, number>>().notNull(),
    staffId: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('erasures_subject').on(t.subjectHash)],
)
