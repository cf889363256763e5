import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'
import { friends } from './friends.ts'

/** What staff wrote for each other about a person, mostly at one submission. People never see it. */
export const notes = sqliteTable(
  'notes',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    /** The submission it was written at; null: about the person. */
    submissionId: text(),
    staffId: text().notNull(),
    body: text().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    /** Taken away, and still there for an undo. */
    removedAt: integer(),
  },
  (t) => [
    index('notes_friend').on(t.friendSeq, t.createdAt),
    index('notes_submission').on(t.submissionId, t.createdAt),
  ],
)
