import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { fromWire, isBusy, toWire, toWireError, type WireError, type WireValue } from './values.ts'

interface WireStatement {
  sql?: string
  sql_id?: number
  args?: WireValue[]
  named_args?: { name: string; value: WireValue }[]
  want_rows?: boolean
}

type Condition =
  | { type: 'ok' | 'error'; step: number }
  | { type: 'not'; cond: Condition }
  | { type: 'and' | 'or'; conds: Condition[] }
  | { type: 'is_autocommit' }

interface Step {
  condition?: Condition | null
  stmt: WireStatement
}

export type StreamRequest =
  | { type: 'execute'; stmt: WireStatement }
  | { type: 'batch'; batch: { steps: Step[] } }
  | { type: 'sequence' | 'describe'; sql?: string; sql_id?: number }
  | { type: 'store_sql'; sql_id: number; sql: string }
  | { type: 'close_sql'; sql_id: number }
  | { type: 'get_autocommit' | 'close' }

interface StatementResult {
  cols: { name: string; decltype: string | null }[]
  rows: WireValue[][]
  affected_row_count: number
  last_insert_rowid: string | null
}

interface BatchResult {
  step_results: (StatementResult | null)[]
  step_errors: (WireError | null)[]
}

const retryStepMs = 5
/** About two minutes outside of a transaction. Inside of one the holder of the lock may be waiting for us, so it is short. */
const retriesMax = 200
const retriesInTransactionMax = 20

/** One Hrana stream: a connection of its own, with the transaction and the stored texts that live on it. */
export class Stream {
  readonly #db: DatabaseSync
  readonly #texts = new Map<number, string>()
  touchedAt = Date.now()

  constructor(path: string) {
    // SQLite's own waiting would block the event loop, and with it the request that is to release the lock: see #patiently.
    this.#db = new DatabaseSync(path, { timeout: 0, enableForeignKeyConstraints: true })
  }

  close(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
    this.#db.close()
  }

  async handle(request: StreamRequest): Promise<object> {
    switch (request.type) {
      case 'execute':
        return { type: 'execute', result: await this.#execute(request.stmt) }
      case 'batch':
        return { type: 'batch', result: await this.#batch(request.batch.steps) }
      case 'sequence':
        await this.#patiently(() => this.#db.exec(this.#text(request)))
        return { type: 'sequence' }
      case 'describe':
        return { type: 'describe', result: this.#describe(this.#text(request)) }
      case 'store_sql':
        this.#texts.set(request.sql_id, request.sql)
        return { type: 'store_sql' }
      case 'close_sql':
        this.#texts.delete(request.sql_id)
        return { type: 'close_sql' }
      case 'get_autocommit':
        return { type: 'get_autocommit', is_autocommit: !this.#db.isTransaction }
      case 'close':
        return { type: 'close' }
    }
  }

  #execute(statement: WireStatement): Promise<StatementResult> {
    return this.#patiently(() => {
      const prepared = this.#db.prepare(this.#text(statement))
      prepared.setReadBigInts(true)
      const cols = prepared.columns().map(({ name, type }) => ({ name, decltype: type ?? null }))
      const values = (statement.args ?? []).map(fromWire)
      const named = Object.fromEntries((statement.named_args ?? []).map(({ name, value }) => [name, fromWire(value)]))
      if (cols.length === 0) {
        const { changes, lastInsertRowid } = prepared.run(named, ...values)
        return { cols, rows: [], affected_row_count: Number(changes), last_insert_rowid: String(lastInsertRowid) }
      }
      prepared.setReturnArrays(true)
      const changesBefore = this.#number('SELECT total_changes()')
      const rows = prepared.all(named, ...(values as SQLInputValue[])) as unknown as unknown[][]
      const changes = this.#number('SELECT total_changes()') - changesBefore
      return {
        cols,
        rows: statement.want_rows === false ? [] : rows.map((row) => row.map(toWire)),
        affected_row_count: changes,
        last_insert_rowid: changes > 0 ? String(this.#number('SELECT last_insert_rowid()')) : null,
      }
    })
  }

  async #batch(steps: Step[]): Promise<BatchResult> {
    const done: BatchResult = { step_results: [], step_errors: [] }
    for (const { condition, stmt } of steps) {
      let result: StatementResult | null = null
      let error: WireError | null = null
      if (!condition || this.#holds(condition, done)) {
        try {
          result = await this.#execute(stmt)
        } catch (problem) {
          error = toWireError(problem)
        }
      }
      done.step_results.push(result)
      done.step_errors.push(error)
    }
    return done
  }

  #holds(condition: Condition, done: BatchResult): boolean {
    switch (condition.type) {
      case 'ok':
        return done.step_results[condition.step] != null
      case 'error':
        return done.step_errors[condition.step] != null
      case 'not':
        return !this.#holds(condition.cond, done)
      case 'and':
        return condition.conds.every((each) => this.#holds(each, done))
      case 'or':
        return condition.conds.some((each) => this.#holds(each, done))
      case 'is_autocommit':
        return !this.#db.isTransaction
    }
  }

  #describe(sql: string) {
    const cols = this.#db.prepare(sql).columns()
    return {
      params: [],
      cols: cols.map(({ name, type }) => ({ name, decltype: type ?? null })),
      is_explain: /^\s*explain\b/i.test(sql),
      is_readonly: /^\s*(select|values|pragma|explain)\b/i.test(sql),
    }
  }

  #text({ sql, sql_id }: { sql?: string; sql_id?: number }): string {
    const text = sql ?? this.#texts.get(sql_id ?? -1)
    if (text === undefined) throw new Error(`no text is stored under ${sql_id}`)
    return text
  }

  #number(sql: string): number {
    return Number(Object.values(this.#db.prepare(sql).get() ?? {})[0])
  }

  /** Runs it, and waits outside of SQLite while another stream holds the lock. */
  async #patiently<T>(run: () => T): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return run()
      } catch (error) {
        const limit = this.#db.isTransaction ? retriesInTransactionMax : retriesMax
        if (!isBusy(error) || tries >= limit) throw error
        await pause(retryStepMs + tries)
      }
    }
  }
}
