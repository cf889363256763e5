import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readSettings } from '../settings.ts'
import { noteBackup } from './backup/note.ts'
import { backupName, removeOldBackups } from './backup/old.ts'
import { backupsFolder, installationOf, typedFolder } from './backup/places.ts'
import { takeBackup } from './backup/take.ts'
import { refuse } from './refuse.ts'

// `npm run backup [-- FOLDER] [-- --keep=N]`: while the server runs, or not.
try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } })
  const keep = values.keep === undefined ? null : Number(values.keep)
  if (positionals.length > 1 || (keep !== null && !(Number.isInteger(keep) && keep > 0))) {
    console.error('使い方 / Usage: npm run backup [-- FOLDER] [-- --keep=N]')
    process.exit(1)
  }
  const from = installationOf(readSettings(process.env), fileURLToPath(new URL('../..', import.meta.url)))
  const [since, now] = [performance.now(), Date.now()]
  const folder = positionals[0] ? typedFolder(positionals[0]) : join(backupsFolder(from), backupName(now))
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  const { counts, files, missing, database } = await takeBackup(from, folder, now)
  const bytes = files.reduce((sum, file) => sum + file.bytes, database.bytes)
  noteBackup(from.database, { at: now, bytes })
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  const megabytes = Math.ceil(bytes / 1_000_000).toLocaleString('en')
  console.log(`バックアップしました / Backed up: ${folder}`)
  console.log(
    `友だち / friends ${counts['friends']}, 回答 / submissions ${counts['submissions']}, ファイル / files ${files.length}, ${megabytes} MB, ${seconds} s`,
  )
  if (missing.length > 0) console.log(`その間に削除されたファイル / Files deleted meanwhile: ${missing.length}`)
  console.log(
    'MUSUBI_SECRET は入っていません。別の場所に控えてください（ないと戻せません）。 / MUSUBI_SECRET is not in it: keep it at another place, or the backup cannot be restored.',
  )
  const removed = keep === null ? 0 : removeOldBackups(dirname(folder), keep)
  if (removed > 0) console.log(`古いバックアップを削除 / Old backups removed: ${removed}`)
} catch (error) {
  refuse(error)
}
