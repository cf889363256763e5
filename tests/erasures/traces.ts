import Libsql from 'libsql'

/** Tables that are not about people, and the parts of search tables, whose bytes `searches.test.ts` reads. */
const leftOut = /^(sqlite_|__drizzle|friend_search|customer_search)/

/**
 * Every place of the database where one of the texts stands, or where a column that names a row of `friends` or
 * `customers` holds one of the numbers. It reads the schema, so that no table to come is forgotten.
 */
export function tracesIn(
  file: string,
  {
    texts,
    friendSeqs,
    customerSeqs,
  }: {
    texts: string[]
    friendSeqs: number[]
    customerSeqs: number[]
  },
): string[] {
  const db = new Libsql(file, { readonly: true } as Libsql.Options)
  const found: string[] = []
  const tables = (db.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => !leftOut.test(name))
  for (const table of tables) {
    const columns = (db.prepare(`pragma table_info("${table}")`).all() as { name: string }[]).map(({ name }) => name)
    for (const row of db.prepare(`select * from "${table}"`).all() as Record<string, unknown>[]) {
      for (const column of columns) {
        const value = row[column]
        const isSeq = (seqs: number[], names: RegExp) =>
          names.test(`${table}.${column}`) && seqs.includes(Number(value))
        const holds = typeof value === 'string' || value instanceof Uint8Array ? Buffer.from(value as string) : null
        if (holds && texts.some((text) => holds.includes(text))) found.push(`${table}.${column}`)
        if (isSeq(friendSeqs, /friend_seq$|^friends\.seq$/)) found.push(`${table}.${column}`)
        if (isSeq(customerSeqs, /customer_seq$|^customers\.seq$/)) found.push(`${table}.${column}`)
      }
    }
  }
  const indexed = (table: string, ids: number[]) =>
    (db.prepare(`select id from ${table}_docsize where id in (${ids.join(',') || 'null'})`).all() as unknown[]).length
  if (indexed('friend_search', friendSeqs) > 0) found.push('friend_search')
  if (
    indexed(
      'customer_search',
      customerSeqs.flatMap((seq) => [seq * 2, seq * 2 + 1]),
    ) > 0
  )
    found.push('customer_search')
  db.close()
  return [...new Set(found)].toSorted()
}
