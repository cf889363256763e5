import { createClient } from '@libsql/client'
import Libsql from 'libsql'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { filePath } from './file-path.ts'
import { migrateDatabase } from './migrate.ts'
import { ormOver, type Database, type Row, type Statement } from './database.ts'
import { openRemote } from './remote.ts'
import { readPrepared } from './statement-cache.ts'
import { Writer } from './writer.ts'

export interface OpenOptions {
  url: string
  authToken?: string | undefined
  /** `FULL`: what was committed survives the loss of power; `NORMAL`: the death of the process only. */
  synchronous: 'FULL' | 'NORMAL'
  /** Where the migrations are. */
  migrations: string
}

/**
 * Opens and migrates a database: a `file:` URL with one writer and threads for reports and checkpoints, any other
 * URL over HTTP.
 * @throws DatabaseLockedError when another process has the file
 */
export async function openOnNode(options: OpenOptions): Promise<Database> {
  const { url, authToken, migrations } = options
  if (url.startsWith('file:')) return openFile(filePath(url), options)
  await migrateDatabase({ url, authToken, folder: migrations })
  return openRemote(createClient({ url, authToken, intMode: 'number' }))
}

export class DatabaseLockedError extends Error {}

async function openFile(path: string, { url, synchronous, migrations }: OpenOptions): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true })
  const lock = lockFile(path)
  await migrateDatabase({ url, folder: migrations })
  // No busy timeout: the driver is synchronous, so waiting inside of it would stop the whole process.
  const db = new Libsql(path)
  // Pragmas hold for one connection; the thread of its own checkpoints, so that no commit pays for it. What is deleted is
  // overwritten: an erasure leaves nothing in the file.
  db.exec(
    `pragma journal_mode = wal; pragma synchronous = ${synchronous}; pragma foreign_keys = on; pragma secure_delete = on; pragma wal_autocheckpoint = 0`,
  )
  const checkpoints = startThread('checkpoint-thread', path)
  const reports = new ReportThread(path)
  const reads = new Map()
  const read = async (statement: Statement, one: boolean) => readPrepared(db, reads, statement, one)
  let dirty = false
  const writer = new Writer(db, () => {
    if (dirty) return
    dirty = true
    checkpoints.postMessage('written')
  })
  // Without the thread the writer checkpoints itself, as SQLite does by default: slower, and nothing is lost.
  checkpoints.on('error', () => db.exec('pragma wal_autocheckpoint = 1000'))
  checkpoints.on('message', ({ restart }: { restart: boolean }) => {
    dirty = false
    // The rest that the thread could not copy while writes went on: small, and the next write starts the file anew.
    if (restart) db.exec('pragma wal_checkpoint(passive)')
  })
  const write = (statements: Statement[]) => writer.write(statements)
  return {
    orm: ormOver(read, write),
    reports: ormOver((statement) => reports.run(statement), write),
    write,
    exclusive: true,
    async close() {
      await writer.drain()
      await Promise.all([endThread(checkpoints), reports.end()])
      db.close()
      lock.close()
    },
  }
}

/** Holds an exclusive SQLite lock on a file beside the database: the system ends it with the process, also after SIGKILL. */
export function lockFile(path: string): Libsql.Database {
  const lock = new Libsql(`${path}-lock`)
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    throw new DatabaseLockedError(`${path} is in use by another process`, { cause: error })
  }
}

function startThread(name: string, path: string): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const worker = new Worker(new URL(`./${name}.${extension}`, import.meta.url), { workerData: { path } })
  worker.unref()
  return worker
}

/** A thread ends by itself: one that is ended in the middle of a native call takes the whole process with it. */
async function endThread(worker: Worker): Promise<void> {
  // -1: it has ended already, by an error.
  if (worker.threadId === -1) return
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  worker.ref()
  worker.postMessage('close')
  await ended
}

/** Sends reading statements to the report thread, one after the other. It starts with the first one, and anew after an error. */
class ReportThread {
  readonly #path: string
  readonly #asked = new Map<number, { resolve: (rows: Row[]) => void; reject: (error: Error) => void }>()
  #next = 0
  #worker: Worker | undefined

  constructor(path: string) {
    this.#path = path
  }

  run(statement: Statement): Promise<Row[]> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject })
      this.#worker ??= this.#start()
      this.#worker.postMessage({ id, statement })
    })
  }

  async end(): Promise<void> {
    if (this.#worker) await endThread(this.#worker)
  }

  #start(): Worker {
    const worker = startThread('report-thread', this.#path)
    worker.on('message', ({ id, rows, error }: { id: number; rows?: Row[]; error?: string }) => {
      const asked = this.#asked.get(id)
      this.#asked.delete(id)
      if (error === undefined) asked?.resolve(rows ?? [])
      else asked?.reject(new Error(error))
    })
    worker.on('error', (error) => {
      for (const { reject } of this.#asked.values()) reject(error as Error)
      this.#asked.clear()
      this.#worker = undefined
    })
    return worker
  }
}
