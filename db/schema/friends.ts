import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, uniqueIndex, index } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'
import { customers } from './customers.ts'

/** One UID in one account. `seq` is what large joins use; `id` is what leaves the building. */
export const friends = sqliteTable(
  'friends',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    /** As LINE gives it: `U` and 32 hex digits. */
    uid: text().notNull(),
    customerSeq: integer()
      .notNull()
      .references(() => customers.seq),
    /** `unknown`: seen only in LIFF or in a chat, never followed in our sight. */
    friendship: text({ enum: ['unknown', 'following', 'blocked'] }).notNull(),
    /** Time of the newest follow or unfollow applied; older ones do not change the friendship. */
    friendshipAt: integer(),
    followedAt: integer(),
    unfollowedAt: integer(),
    displayName: text(),
    pictureUrl: text(),
    language: text(),
    profileFetchedAt: integer(),
    /** The language that the person chose in the mini-app; outranks LINE's. */
    chosenLanguage: text({ enum: ['ja', 'en'] }),
    /** When the person stopped messages (配信停止); null: messages are welcome. The history is in `consents`. */
    messagesStoppedAt: integer(),
    /** The rich menu that the person should see, by its key; null: the account's default one. */
    menuKey: text(),
    /** The rich menu that LINE last confirmed for the person, by its key; null: the default one. */
    menuShown: text(),
    /** LINE's id of that menu, because another one may have the same key by now; null: the default one. */
    menuLineId: text(),
    /** Why the wanted menu is not shown yet, as a code that the dashboard words; null when it is. */
    menuReason: text(),
    /** Staff said that it is one of their own phones: only such a friend, or one of the simulator, can be set back for a rehearsal. */
    isTest: integer({ mode: 'boolean' }).notNull().default(false),
    createdAt: integer().notNull(),
    lastSeenAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('friends_account_uid').on(t.accountId, t.uid),
    index('friends_customer').on(t.customerSeq),
    // Lists of one friendship, the newest friend first, and how many there are; `seq` stands at the end of every index.
    index('friends_account_friendship').on(t.accountId, t.friendship),
    index('friends_account_seen').on(t.accountId, t.lastSeenAt, t.id),
    index('friends_menu_waiting')
      .on(t.accountId, t.menuReason)
      .where(sql`menu_reason is not null`),
    // How many see which menu is counted while somebody waits for the page.
    index('friends_menu_shown')
      .on(t.accountId, t.menuShown)
      .where(sql`menu_shown is not null`),
  ],
)

/** Every follow, block and return, as it happened; the friend row holds what follows from them. */
export const friendshipChanges = sqliteTable(
  'friendship_changes',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    kind: text({ enum: ['followed', 'blocked', 'returned'] }).notNull(),
    /** When it happened, by LINE's clock. */
    at: integer().notNull(),
    webhookEventId: text().notNull().unique(),
  },
  (t) => [
    index('friendship_changes_friend').on(t.friendSeq, t.at),
    // Holds all that counting by day needs, so that it reads no rows.
    index('friendship_changes_account').on(t.accountId, t.at, t.kind, t.friendSeq),
  ],
)

/** A LIFF session: a bearer token whose hash stands here, made from a verified ID token. */
export const friendSessions = sqliteTable(
  'friend_sessions',
  {
    tokenHash: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    /** SHA-256 of the ID token it was made from, so that many exchanges of one token are seen (A08). */
    idTokenHash: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    endedAt: integer(),
  },
  (t) => [
    index('friend_sessions_friend').on(t.friendSeq),
    index('friend_sessions_id_token').on(t.idTokenHash),
    index('friend_sessions_expiry').on(t.expiresAt),
  ],
)
