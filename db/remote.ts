import type { Client, InStatement } from '@libsql/client'
import { ormOver, type Database, type Row, type Statement } from './database.ts'
import { mark } from './guard.ts'

/** A libSQL server over HTTP: each read one request, each batch of writes one request. */
export function openRemote(client: Client): Database {
  const write = async (statements: Statement[]) => {
    const sent = statements.flatMap((one) => (one.must ? [one, demand] : [one]))
    const results = await client.batch(sent.map(sendable), 'write')
    const own = results.filter((_, at) => sent[at] !== demand)
    return own.map((result) => ({ rows: result.rows.map(valuesOf), changes: result.rowsAffected }))
  }
  const read = async (statement: Statement) => (await client.execute(sendable(statement))).rows.map(valuesOf)
  const orm = ormOver(read, write)
  return { orm, reports: orm, write, exclusive: false, close: async () => client.close() }
}

/** Follows a statement that must change a row: where it changed none, this fails and the batch with it. */
const demand: Statement = { sql: 'select case when changes() > 0 then 1 else json(?) end', params: [mark] }

const valuesOf = (row: ArrayLike<unknown>): Row => Array.from(row)

const sendable = ({ sql, params }: Statement) => ({ sql, args: params.map((value) => value ?? null) }) as InStatement
