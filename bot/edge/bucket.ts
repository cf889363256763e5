import type { FileStore } from '../deps.ts'

/** As much of an R2 bucket as is used. */
export interface Bucket {
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<unknown>
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
  delete(keys: string[]): Promise<void>
}

const keyOf = (id: string) => `uploads/${id}`

/** Files in an R2 bucket. */
export const bucketStore = (bucket: Bucket): FileStore => ({
  async write(id, bytes) {
    await bucket.put(keyOf(id), bytes)
  },
  async read(id) {
    const found = await bucket.get(keyOf(id))
    return found && new Uint8Array(await found.arrayBuffer())
  },
  remove: (ids) => bucket.delete(ids.map(keyOf)),
})
