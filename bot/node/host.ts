import { readdir, readFile, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { filePath } from '../../db/file-path.ts'
import type { Host, HostState } from '../deps.ts'
import type { Settings } from '../settings.ts'
import { readBackupNote } from './backup/note.ts'
import { filesFolder } from './places.ts'

/** The health page asks every few seconds, for everybody who has it open. */
const keptMs = 10_000
/** Counting many files takes a while and changes little. */
const countEveryMs = 10 * 60_000

/** What this machine tells about an installation with an embedded database; null with a remote one. */
export function hostOf(settings: Settings, root: string): Host | null {
  if (!settings.DATABASE_URL.startsWith('file:')) return null
  const database = resolve(filePath(settings.DATABASE_URL))
  const filesBytes = counted(filesFolder(settings, root))
  const look = async (): Promise<HostState> => {
    const [disk, main, log] = await Promise.all([
      statfs(dirname(database)),
      sizeOf(database),
      // What is committed and not yet in the file.
      sizeOf(`${database}-wal`),
    ])
    return {
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
      databaseBytes: main + log,
      filesBytes: filesBytes(),
      backup: readBackupNote(database),
    }
  }
  return { look: keptFor(keptMs, look), simulatedUids: () => uidsOnDesk(join(dirname(database), 'simulator.json')) }
}

function keptFor<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined
  let until = 0
  return () => {
    if (!kept || performance.now() > until) {
      kept = ask()
      until = performance.now() + ms
    }
    return kept
  }
}

/** The bytes in a folder as last counted; asking begins to count anew when that is long ago. Nobody waits for it. */
function counted(folder: string): () => number | null {
  let bytes: number | null = null
  let next = 0
  return () => {
    if (performance.now() >= next) {
      next = performance.now() + countEveryMs
      bytesIn(folder).then(
        (found) => (bytes = found),
        // A folder that cannot be read shows no size; the uploads themselves will say what is wrong with it.
        () => (bytes = null),
      )
    }
    return bytes
  }
}

async function bytesIn(folder: string): Promise<number> {
  let sum = 0
  const places = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const place of places.filter((one) => one.isDirectory()))
    for (const name of await readdir(join(folder, place.name))) sum += await sizeOf(join(folder, place.name, name))
  return sum
}

/** As the desk was last saved: once a second while the simulator is on. */
async function uidsOnDesk(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => null)
  const { people = {} } = JSON.parse(text ?? '{}') as { people?: Record<string, unknown> }
  return Object.keys(people)
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )
