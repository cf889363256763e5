import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from '../deps.ts'

/** Ids are ours; one that is none of them must not become a path. */
const idPattern = /^[0-9a-f-]{36}$/

/** Files in a folder, in one of 256 folders of their own, so that none of them grows without end. */
export function folderStore(folder: string): FileStore {
  const placeOf = (id: string) => {
    if (!idPattern.test(id)) throw new Error('Not the id of an upload')
    return { place: join(folder, id.slice(-2)), path: join(folder, id.slice(-2), id) }
  }
  return {
    async write(id, bytes) {
      const { place, path } = placeOf(id)
      await mkdir(place, { recursive: true })
      // Written beside and renamed: a file is whole or not there.
      await writeFile(`${path}.new`, bytes, { mode: 0o600 })
      await rename(`${path}.new`, path)
    },
    async read(id) {
      try {
        return new Uint8Array(await readFile(placeOf(id).path))
      } catch (error) {
        if ((error as { code?: unknown }).code === 'ENOENT') return null
        throw error
      }
    },
    async remove(ids) {
      for (const id of ids) {
        const { path } = placeOf(id)
        await Promise.all([rm(path, { force: true }), rm(`${path}.new`, { force: true })])
      }
    },
  }
}
