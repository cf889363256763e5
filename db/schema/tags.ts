import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, uniqueIndex, index } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { customers } from './customers.ts'
import { friends } from './friends.ts'

/** A short label without a value. */
export const tags = sqliteTable(
  'tags',
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    name: text().notNull(),
    /** What is compared: NFKC, case folded, without spaces. */
    folded: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [uniqueIndex('tags_name').on(t.accountId, t.folded)],
)

/**
 * Who has a tag: the identity that it was given to, a friend or an imported member. A customer has the tags of their
 * identities, so that linking and unlinking move nothing.
 */
export const customerTags = sqliteTable(
  'customer_tags',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    tagId: text()
      .notNull()
      .references(() => tags.id),
    friendSeq: integer().references(() => friends.seq),
    customerSeq: integer().references(() => customers.seq),
    source: text({ enum: ['staff', 'rule', 'import'] }).notNull(),
    /** The submission whose rule gave it. */
    submissionId: text(),
    at: integer().notNull(),
  },
  (t) => [
    uniqueIndex('customer_tags_friend')
      .on(t.friendSeq, t.tagId)
      .where(sql`friend_seq is not null`),
    uniqueIndex('customer_tags_customer')
      .on(t.customerSeq, t.tagId)
      .where(sql`customer_seq is not null`),
    index('customer_tags_tag').on(t.tagId, t.friendSeq),
  ],
)
