import type Libsql from 'libsql'
import type { Row, Statement } from './database.ts'

// The report thread loads this and little else: a thread that brings Drizzle with it takes half a second to start.

type Prepared = ReturnType<Libsql.Database['prepare']>

/** More texts than this are ad-hoc ones, not hot paths: the cache starts anew. */
const preparedMax = 500

/**
 * Statements that were prepared, and whether they return rows, which costs a call to ask. `first` is the same once more, for
 * reading one row: a statement of the driver whose rows were all read answers the next `get` that finds nothing with an old row.
 */
export type PreparedCache = Map<string, Known>
interface Known {
  prepared: Prepared
  reads: boolean
  first?: Prepared
}

/** Reads through a cache of prepared statements; with `one` only the first row. */
export function readPrepared(
  db: Libsql.Database,
  cache: PreparedCache,
  { sql, params }: Statement,
  one = false,
): Row[] {
  const known = preparedFor(db, cache, sql)
  const values = bindable(params)
  if (!one) return known.prepared.all(values) as Row[]
  known.first ??= db.prepare(sql).raw(true)
  const row = known.first.get(values) as Row | undefined
  return row ? [row] : []
}

/** The statement of a text, prepared once by each connection. */
export function preparedFor(db: Libsql.Database, cache: PreparedCache, sql: string): Known {
  const known = cache.get(sql)
  if (known) return known
  if (cache.size >= preparedMax) cache.clear()
  const prepared = db.prepare(sql)
  const reads = prepared.reader
  if (reads) prepared.raw(true)
  const made = { prepared, reads }
  cache.set(sql, made)
  return made
}

/** The driver knows neither `undefined` nor booleans. Most values need nothing, so nothing is copied for them. */
export function bindable(values: unknown[]): unknown[] {
  return values.some((value) => value === undefined || typeof value === 'boolean') ? values.map(plain) : values
}

function plain(value: unknown): unknown {
  if (value === undefined) return null
  return typeof value === 'boolean' ? Number(value) : value
}
