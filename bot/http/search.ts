import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/**
 * Whether a row that is found by a narrower key is the account's own. Without the plus SQLite, which has no statistics,
 * may walk an index of the account instead, and so read all of its rows for each one that is looked for.
 */
export const belongsTo = (column: SQLWrapper, accountId: string): SQL => sql`+${column} = ${accountId}`
