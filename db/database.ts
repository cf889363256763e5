import { is, Param, Placeholder } from 'drizzle-orm'
import type { Query } from 'drizzle-orm'
import { drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'
import * as schema from './schema/index.ts'

/** One SQL statement with its values, ready to run. */
export interface Statement {
  sql: string
  params: unknown[]
  /** It has to change a row, otherwise the whole batch is undone (`must`). */
  must?: boolean
}

/** What a statement of a batch did. `changes` is not told for one that returns rows. */
export interface Written {
  rows: Row[]
  changes: number
}

/** A row as the driver gives it: the values in the order of the columns. */
export type Row = unknown[]

export type Orm = SqliteRemoteDatabase<typeof schema>

/**
 * The database, the same for every home (`open-node.ts`, `open-edge.ts`).
 * - `orm`: typed reads that take well under a millisecond on the embedded file.
 * - `reports`: the same, for anything that may take longer: lists, searches, counts, exports. On Node it runs on a
 *   thread of its own, so that the webhook keeps its pace.
 * - `write`: several statements as one atomic batch and one round trip; returns what each one did.
 *   All or nothing: a `must`, a guard (`guard.ts`) or a constraint that fails undoes the whole batch and rejects.
 */
export interface Database {
  orm: Orm
  reports: Orm
  write(statements: Statement[]): Promise<Written[]>
  /** True when this process alone holds the database (the embedded file), so leases of a process before it are void. */
  exclusive: boolean
  close(): Promise<void>
}

/** Reads rows; for `one` only the first. */
type Runner = (statement: Statement, one: boolean) => Promise<Row[]>

/** A typed Drizzle over two functions: how to read, and how to write. */
export function ormOver(read: Runner, write: Database['write']): Orm {
  const run = async (sql: string, params: unknown[], method: string) => {
    const rows = isRead(sql)
      ? await read({ sql, params }, method === 'get')
      : ((await write([{ sql, params }]))[0]?.rows ?? [])
    return { rows: (method === 'get' ? rows[0] : rows) as unknown[] }
  }
  return drizzle(run, (batch) => Promise.all(batch.map(({ sql, params, method }) => run(sql, params, method))), shape)
}

// Drizzle takes `casing` only from a third argument, which it takes only beside a batch function.
const shape = { schema, casing: 'snake_case' } as const

const isRead = (sql: string) => /^\s*(select|with|values|pragma|explain)\b/i.test(sql)

const cannotRun = () => Promise.reject(new Error('`build` only builds statements'))

/** A query builder that cannot run: verbs use it to return statements to their caller. */
export const build = drizzle(cannotRun, cannotRun, shape)

interface Buildable {
  toSQL(): Query
}

/** A built query as a statement for `write`. */
export function statement(query: Buildable): Statement {
  const { sql, params } = query.toSQL()
  return { sql, params }
}

/**
 * A statement whose text is built once and whose `sql.placeholder(name)`s are filled at each call:
 * building with Drizzle costs more than running on the embedded file, so hot paths do it once.
 */
export function template<Values extends Record<string, unknown>>(query: Buildable): (values: Values) => Statement {
  const { sql, params } = query.toSQL()
  const fills = params.map(fillOf)
  return (values) => ({ sql, params: fills.map((fill) => fill(values)) })
}

/** How a parameter gets its value: as it stands, or from the placeholder's name by way of the column's encoder. */
function fillOf(param: unknown): (values: Record<string, unknown>) => unknown {
  if (is(param, Placeholder)) return (values) => values[param.name]
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param
    const { name } = param.value
    return (values) => encode(encoder, values[name])
  }
  return () => param
}

const encode = (encoder: Param['encoder'], value: unknown) =>
  value === null || value === undefined ? null : encoder.mapToDriverValue(value)

/** The statement, with the demand that it changes a row: what it changes may be gone since it was read. */
export const must = (one: Statement): Statement => ({ ...one, must: true })
