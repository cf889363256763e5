import { dirname, join, resolve } from 'node:path'
import { filePath } from '../../../db/file-path.ts'
import type { Settings } from '../../settings.ts'
import { filesFolder } from '../places.ts'
import { secretOf } from '../secret.ts'
import { BackupError } from './manifest.ts'
import type { Installation } from './take.ts'

/**
 * Where this installation keeps its things.
 * @throws BackupError with a remote database, which its provider backs up
 */
export function installationOf(settings: Settings, root: string): Installation {
  if (!settings.DATABASE_URL.startsWith('file:'))
    throw new BackupError(
      'リモートのデータベースは、提供元のバックアップ（Tursoなら特定時点への復元）をお使いください。アップロードされたファイルはストレージ側で控えます。READMEの「Backup」をご覧ください。\nA remote database is backed up by its provider (with Turso: point-in-time recovery), files by their bucket. See “Backup” in the README.',
    )
  return {
    database: resolve(filePath(settings.DATABASE_URL)),
    files: resolve(filesFolder(settings, root)),
    migrations: join(root, 'db/migrations'),
    secret: secretOf(settings),
  }
}

/** Where backups go when nobody says another place: beside the database. */
export const backupsFolder = ({ database }: Pick<Installation, 'database'>) => join(dirname(database), 'backups')

/** A folder as it was typed: npm runs a command in the project, wherever it was called. */
export const typedFolder = (folder: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
