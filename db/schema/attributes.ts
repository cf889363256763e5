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
    key: text().notNull(),
    title: text({ mode: 'json' }).$type<Texts>().notNull(),
    type: text({ enum: ['text', 'number', 'date', 'yes_no', 'choice', 'choices'] }).notNull(),
    /** Of a choice: its keys and what they are called. */
    options: text({ mode: 'json' }).$type<{ key: string; label: Texts }[]>().notNull(),
    /** It names a person: shown only to whoever may see personal data. */
    personal: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] })],
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
    valueText: text(),
    valueNumber: real(),
    /** Of a date: the start of its day in UTC. */
    valueTime: integer(),
    /** Several choices. */
    valueJson: text({ mode: 'json' }).$type<string[]>(),
    /** What the person said themselves outranks what was set or presumed. */
    source: text({ enum: ['declared', 'staff', 'import', 'presumed'] }).notNull(),
    submissionId: text(),
    at: integer().notNull(),
    endedAt: integer(),
  },
  (t) => [
    uniqueIndex('attribute_values_friend')
      .on(t.friendSeq, t.accountId, t.key, t.source)
      .where(sql`friend_seq is not null and ended_at is null`),
    uniqueIndex('attribute_values_customer')
      .on(t.customerSeq, t.accountId, t.key, t.source)
      .where(sql`customer_seq is not null and ended_at is null`),
    index('attribute_values_key')
      .on(t.accountId, t.key, t.valueText)
      .where(sql`ended_at is null`),
    index('attribute_values_history').on(t.friendSeq, t.at),
  ],
)
