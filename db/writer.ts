import type Libsql from 'libsql'
import type { Row, Statement, Written } from './database.ts'
import { MustError } from './guard.ts'
import { bindable, preparedFor, type PreparedCache } from './statement-cache.ts'

/** A transaction longer than this makes the webhook wait; what is left goes into the next one. */
const statementsPerTransaction = 1500

/** Another process (a backup, somebody's sqlite3) may hold the file for a moment; the loop goes on meanwhile. */
const busyWaitMs = 20
const busyMaxMs = 700

interface Batch {
  statements: Statement[]
  /** When it was handed in, by `performance.now()`. */
  since: number
  resolve: (written: Written[]) => void
  reject: (error: unknown) => void
}

/**
 * The one writer of the embedded file. Everything that arrives in one turn of the event loop is committed together:
 * a commit costs more than a row, and under load the loop itself gathers the group, so nobody waits for a timer.
 * A batch that fails undoes the group, which is then run again batch by batch, so that it fails alone.
 */
export class Writer {
  readonly #db: Libsql.Database
  readonly #prepared: PreparedCache = new Map()
  readonly #afterCommit: () => void
  #waiting: Batch[] = []
  #scheduled = false

  constructor(db: Libsql.Database, afterCommit: () => void) {
    this.#db = db
    this.#afterCommit = afterCommit
  }

  write(statements: Statement[]): Promise<Written[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statements, since: performance.now(), resolve, reject })
      this.#schedule()
    })
  }

  /** Resolves when everything handed in before has been committed or refused. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0) await new Promise((resolve) => setImmediate(resolve))
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#flush())
  }

  #flush(): void {
    this.#scheduled = false
    const group: Batch[] = []
    let statements = 0
    while (this.#waiting.length > 0 && (group.length === 0 || statements < statementsPerTransaction)) {
      const batch = this.#waiting.shift()!
      statements += batch.statements.length
      group.push(batch)
    }
    if (group.length === 0) return
    this.#commit(group)
    if (this.#waiting.length > 0) this.#schedule()
    this.#afterCommit()
  }

  #commit(group: Batch[]): void {
    let results: Written[][]
    try {
      results = this.#transaction(group)
    } catch (error) {
      if (isBusy(error)) this.#later(group, error)
      else if (group.length > 1) for (const batch of group) this.#commit([batch])
      else group[0]?.reject(error)
      return
    }
    group.forEach((batch, at) => batch.resolve(results[at]!))
  }

  /** Nothing of the group was written. Who has waited too long is told so, the others try again together. */
  #later(group: Batch[], error: unknown): void {
    const now = performance.now()
    const patient = group.filter((batch) => now - batch.since < busyMaxMs)
    for (const batch of group) if (!patient.includes(batch)) batch.reject(error)
    if (patient.length === 0) return
    this.#waiting.unshift(...patient)
    if (this.#scheduled) return
    this.#scheduled = true
    setTimeout(() => this.#flush(), busyWaitMs)
  }

  #transaction(group: Batch[]): Written[][] {
    this.#run({ sql: 'begin immediate', params: [] })
    try {
      const results = group.map((batch) => batch.statements.map((statement) => this.#run(statement)))
      this.#run({ sql: 'commit', params: [] })
      return results
    } catch (error) {
      if (this.#db.inTransaction) this.#run({ sql: 'rollback', params: [] })
      throw error
    }
  }

  #run(statement: Statement): Written {
    const { prepared, reads } = preparedFor(this.#db, this.#prepared, statement.sql)
    const values = bindable(statement.params)
    if (reads) return { rows: prepared.all(values) as Row[], changes: 0 }
    const { changes } = prepared.run(values)
    if (statement.must && changes === 0) throw new MustError('A row that had to change was not there any more')
    return { rows: [], changes }
  }
}

const isBusy = (error: unknown) => (error as { code?: unknown }).code === 'SQLITE_BUSY'
