import type { Client, InStatement } from '@libsql/client'
import { ormOver, type Database, type Row, type Statement } from './database.ts'

/** A libSQL server over HTTP: each read one request, each batch of writes one request. */
export function openRemote(client: Client): Database {
  const write = async (statements: Statement[]) => {
    const results = await client.batch(statements.map(sendable), 'write')
    return results.map((result) => result.rows.map(valuesOf))
  }
  const read = async (statement: Statement) => (await client.execute(sendable(statement))).rows.map(valuesOf)
  const orm = ormOver(read, write)
  return { orm, reports: orm, write, exclusive: false, close: async () => client.close() }
}

const valuesOf = (row: ArrayLike<unknown>): Row => Array.from(row)

const sendable = ({ sql, params }: Statement) => ({ sql, args: params.map((value) => value ?? null) }) as InStatement
