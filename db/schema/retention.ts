import { sqliteTable, text, integer, primaryKey } from 'drizzle-orm/sqlite-core'
import type { RetentionKind } from '../../bot/retention/contract.ts'

/** How long an account keeps what; without a row it is kept for ever. */
export const retentionRules = sqliteTable(
  'retention_rules',
  {
    accountId: text().notNull(),
    kind: text().$type<RetentionKind>().notNull(),
    days: integer().notNull(),
    setBy: text().notNull(),
    setAt: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind] })],
)

/** How much a rule has deleted on a day, so that nothing goes in silence. */
export const retentionRuns = sqliteTable(
  'retention_runs',
  {
    accountId: text().notNull(),
    kind: text().$type<RetentionKind>().notNull(),
    /** In Japan: `2026-11-22`. */
    day: text().notNull(),
    deleted: integer().notNull(),
    /** Everything older than this moment was to go. */
    olderThan: integer().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.kind, t.day] })],
)
