import { sqliteTable, text, integer, primaryKey } from 'drizzle-orm/sqlite-core'
import type { MenuRef } from '../../bot/rich-menus/contract.ts'
import type { MenuDefinition } from '../../bot/rich-menus/edit-contract.ts'
import { accounts } from './accounts.ts'

/** The rich menus of an account as they stand at LINE. One row a key; LINE's menus cannot be changed, only replaced. */
export const richMenus = sqliteTable(
  'rich_menus',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** `guest` (the default one, for people who are not linked) or `member`; of a menu that another tool made, LINE's id. */
    key: text().$type<MenuRef>().notNull(),
    /** Empty for a menu that we did not make. SHA-256 of its definition and picture: another one is another menu. */
    fingerprint: text().notNull(),
    /** LINE's `richMenuId`. */
    lineId: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] })],
)

/** A menu while staff change it; gone as soon as it is published or given up. */
export const richMenuDrafts = sqliteTable(
  'rich_menu_drafts',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    key: text({ enum: ['guest', 'member'] }).notNull(),
    /** As far as it is written: it may not be fit for publishing yet. */
    definition: text({ mode: 'json' }).$type<MenuDefinition>().notNull(),
    /** Another picture, in the file store under this id; null: the one that stands at LINE. */
    pictureId: text(),
    /** Counts every change, so that two editors notice each other. */
    revision: integer().notNull(),
    updatedBy: text().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] })],
)
