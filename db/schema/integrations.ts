import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, uniqueIndex, index } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'

/** What another system proves itself with at `/v1`. The key itself is shown once and never kept. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    title: text().notNull(),
    /** Its beginning, by which people tell keys apart. */
    prefix: text().notNull(),
    /** SHA-256 of the whole key, which is random and long. */
    hash: text().notNull(),
    scopes: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Addresses and networks (`203.0.113.0/24`) from which it may be used; empty: from everywhere. */
    networks: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdBy: text().notNull(),
    createdAt: integer().notNull(),
    expiresAt: integer(),
    revokedAt: integer(),
    /** To the minute. */
    usedAt: integer(),
  },
  (t) => [uniqueIndex('api_keys_hash').on(t.hash), index('api_keys_account').on(t.accountId, t.createdAt)],
)

/** Where another system wants to hear of what happens. */
export const webhookEndpoints = sqliteTable(
  'webhook_endpoints',
  {
    id: text().primaryKey(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    title: text().notNull(),
    url: text().notNull(),
    /** What it hears of by itself (`bot/integrations/contract.ts`); empty: only what a rule of a form tells it. */
    events: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Keys of the forms that these are about; empty: all forms of the account. */
    forms: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Whether it is told answers that name a person, and who they are. */
    personal: integer({ mode: 'boolean' }).notNull(),
    /** Signs every call; sealed. */
    secret: text().notNull(),
    /** The one before it, which signs as well until then; sealed. */
    formerSecret: text(),
    formerUntil: integer(),
    state: text({ enum: ['active', 'paused', 'disabled'] }).notNull(),
    /** Why it was disabled: `gone`, `failing`; null unless `disabled`. */
    reason: text(),
    /** Since when no call has got through; null: the last one did. */
    failingSince: integer(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (t) => [index('webhook_endpoints_account').on(t.accountId, t.createdAt)],
)

/** One thing told to one endpoint, written before it is called. Its id is the `webhook-id` of every attempt. */
export const webhookCalls = sqliteTable(
  'webhook_calls',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    endpointId: text()
      .notNull()
      .references(() => webhookEndpoints.id),
    /** `submission.finished` and the like. */
    event: text().notNull(),
    /** The key of the rule that asked for it; null: the endpoint hears of it by itself. */
    rule: text(),
    /** The submission that it is about, so that erasing it finds what was to be told. */
    submissionId: text(),
    /** The bytes of the body, the same on every attempt; sealed. Null until the first one, and once they were forgotten, as when the endpoint gets another address. */
    body: text(),
    state: text({ enum: ['waiting', 'calling', 'accepted', 'failed'] }).notNull(),
    reason: text(),
    status: integer(),
    attempts: integer().notNull(),
    /** When it may be called (again); while a call is under way, when its process is taken for dead. */
    nextAttemptAt: integer(),
    createdAt: integer().notNull(),
    finishedAt: integer(),
  },
  (t) => [
    // By endpoint, so that one that does not answer holds up no other.
    index('webhook_calls_due')
      .on(t.endpointId, t.nextAttemptAt)
      .where(sql`state in ('waiting', 'calling')`),
    index('webhook_calls_listed').on(t.accountId, t.createdAt, t.id),
    index('webhook_calls_endpoint').on(t.endpointId, t.createdAt, t.id),
    index('webhook_calls_old').on(t.createdAt),
    index('webhook_calls_submission')
      .on(t.submissionId)
      .where(sql`submission_id is not null`),
    index('webhook_calls_trouble')
      .on(t.endpointId, t.createdAt)
      .where(sql`state = 'failed'`),
  ],
)

/** Each attempt at a call, for whoever looks for the fault. */
export const webhookAttempts = sqliteTable(
  'webhook_attempts',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    callId: text()
      .notNull()
      .references(() => webhookCalls.id),
    at: integer().notNull(),
    status: integer(),
    /** `accepted`, or why not: `status`, `redirect`, `timeout`, `refused_address`, `unreachable`, … */
    outcome: text().notNull(),
    milliseconds: integer().notNull(),
  },
  (t) => [index('webhook_attempts_call').on(t.callId, t.at)],
)
