import { build, statement, type Statement } from '../../db/database.ts'
import { erasures } from '../../db/schema/index.ts'

export type LedgerEntry = typeof erasures.$inferSelect

/** Takes entries of another ledger over; those that are known already stay as they are. */
export const mergeLedger = (entries: LedgerEntry[]): Statement[] =>
  entries.map((entry) => statement(build.insert(erasures).values(entry).onConflictDoNothing()))
