import Libsql from 'libsql'
import { parentPort, workerData } from 'node:worker_threads'
import type { Statement } from './database.ts'
import { readPrepared } from './statement-cache.ts'

// Everything that may take longer than a few milliseconds reads here, with a connection of its own.
const { path } = workerData as { path: string }
const db = new Libsql(path, { timeout: 5000 } as Libsql.Options)
db.exec('pragma query_only = on')
const prepared = new Map()

parentPort!.on('message', (message: 'close' | { id: number; statement: Statement }) => {
  if (message === 'close') {
    db.close()
    parentPort!.close()
    return
  }
  const { id, statement } = message
  try {
    parentPort!.postMessage({ id, rows: readPrepared(db, prepared, statement) })
  } catch (error) {
    // Errors lose their message on the way between threads, so the text goes.
    parentPort!.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
