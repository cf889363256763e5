import Libsql from 'libsql'
import { parentPort, workerData } from 'node:worker_threads'

// Copies written pages back into the file, away from the connection that writes: there it would stand in somebody's commit.
const { path } = workerData as { path: string }
const everyMs = 200
/** With more frames than this left in the log the writer finishes the checkpoint itself, so that the log starts anew. */
const framesMax = 4000
const db = new Libsql(path, { timeout: 5000 } as Libsql.Options)
const checkpoint = db.prepare('pragma wal_checkpoint(passive)').raw(true)

let timer: NodeJS.Timeout | undefined

parentPort!.on('message', (message: 'written' | 'close') => {
  clearTimeout(timer)
  if (message === 'close') {
    db.close()
    parentPort!.close()
    return
  }
  timer = setTimeout(() => {
    const [, frames = 0] = checkpoint.all([])[0] as number[]
    parentPort!.postMessage({ restart: frames > framesMax })
  }, everyMs)
})
