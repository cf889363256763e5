import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/** Whether a column contains the text as it stands: `%`, `_` and `\` mean themselves. ASCII letters match in both cases. */
export function containsText(column: SQLWrapper, text: string): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`
  return sql`${column} like ${pattern} escape '\\'`
}

/**
 * Whether a row that is found by a narrower key is the account's own. Without the plus SQLite, which has no statistics,
 * may walk an index of the account instead, and so read all of its rows for each one that is looked for.
 */
export const belongsTo = (column: SQLWrapper, accountId: string): SQL => sql`+${column} = ${accountId}`
