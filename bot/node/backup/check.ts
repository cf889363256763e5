import { statSync } from 'node:fs'
import { knownMigrations } from './journal.ts'
import { BackupError, inBackup, readManifest, secretCheckOf, sha256Of, type Manifest } from './manifest.ts'
import type { Installation } from './take.ts'

/**
 * Reads a backup through, before anything is touched: whole, unchanged, of no newer version, and for this secret.
 * @throws BackupError that says what is wrong with it
 */
export async function checkBackup(
  folder: string,
  { migrations, secret }: Pick<Installation, 'migrations' | 'secret'>,
): Promise<Manifest> {
  const manifest = readManifest(folder)
  const newest = knownMigrations(migrations).at(-1)
  if (!newest || manifest.schema.at > newest.at)
    throw new BackupError(
      `このバックアップは、より新しい版で作られています（${manifest.schema.name}）。先に新しい版に上げてください。\nA newer version of Musubi made this backup; install that one first.`,
    )
  if (manifest.secretCheck !== secretCheckOf(secret))
    throw new BackupError(
      'MUSUBI_SECRET が、バックアップを作ったときのものと違います。暗号化された情報を開けず、消去した人も見分けられないため、戻せません。\nMUSUBI_SECRET is not the one with which the backup was made: sealed texts could not be opened, and erased people not be recognised.',
    )
  await requireSame(inBackup.database(folder), manifest.database)
  for (const { id, ...file } of manifest.files) await requireSame(inBackup.file(folder, id), file)
  return manifest
}

async function requireSame(path: string, { bytes, sha256 }: { bytes: number; sha256: string }): Promise<void> {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === bytes && (await sha256Of(path)) === sha256) return
  throw new BackupError(
    `バックアップの中のファイルが${size === undefined ? 'ありません' : '変わっています'}：${path}\nA file of the backup is ${size === undefined ? 'missing' : 'not what it was'}.`,
  )
}
