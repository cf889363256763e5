import { createHmac } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import * as v from 'valibot'

const size = v.pipe(v.number(), v.integer(), v.minValue(0))
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const manifestSchema = v.strictObject({
  /** Counted up when a backup is laid out in another way. */
  musubiBackup: v.literal(1),
  /** ISO. */
  madeAt: v.string(),
  /** The newest migration in it; `at` orders them. */
  schema: v.strictObject({ name: v.string(), at: v.number() }),
  /** Tells whether a secret is the one that this backup needs, and nothing else about it. */
  secretCheck: sha256,
  database: v.strictObject({ bytes: size, sha256 }),
  /** Rows by table. */
  counts: v.record(v.string(), size),
  /** Under `files/`. */
  files: v.array(v.strictObject({ id: v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)), bytes: size, sha256 })),
  /** Rows whose bytes were not there when the backup was made. */
  missing: v.array(v.string()),
})
export type Manifest = v.InferOutput<typeof manifestSchema>

/** Where things lie inside of a backup. */
export const inBackup = {
  manifest: (folder: string) => join(folder, 'manifest.json'),
  database: (folder: string) => join(folder, 'musubi.db'),
  file: (folder: string, id: string) => join(folder, 'files', id.slice(-2), id),
}

/** What went wrong with a backup, in words for the person at the terminal. */
export class BackupError extends Error {}

/** @throws BackupError when the folder is no whole backup of ours */
export function readManifest(folder: string): Manifest {
  let text: string
  try {
    text = readFileSync(inBackup.manifest(folder), 'utf8')
  } catch {
    throw new BackupError(
      `バックアップではありません（manifest.json がありません）：${folder}\nThis is no backup: there is no manifest.json in it.`,
    )
  }
  const parsed = v.safeParse(manifestSchema, jsonOf(text))
  if (parsed.success) return parsed.output
  throw new BackupError(
    `manifest.json を読めません。壊れているか、新しい版で作られたバックアップです。\nmanifest.json cannot be read: it is broken, or a newer version made it.`,
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A keyed digest of fixed words: the secret is 256 random bits, so it says nothing about it. */
export const secretCheckOf = (secretHex: string): string =>
  createHmac('sha256', Buffer.from(secretHex, 'hex')).update('musubi backup').digest('hex')

/** SHA-256 of a file of any size. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}
