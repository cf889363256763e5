import { sqliteTable, text, integer, real, index } from 'drizzle-orm/sqlite-core'
import { friends } from './friends.ts'

/** Something that happened to a customer (行動). Only ever added; the customer is that of the identity by which it was learnt. */
export const events = sqliteTable(
  'events',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    accountId: text().notNull(),
    /** For instance `identity.linked`. */
    name: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    at: integer().notNull(),
    properties: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    value: real(),
  },
  (t) => [index('events_friend').on(t.friendSeq, t.at), index('events_name').on(t.accountId, t.name, t.at)],
)
