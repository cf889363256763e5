import { sqliteTable, text, integer } from 'drizzle-orm/sqlite-core'

/**
 * The one person behind friends, e-mail addresses and web visitors. Belongs to the workspace (this database),
 * not to an account: the same person may be a friend of several accounts.
 */
export const customers = sqliteTable('customers', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  /** The company's own key; a customer with one is a member. */
  memberId: text().unique(),
  attributes: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  createdAt: integer().notNull(),
})
