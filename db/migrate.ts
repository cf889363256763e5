import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { filePath } from './file-path.ts'

interface Journal {
  entries: { when: number; tag: string }[]
}

/**
 * Brings a database to the newest schema, forward only. An embedded file that has data is copied first, to
 * `<file>.before-<migration>-<time>`, so that a failed upgrade can be taken back by hand.
 * @param folder where the migrations are
 * @returns the names of the migrations that were applied
 */
export async function migrateDatabase(options: {
  url: string
  authToken?: string | undefined
  folder: string
}): Promise<string[]> {
  const journal: Journal = JSON.parse(readFileSync(join(options.folder, 'meta/_journal.json'), 'utf8'))
  const client = createClient({ url: options.url, authToken: options.authToken })
  try {
    const before = await newestApplied(client)
    const missing = journal.entries.filter((entry) => entry.when > before).map((entry) => entry.tag)
    if (missing.length === 0) return []
    if (before > 0 && options.url.startsWith('file:')) await backUp(client, filePath(options.url), missing[0]!)
    await migrate(drizzle(client), { migrationsFolder: options.folder })
    return missing
  } finally {
    client.close()
  }
}

async function newestApplied(client: ReturnType<typeof createClient>): Promise<number> {
  const known = await client.execute("select 1 from sqlite_master where name = '__drizzle_migrations'")
  if (known.rows.length === 0) return 0
  const newest = await client.execute('select max(created_at) from __drizzle_migrations')
  return Number(newest.rows[0]?.[0] ?? 0)
}

async function backUp(client: ReturnType<typeof createClient>, path: string, before: string): Promise<void> {
  if (!existsSync(path)) return
  // What still stands in the write-ahead log belongs to the copy.
  await client.execute('pragma wal_checkpoint(truncate)')
  const copy = `${path}.before-${before}-${new Date().toISOString().replaceAll(':', '-')}`
  // Under its name only when it is whole.
  copyFileSync(path, `${copy}.new`)
  renameSync(`${copy}.new`, copy)
}
