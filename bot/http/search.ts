import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/** Whether a column contains the text as it stands: `%`, `_` and `\` mean themselves. ASCII letters match in both cases. */
export function containsText(column: SQLWrapper, text: string): SQL {
  const pattern = `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%`
  return sql`${column} like ${pattern} escape '\\'`
}
