import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, real, primaryKey, uniqueIndex, index } from 'drizzle-orm/sqlite-core'
import type { Texts } from '../../bot/forms/in-language.ts'
import { accounts } from './accounts.ts'
import { customers } from './customers.ts'
import { friends } from './friends.ts'

/** What can be known about people beyond their contacts: its type and what it is called. */
export const attributeDefinitions = sqliteTable(
  'attribute_definitions',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** What rules, prefilled questions and other systems call it; it never changes. */
    key: text().notNull(),
    title: text({ mode: 'json' }).$type<Texts>().notNull(),
    /** The Japanese title as it is compared. */
    folded: text().notNull(),
    type: text({ enum: ['text', 'number', 'date', 'yes_no', 'choice', 'choices'] }).notNull(),
    /** Of a choice: its keys and what they are called. */
    options: text({ mode: 'json' }).$type<{ key: string; label: Texts }[]>().notNull(),
    /** It names a person: shown only to whoever may see personal data. */
    personal: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    /** Taken away by staff: its values are shown nowhere, and come back with it. */
    removedAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.key] }),
    uniqueIndex('attribute_definitions_title')
      .on(t.accountId, t.folded)
      .where(sql`removed_at is null`),
  ],
)

/**
 * Facts about people, only ever added: the one that holds has no end. Each carries the identity by which it was learnt, a
 * friend or an imported member; its customer follows from that.
 */
export const attributeValues = sqliteTable(
  'attribute_values',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    key: text().notNull(),
    friendSeq: integer().references(() => friends.seq),
    customerSeq: integer().references(() => customers.seq),
    /** A text, the key of a choice, `yes` or `no`, or a date as YYYY-MM-DD. */
    valueText: text(),
    valueNumber: real(),
    /** Of a date: the start of its day in UTC. */
    valueTime: integer(),
    /** Several choices, in the order of the options. */
    valueJson: text({ mode: 'json' }).$type<string[]>(),
    /** What the person, the staff or the company's file said outranks what was presumed. */
    source: text({ enum: ['declared', 'staff', 'import', 'presumed'] }).notNull(),
    submissionId: text(),
    /** Who of the staff set it. */
    staffId: text(),
    at: integer().notNull(),
    endedAt: integer(),
    /** Who of the staff cleared it; null while it holds, or when another value took its place. */
    endedBy: text(),
  },
  (t) => [
    uniqueIndex('attribute_values_friend')
      .on(t.friendSeq, t.accountId, t.key, t.source)
      .where(sql`friend_seq is not null and ended_at is null`),
    uniqueIndex('attribute_values_customer')
      .on(t.customerSeq, t.accountId, t.key, t.source)
      .where(sql`customer_seq is not null and ended_at is null`),
    // How many people have a value, of all or of one.
    index('attribute_values_key')
      .on(t.accountId, t.key, t.valueText)
      .where(sql`ended_at is null`),
    index('attribute_values_friend_history').on(t.friendSeq, t.at),
    index('attribute_values_customer_history').on(t.customerSeq, t.at),
  ],
)
