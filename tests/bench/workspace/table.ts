import type Libsql from 'libsql'

export type Value = string | number | null

const rowsAtOnce = 50

/** A way into one table: rows go in by many, because a call costs more than a row. */
export interface Table {
  add(...values: Value[]): void
  /** Writes what is still held back. */
  flush(): void
}

/** Columns that are not named stay empty. */
export function tableIn(db: Libsql.Database, name: string, columns: readonly string[]): Table {
  const row = `(${columns.map(() => '?').join(', ')})`
  const insert = (rows: number) =>
    db.prepare(
      `insert into ${name} (${columns.join(', ')}) values ${Array.from({ length: rows }, () => row).join(', ')}`,
    )
  const many = insert(rowsAtOnce)
  let held: Value[] = []
  return {
    add(...values) {
      if (values.length !== columns.length) throw new Error(`${name} takes ${columns.length} values`)
      for (const value of values) held.push(value)
      if (held.length < rowsAtOnce * columns.length) return
      many.run(held)
      held = []
    },
    flush() {
      if (held.length > 0) insert(held.length / columns.length).run(held)
      held = []
    },
  }
}

/**
 * Takes the indexes away, lets the rows in, and makes the indexes anew: sorting once is far quicker than a million
 * insertions at random places. One transaction, without a log: a file that breaks meanwhile is made again.
 */
export function fillQuickly(db: Libsql.Database, fill: () => void): void {
  db.exec(
    'pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -1500000',
  )
  const made = db.prepare("select name, sql from sqlite_master where type = 'index' and sql is not null").all([])
  const indexes = made as { name: string; sql: string }[]
  db.exec('begin exclusive')
  for (const { name } of indexes) db.exec(`drop index "${name}"`)
  fill()
  for (const { sql } of indexes) db.exec(sql)
  db.exec('commit')
  db.exec('pragma optimize; pragma journal_mode = wal')
}
