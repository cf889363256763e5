import { sqliteTable, text, integer } from 'drizzle-orm/sqlite-core'
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
  /** How members log in; null: there is no member login. */
  memberLogin: text({ mode: 'json' }).$type<MemberLogin>(),
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
