import { sql } from 'drizzle-orm'
import { sqliteTable, text, integer, uniqueIndex, index } from 'drizzle-orm/sqlite-core'
import type { PlannedDeed } from '../../bot/rules/deeds-for.ts'

/**
 * What happened by itself with a submission, and what did not, with the reason: one row for each deed of a rule or a setting
 * of the form. Written in the batch that ends the submission; what calls out waits here to be worked off.
 */
export const ruleDeeds = sqliteTable(
  'rule_deeds',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    submissionId: text().notNull(),
    /** `silent`: it was half filled for too long; `staff`: they changed its booking. */
    on: text({ enum: ['finished', 'cancelled', 'silent', 'staff'] }).notNull(),
    /** Empty: a setting of the form asks for it. */
    ruleKey: text().notNull(),
    /** Its place in the rule. */
    place: integer().notNull(),
    /** What is to be done, as the rule said it then. */
    deed: text({ mode: 'json' }).$type<PlannedDeed['deed']>().notNull(),
    /** `excluded`: not done on purpose, no trouble; `failed`: it could not be done. */
    state: text({ enum: ['waiting', 'done', 'excluded', 'failed'] }).notNull(),
    /** Why not, as a code that the dashboard words. */
    reason: text(),
    /** The delivery or mail that it became. */
    sentAs: text(),
    createdAt: integer().notNull(),
    finishedAt: integer(),
    /** When staff said that they have seen that it failed. */
    settledAt: integer(),
  },
  (t) => [
    // Whatever runs twice, no deed is planned twice.
    uniqueIndex('rule_deeds_once').on(t.submissionId, t.on, t.ruleKey, t.place),
    index('rule_deeds_trouble')
      .on(t.accountId, t.createdAt)
      .where(sql`state = 'failed' and settled_at is null`),
  ],
)
