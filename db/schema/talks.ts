import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { friends } from './friends.ts'

/** What staff have to do with a friend's talk. One row a friend who ever wrote; the chat survey's place is in `conversations`. */
export const talks = sqliteTable(
  'talks',
  {
    friendSeq: integer()
      .primaryKey()
      .references(() => friends.seq),
    accountId: text().notNull(),
    /** `open`: somebody should answer; `done`: nobody needs to. */
    state: text({ enum: ['open', 'done'] }).notNull(),
    assigneeId: text(),
    /** Messages of the person that no member of staff has seen yet. */
    unread: integer().notNull(),
    /** The newest message of either side. */
    lastMessageId: text(),
    lastAt: integer().notNull(),
    /** When staff, who speak themselves, last did so: a running survey waits (`hold.ts`); null: the bot answers. */
    heldAt: integer(),
    heldBy: text(),
    /** Put off until then: not among the open ones before, unless the person writes again. */
    snoozedUntil: integer(),
    /** When staff handed back last: what the survey had asked before is asked again before a text counts as its answer. */
    handedBackAt: integer(),
    /** The newest reply token that nobody has used, sealed, and until when an answer by it costs nothing. */
    replyToken: text(),
    replyUntil: integer(),
    revision: integer().notNull(),
    /** For staff who look on: any change of this row. */
    updatedAt: integer().notNull(),
  },
  (t) => [
    index('talks_account').on(t.accountId, t.lastAt, t.friendSeq),
    index('talks_open')
      .on(t.accountId, t.lastAt, t.friendSeq)
      .where(sql`state = 'open'`),
    index('talks_done')
      .on(t.accountId, t.lastAt, t.friendSeq)
      .where(sql`state = 'done'`),
    index('talks_assignee').on(t.accountId, t.assigneeId, t.lastAt, t.friendSeq),
    index('talks_unread')
      .on(t.accountId)
      .where(sql`unread > 0`),
    index('talks_changed').on(t.accountId, t.updatedAt),
    index('talks_snoozed')
      .on(t.accountId, t.snoozedUntil)
      .where(sql`snoozed_until is not null`),
  ],
)

/**
 * What was said outside of forms, by the person and by staff. What a survey took as an answer is in `answers`, and not here
 * a second time.
 */
export const talkMessages = sqliteTable(
  'talk_messages',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    side: text({ enum: ['friend', 'staff'] }).notNull(),
    kind: text({ enum: ['text', 'image', 'video', 'audio', 'file', 'sticker', 'location', 'other'] }).notNull(),
    text: text(),
    /** What is known of what is no text: file name, package and sticker, place … */
    detail: text({ mode: 'json' }).$type<Record<string, string | number>>(),
    /** LINE's id of the message, by which it is taken back. */
    lineMessageId: text(),
    webhookEventId: text(),
    /** Where the bytes are in the file store, once they were fetched from LINE; always the message's own id. */
    fileId: text(),
    contentType: text(),
    /** `waiting`: still to be fetched; `kept`; else the reason why there are none. Null for what has no bytes. */
    fileState: text(),
    /** Who of the staff said it. */
    staffId: text(),
    /** How it went out, with its outcome. */
    deliveryId: text(),
    at: integer().notNull(),
    /** The person took it back at that moment; its content is gone. */
    unsentAt: integer(),
  },
  (t) => [
    index('talk_messages_friend').on(t.friendSeq, t.at, t.id),
    // Oldest first, for what is kept for a while only.
    index('talk_messages_account').on(t.accountId, t.at),
    uniqueIndex('talk_messages_line').on(t.accountId, t.lineMessageId),
  ],
)
