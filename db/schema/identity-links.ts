import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, uniqueIndex, index } from 'drizzle-orm/sqlite-core'
import type { LinkMethod } from '../../bot/identity-links/contract.ts'
import { customers } from './customers.ts'
import { friends } from './friends.ts'

/** One row for each tie between a friend and a member; `endedAt` is null while it holds. The history stays. */
export const identityLinks = sqliteTable(
  'identity_links',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    uid: text().notNull(),
    customerSeq: integer()
      .notNull()
      .references(() => customers.seq),
    /** The company's own key at that time. */
    memberId: text().notNull(),
    /** By what the member was proven. */
    method: text().$type<LinkMethod>().notNull(),
    /** By what the friend was proven; `staff`: a member of staff said so. */
    proof: text({ enum: ['id_token', 'webhook_signature', 'staff'] }).notNull(),
    /** The anonymous customer that the friend had before, and has again when the tie ends. */
    formerCustomerSeq: integer()
      .notNull()
      .references(() => customers.seq),
    linkedAt: integer().notNull(),
    endedAt: integer(),
    /** `friend`, `staff:<id>`. */
    endedBy: text(),
    /** Whether LINE was told (deauthorised), is still to be told, or why it was not; null while the tie holds. */
    deauthorised: text({ enum: ['waiting', 'done', 'no_token', 'failed'] }),
  },
  (t) => [
    uniqueIndex('identity_links_friend')
      .on(t.friendSeq)
      .where(sql`ended_at is null`),
    // One friend a member and account: the second claim becomes a conflict.
    uniqueIndex('identity_links_member')
      .on(t.accountId, t.customerSeq)
      .where(sql`ended_at is null`),
    // Those who are linked, the newest friend first.
    index('identity_links_account_friend')
      .on(t.accountId, t.friendSeq)
      .where(sql`ended_at is null`),
    index('identity_links_former').on(t.formerCustomerSeq),
    index('identity_links_customer').on(t.customerSeq, t.linkedAt),
    index('identity_links_account').on(t.accountId, t.linkedAt, t.friendSeq),
    index('identity_links_ended')
      .on(t.accountId, t.endedAt, t.friendSeq)
      .where(sql`ended_at is not null`),
    index('identity_links_history').on(t.friendSeq, t.linkedAt),
  ],
)

/** A proven claim on a member that is tied to somebody else: staff decide, nothing is overwritten. */
export const linkConflicts = sqliteTable(
  'link_conflicts',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    /** Who claims. */
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    uid: text().notNull(),
    customerSeq: integer()
      .notNull()
      .references(() => customers.seq),
    memberId: text().notNull(),
    method: text().$type<LinkMethod>().notNull(),
    /** Who holds the member. */
    heldByFriendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    /** `kept`: the earlier tie stays; `moved`: the claimant has it now. */
    state: text({ enum: ['open', 'kept', 'moved'] }).notNull(),
    createdAt: integer().notNull(),
    decidedAt: integer(),
    /** `<staff id>`; `system` when the claimant was tied without a decision, `friend` when they gave up. */
    decidedBy: text(),
  },
  (t) => [
    uniqueIndex('link_conflicts_open')
      .on(t.friendSeq, t.customerSeq)
      .where(sql`state = 'open'`),
    index('link_conflicts_friend').on(t.friendSeq),
    index('link_conflicts_holder').on(t.heldByFriendSeq),
    index('link_conflicts_customer').on(t.customerSeq),
    index('link_conflicts_account').on(t.accountId, t.createdAt),
  ],
)

/**
 * One person's way through the member login, kept on the server, so that a hop to another browser or a reload loses
 * nothing; its times are the steps that are counted (P11).
 */
export const linkAttempts = sqliteTable(
  'link_attempts',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    friendSeq: integer()
      .notNull()
      .references(() => friends.seq),
    state: text({ enum: ['opened', 'code_sent', 'proven', 'linked', 'conflict', 'expired'] }).notNull(),
    /** The member who was claimed; null while nobody is, and also when there is no such member: both look the same. */
    customerSeq: integer().references(() => customers.seq),
    method: text().$type<LinkMethod>(),
    /** SHA-256 of the one-time code with the attempt's id, and that of the claimed key (`keptCode`). */
    codeHash: text(),
    codeExpiresAt: integer(),
    openedAt: integer().notNull(),
    claimedAt: integer(),
    provenAt: integer(),
    linkedAt: integer(),
    expiresAt: integer().notNull(),
    /** Counts every change, so that two writers notice each other. */
    revision: integer().notNull(),
  },
  (t) => [
    uniqueIndex('link_attempts_open')
      .on(t.friendSeq)
      .where(sql`state in ('opened', 'code_sent', 'proven')`),
    index('link_attempts_friend').on(t.friendSeq),
    index('link_attempts_customer').on(t.customerSeq),
    index('link_attempts_account').on(t.accountId, t.openedAt),
  ],
)
