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
    /** Taken away by staff: nobody is shown with it or found by it, and bringing it back brings its people back. */
    removedAt: integer(),
  },
  (t) => [
    uniqueIndex('tags_name')
      .on(t.accountId, t.folded)
      .where(sql`removed_at is null`),
  ],
)

/**
 * Who has or had a tag: the identity that it was given to, a friend or an imported member. A customer has the tags of
 * their identities, so that linking and unlinking move nothing. Rows are only ever added and ended.
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
    /** Who of the staff gave it. */
    staffId: text(),
    at: integer().notNull(),
    endedAt: integer(),
    /** Who of the staff took it; null when a rule did. */
    endedBy: text(),
  },
  (t) => [
    uniqueIndex('customer_tags_friend')
      .on(t.friendSeq, t.tagId)
      .where(sql`friend_seq is not null and ended_at is null`),
    uniqueIndex('customer_tags_customer')
      .on(t.customerSeq, t.tagId)
      .where(sql`customer_seq is not null and ended_at is null`),
    // Who has a tag, the newest friend first, and how many; a list reads no rows.
    index('customer_tags_tag')
      .on(t.tagId, t.friendSeq)
      .where(sql`ended_at is null`),
    index('customer_tags_tag_members')
      .on(t.tagId, t.customerSeq)
      .where(sql`customer_seq is not null and ended_at is null`),
    index('customer_tags_friend_history').on(t.friendSeq, t.at),
    index('customer_tags_customer_history').on(t.customerSeq, t.at),
  ],
)
