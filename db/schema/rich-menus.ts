import { sqliteTable, text, integer, primaryKey } from 'drizzle-orm/sqlite-core'
import type { MenuArea } from '../../bot/rich-menus/contract.ts'
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

/** How the menus of an account are to look, as staff made them or as they were found at LINE. */
export const richMenuDesigns = sqliteTable(
  'rich_menu_designs',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    key: text({ enum: ['guest', 'member'] }).notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    chatBarText: text().notNull(),
    areas: text({ mode: 'json' }).$type<MenuArea[]>().notNull(),
    pictureType: text({ enum: ['image/png', 'image/jpeg'] }).notNull(),
    /** In base64: at most 1 MB, and Workers without a bucket keep it as well. */
    picture: text().notNull(),
    /** SHA-256 of all of that: the menu at LINE that has it is this one. */
    fingerprint: text().notNull(),
    /** Counts every change, so that two editors notice each other. */
    revision: integer().notNull(),
    /** Null: nobody has changed what was found at LINE. */
    updatedBy: text(),
    updatedAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] })],
)
