import type { Database, Orm } from './database.ts'

/**
 * Queries of a hot path, built once for each open database: building one with Drizzle costs five times what running it
 * on the embedded file does. Their values come by `sql.placeholder(name)`.
 * @param make builds the queries and calls `.prepare()` on each
 */
export function preparedOn<Queries>(make: (orm: Orm) => Queries): (db: Database) => Queries {
  const known = new WeakMap<Database, Queries>()
  return (db) => {
    const kept = known.get(db)
    if (kept) return kept
    const made = make(db.orm)
    known.set(db, made)
    return made
  }
}
