import { sqliteTable, text, integer, index } from 'drizzle-orm/sqlite-core'
import { friends } from './friends.ts'

/** A photo or file that a person gave as (part of) an answer. The bytes are in the file store under `id`. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    submissionId: text().notNull(),
    questionKey: text().notNull(),
    /** As found in the content, never as claimed. */
    contentType: text({ enum: ['image/jpeg', 'image/png', 'application/pdf'] }).notNull(),
    /** For people only: never a path. */
    fileName: text().notNull(),
    bytes: integer().notNull(),
    width: integer(),
    height: integer(),
    createdAt: integer().notNull(),
  },
  (t) => [
    index('uploads_submission').on(t.submissionId, t.questionKey),
    index('uploads_friend').on(t.friendSeq, t.createdAt),
  ],
)
