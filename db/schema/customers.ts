import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The one person behind friends, e-mail addresses and web visitors. Belongs to the workspace (this database),
 * not to an account: the same person may be a friend of several accounts.
 */
export const customers = sqliteTable(
  'customers',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    /** The company's own key; a customer with one is a member. */
    memberId: text().unique(),
    attributes: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [
    // Members stand among the anonymous customers of a million friends.
    index('customers_members')
      .on(t.seq)
      .where(sql`member_id is not null`),
    // Members are found however their number is written: `storedKey` in `bot/customers/find-member.ts` is this expression.
    index('customers_member_key').on(
      sql`upper(replace(replace(replace(replace(replace(${t.memberId}, '-', ''), ' ', ''), '.', ''), '_', ''), '/', ''))`,
    ),
  ],
)

/**
 * Direct identifiers of customers; nowhere else but in answers to personal questions. Read and written by
 * `bot/customers/contacts.ts` alone, so that encryption can come there later.
 */
export const customerContacts = sqliteTable(
  'customer_contacts',
  {
    id: text().primaryKey(),
    customerSeq: integer()
      .notNull()
      .references(() => customers.seq),
    kind: text({ enum: ['name', 'kana', 'email', 'phone', 'birthday', 'postcode', 'address'] }).notNull(),
    /** As given. */
    value: text().notNull(),
    /** What is compared: NFKC and case folded, E.164, ISO date, seven digits. */
    normalised: text().notNull(),
    source: text({ enum: ['import', 'registration', 'staff'] }).notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('customer_contacts_kind').on(t.customerSeq, t.kind),
    index('customer_contacts_value').on(t.kind, t.normalised),
  ],
)

/** What a member proves themselves with: the hash of a PIN or password, as the company's file had it or as we made it. */
export const memberCredentials = sqliteTable('member_credentials', {
  customerSeq: integer()
    .primaryKey()
    .references(() => customers.seq),
  /** In its own format: `$2b$…` (bcrypt) or `pbkdf2_sha256$rounds$salt$hash`. */
  hash: text().notNull(),
  updatedAt: integer().notNull(),
})

/** Each import of members, as it was reported; the lines themselves are not kept. */
export const memberImports = sqliteTable(
  'member_imports',
  {
    id: text().primaryKey(),
    fileName: text().notNull(),
    /** `staff:<id>` or `command`. */
    by: text().notNull(),
    added: integer().notNull(),
    changed: integer().notNull(),
    unchanged: integer().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('member_imports_at').on(t.at)],
)
