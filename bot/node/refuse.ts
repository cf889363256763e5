import { DatabaseLockedError } from '../../db/open-node.ts'
import { SettingsError } from '../settings.ts'
import { BackupError } from './backup/manifest.ts'

/** Says why the server cannot start and what to do about it, and ends the process. */
export function refuse(error: unknown): never {
  const { PORT } = process.env
  if (error instanceof SettingsError)
    console.error(`設定を確認してください / Please check the settings:\n${error.message}`)
  else if (error instanceof BackupError) console.error(error.message)
  else if (error instanceof DatabaseLockedError)
    console.error(
      `データベースは別のプロセスが使用中です。先にそちらを止めてください。\nThe database is in use by another process; stop that one first. (${error.message})`,
    )
  else if ((error as { code?: unknown }).code === 'EADDRINUSE') {
    console.error(
      `ポート ${PORT ?? 3000} は使用中です。PORT=3001 npm start のように別のポートを指定してください。\nPort ${PORT ?? 3000} is taken; choose another one, for example: PORT=3001 npm start`,
    )
  } else console.error(error)
  process.exit(1)
}
