import { sqliteTable, text, integer, primaryKey } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'

/** The rich menus of an account as they stand at LINE. One row a key; LINE's menus cannot be changed, only replaced. */
export const richMenus = sqliteTable(
  'rich_menus',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** `guest` (the default one, for people who are not linked) or `member`. */
    key: text({ enum: ['guest', 'member'] }).notNull(),
    /** SHA-256 of its definition and picture: another one is another menu. */
    fingerprint: text().notNull(),
    /** LINE's `richMenuId`. */
    lineId: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] })],
)
