import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, index, primaryKey, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** People who sign in to the dashboard. Columns are those that better-auth asks for, and `removedAt`. */
export const staff = sqliteTable('staff', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer({ mode: 'boolean' }).notNull(),
  image: text(),
  createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
  updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  /** Does not work here any more: only the name stays, for the audit log. */
  removedAt: integer(),
})

export const staffSessions = sqliteTable(
  'staff_sessions',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: integer({ mode: 'timestamp_ms' }).notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [index('staff_sessions_user').on(t.userId)],
)

export const staffCredentials = sqliteTable(
  'staff_credentials',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: integer({ mode: 'timestamp_ms' }),
    refreshTokenExpiresAt: integer({ mode: 'timestamp_ms' }),
    scope: text(),
    password: text(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [index('staff_credentials_user').on(t.userId)],
)

export const staffVerifications = sqliteTable(
  'staff_verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: integer({ mode: 'timestamp_ms' }).notNull(),
    createdAt: integer({ mode: 'timestamp_ms' }).notNull(),
    updatedAt: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [index('staff_verifications_identifier').on(t.identifier)],
)

/** What somebody may do in an account, or in all of them (`*`). The grant for the account itself outranks the one for all. */
export const staffGrants = sqliteTable(
  'staff_grants',
  {
    staffId: text()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** An account's id, or `*` for every account there is and will be. */
    accountId: text().notNull(),
    role: text({ enum: ['owner', 'editor', 'viewer'] }).notNull(),
    /** Whether names, addresses and answers to personal questions are shown; else they are masked everywhere. */
    seesPersonal: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.staffId, t.accountId] })],
)

/** Who was asked to work here, and as what. Works once, for the one who has the link: only a hash of its token is kept. */
export const staffInvitations = sqliteTable(
  'staff_invitations',
  {
    id: text().primaryKey(),
    /** The account, or `*` for every account there is and will be. */
    accountId: text().notNull(),
    email: text().notNull(),
    role: text({ enum: ['owner', 'editor', 'viewer'] }).notNull(),
    seesPersonal: integer({ mode: 'boolean' }).notNull(),
    tokenHash: text().notNull(),
    invitedBy: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** When and by whom it was accepted; null: not yet. */
    acceptedAt: integer(),
    acceptedBy: text(),
    revokedAt: integer(),
  },
  (t) => [
    uniqueIndex('staff_invitations_token').on(t.tokenHash),
    // One open invitation for an address and account.
    uniqueIndex('staff_invitations_open')
      .on(t.accountId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
)

/** Who of the staff changed what. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    id: text().primaryKey(),
    /** The account, or `*` for what concerns every account. */
    accountId: text(),
    staffId: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    detail: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    index('audit_entries_at').on(t.at),
    index('audit_entries_account').on(t.accountId, t.at, t.id),
    index('audit_entries_staff').on(t.accountId, t.staffId, t.at, t.id),
    index('audit_entries_action').on(t.accountId, t.action, t.at, t.id),
    index('audit_entries_staff_action').on(t.accountId, t.staffId, t.action, t.at, t.id),
    index('audit_entries_subject').on(t.subject, t.at),
  ],
)

/** Something that a member of staff should see: an answer for which a rule says so. */
export const staffNotices = sqliteTable(
  'staff_notices',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    staffId: text().notNull(),
    kind: text({ enum: ['submission', 'cancellation', 'waiting', 'endpoint'] }).notNull(),
    /** What it leads to: a submission, or an endpoint of ours. */
    subjectId: text().notNull(),
    createdAt: integer().notNull(),
    seenAt: integer(),
  },
  (t) => [
    index('staff_notices_staff').on(t.staffId, t.accountId, t.createdAt, t.id),
    index('staff_notices_unseen')
      .on(t.staffId, t.accountId)
      .where(sql`seen_at is null`),
    index('staff_notices_old').on(t.createdAt),
    index('staff_notices_subject').on(t.subjectId),
  ],
)

/** A list as somebody likes to see it: its page and its filters, as they stand in the address. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    /** Whose it is; others see it when it is shared. */
    staffId: text().notNull(),
    shared: integer({ mode: 'boolean' }).notNull(),
    page: text({ enum: ['submissions', 'friends', 'customers', 'talks'] }).notNull(),
    title: text().notNull(),
    /** The query of the address. */
    query: text().notNull(),
    createdAt: integer().notNull(),
  },
  (t) => [index('saved_views_account').on(t.accountId, t.page, t.createdAt)],
)
