import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'
import { friends } from './friends.ts'

/** What a person agreed to or withdrew, as facts that are only ever added; the newest of a purpose holds. */
export const consents = sqliteTable(
  'consents',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    /** `link`: the tie to the member; `messages`: being written to; `form:<form key>:<question key>`: a consent question. */
    purpose: text().notNull(),
    act: text({ enum: ['given', 'withdrawn'] }).notNull(),
    /** Of the text that was agreed to. */
    version: text().notNull(),
    /** The text as it was shown, in the language in which it was. */
    text: text().notNull(),
    language: text({ enum: ['ja', 'en'] }).notNull(),
    /** Where it was said; `staff`: staff ended what it was for. */
    mouth: text({ enum: ['liff', 'chat', 'staff'] }).notNull(),
    at: integer().notNull(),
  },
  (t) => [index('consents_friend').on(t.friendSeq, t.purpose, t.at)],
)
