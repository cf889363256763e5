import { sqliteTable, text, integer } from 'drizzle-orm/sqlite-core'
import { friends } from './friends.ts'

/** Where a friend is in a chat survey. One row a friend; kept after the end, so that late taps are understood. */
export const conversations = sqliteTable('conversations', {
  friendSeq: integer()
    .primaryKey()
    .references(() => friends.seq),
  accountId: text().notNull(),
  state: text({ enum: ['idle', 'asking'] }).notNull(),
  /** The run: the submission being filled in, or the last one that was. */
  submissionId: text(),
  questionKey: text(),
  /** Options ticked so far of a multiple choice, before they are confirmed. */
  ticked: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** How often the current question was not understood in a row. */
  misunderstood: integer().notNull(),
  /** The delivery that carried the current question: when it did not arrive, the question is asked again. */
  askedBy: text(),
  /** The last button that was tapped, so that a double tap counts once. */
  lastTap: text(),
  /** LINE's time of the event that made the last turn: a text from before it was meant for another question. */
  saidAt: integer().notNull(),
  revision: integer().notNull(),
  updatedAt: integer().notNull(),
})
