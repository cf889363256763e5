import { sqliteTable, text, integer } from 'drizzle-orm/sqlite-core'
import type { Finding } from '../../bot/connect/contract.ts'
import type { MemberLogin } from '../../bot/identity-links/contract.ts'

/** One LINE Official Account with its channels. Account `main` is written from the settings at each start. */
export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** `environment`: read-only in the dashboard, because the next start would undo a change. */
  source: text({ enum: ['environment', 'dashboard'] }).notNull(),
  channelId: text(),
  loginChannelId: text(),
  liffId: text(),
  /** The bot's own user ID from `GET /v2/bot/info`; null until it was asked with success. */
  botUserId: text(),
  basicId: text(),
  /** Sent in reply to a follow; null sends nothing. Texts by language. */
  greeting: text({ mode: 'json' }).$type<{ ja: string; en?: string }>(),
  /** The greeting's words are kept while it is switched off. */
  greetingOff: integer({ mode: 'boolean' }).notNull().default(false),
  /** How members log in; null: there is no member login. */
  memberLogin: text({ mode: 'json' }).$type<MemberLogin>(),
  /** What the last look at the connection found, and when; null before the first one. */
  checks: text({ mode: 'json' }).$type<Finding[]>(),
  checkedAt: integer(),
  /** From then on nothing comes in or goes out; the data stay. */
  disconnectedAt: integer(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
})

/** Channel secrets, sealed under MUSUBI_SECRET; never read but by `bot/accounts/credentials.ts`. */
export const accountCredentials = sqliteTable('account_credentials', {
  accountId: text()
    .primaryKey()
    .references(() => accounts.id),
  channelSecret: text(),
  loginChannelSecret: text(),
  updatedAt: integer().notNull(),
})
