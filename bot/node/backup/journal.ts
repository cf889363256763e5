import type Libsql from 'libsql'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Migration {
  name: string
  at: number
}

/** The migrations that this version of the product knows, the oldest first. */
export function knownMigrations(folder: string): Migration[] {
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number; tag: string }[]
  }
  return entries.map(({ tag, when }) => ({ name: tag, at: when }))
}

/** The newest migration that a database has had. */
export function schemaOf(db: Libsql.Database, migrations: string): Migration {
  const [at = 0] = db
    .prepare('select max(created_at) from __drizzle_migrations')
    .raw(true)
    .get([]) as unknown as number[]
  return { name: knownMigrations(migrations).find((one) => one.at === at)?.name ?? 'unknown', at }
}
