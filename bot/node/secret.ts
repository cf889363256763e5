import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { filePath } from '../../db/file-path.ts'
import { SettingsError, type Settings } from '../settings.ts'

/**
 * MUSUBI_SECRET: from the settings, else made once and kept beside the embedded database, readable by its owner only.
 * @throws SettingsError for a remote database, where every process needs the same one
 */
export function secretOf(settings: Settings): string {
  if (settings.MUSUBI_SECRET) return settings.MUSUBI_SECRET
  if (!settings.DATABASE_URL.startsWith('file:')) {
    throw new SettingsError('MUSUBI_SECRET is needed with a remote database: 64 hex digits, the same for every process')
  }
  const path = join(dirname(filePath(settings.DATABASE_URL)), 'secret')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  mkdirSync(dirname(path), { recursive: true })
  const secret = randomBytes(32).toString('hex')
  writeFileSync(path, `${secret}\n`, { mode: 0o600 })
  return secret
}
