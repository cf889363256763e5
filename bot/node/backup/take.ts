import Libsql from 'libsql'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { schemaOf } from './journal.ts'
import { BackupError, inBackup, secretCheckOf, sha256Of, type Manifest } from './manifest.ts'

/** Where an installation keeps its things. */
export interface Installation {
  /** The embedded database. */
  database: string
  /** The file store. */
  files: string
  /** The migrations of this version. */
  migrations: string
  /** MUSUBI_SECRET */
  secret: string
}

/** Another process may hold the file for a moment. */
const busyMs = 10_000

/** Every column that names bytes in the file store. */
const namingFiles = [
  'select id from uploads',
  'select id from form_pictures',
  'select file_id from talk_messages where file_id is not null',
  'select picture_id from rich_menu_drafts where picture_id is not null',
]

/**
 * Makes a consistent copy of an installation in a new folder, while its server runs: SQLite reads the database as it
 * stands at one moment, on a connection of its own that takes no lock from the writer. The files that this copy names
 * come after it, so that none is missing that was there; one that is deleted in between is noted.
 * @throws BackupError when there is nothing to copy, the folder is there already, or the copy is not sound
 */
export async function takeBackup(from: Installation, folder: string, now: number): Promise<Manifest> {
  if (!existsSync(from.database))
    throw new BackupError(`データベースがありません：${from.database}\nThere is no database.`)
  if (existsSync(folder)) throw new BackupError(`すでにあります：${folder}\nThe folder is there already.`)
  // Under its name only when it is whole. It holds personal data: for its owner only.
  const made = `${folder}.new`
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { recursive: true, mode: 0o700 })
  try {
    copyDatabase(from.database, inBackup.database(made))
    const manifest = await describe(from, made, now)
    writeFileSync(inBackup.manifest(made), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
    renameSync(made, folder)
    return manifest
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    throw error
  }
}

function copyDatabase(database: string, to: string): void {
  const db = new Libsql(database, { timeout: busyMs } as Libsql.Options)
  try {
    db.prepare('vacuum into ?').run([to])
  } finally {
    db.close()
  }
  chmodSync(to, 0o600)
  forgetErasedWords(to)
}

/** A full-text index keeps the words of deleted rows until its parts are merged: nobody who was erased goes into a backup. */
function forgetErasedWords(copy: string): void {
  const db = new Libsql(copy)
  try {
    const tables = db
      .prepare("select name from sqlite_master where type = 'table' and sql like 'create virtual table%using fts5%'")
      .raw(true)
      .all([]) as unknown as string[][]
    db.exec('pragma secure_delete = on')
    for (const [name] of tables) db.prepare(`insert into "${name}" ("${name}") values ('optimize')`).run([])
  } finally {
    db.close()
  }
}

async function describe(from: Installation, folder: string, now: number): Promise<Manifest> {
  const path = inBackup.database(folder)
  const db = new Libsql(path, { readonly: true } as Libsql.Options)
  try {
    requireSound(db)
    const { files, missing } = await copyFiles(namedFiles(db), from.files, folder)
    return {
      musubiBackup: 1,
      madeAt: new Date(now).toISOString(),
      schema: schemaOf(db, from.migrations),
      secretCheck: secretCheckOf(from.secret),
      database: { bytes: statSync(path).size, sha256: await sha256Of(path) },
      counts: countsOf(db),
      files,
      missing,
    }
  } finally {
    db.close()
  }
}

/** @throws BackupError */
function requireSound(db: Libsql.Database): void {
  const [found] = db.prepare('pragma quick_check(1)').raw(true).get([]) as unknown as string[]
  if (found === 'ok') return
  throw new BackupError(
    `データベースが壊れています（${found}）。このバックアップは使えません。\nThe database is damaged; this copy of it cannot be used.`,
  )
}

const namedFiles = (db: Libsql.Database): string[] =>
  namingFiles.flatMap((query) => (db.prepare(query).raw(true).all([]) as unknown as string[][]).map(([id]) => id!))

async function copyFiles(ids: string[], store: string, folder: string): Promise<Pick<Manifest, 'files' | 'missing'>> {
  const files: Manifest['files'] = []
  const missing: string[] = []
  for (const id of ids) {
    const [source, to] = [join(store, id.slice(-2), id), inBackup.file(folder, id)]
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    try {
      // A copy on the same disk costs nothing where the file system shares blocks.
      copyFileSync(source, to, constants.COPYFILE_FICLONE)
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ENOENT') throw error
      missing.push(id)
      continue
    }
    files.push({ id, bytes: statSync(to).size, sha256: await sha256Of(to) })
  }
  return { files, missing }
}

function countsOf(db: Libsql.Database): Record<string, number> {
  // Not what full-text tables keep for themselves.
  const tables = db
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%' order by name",
    )
    .raw(true)
    .all([]) as unknown as string[][]
  return Object.fromEntries(
    tables.map(([name]) => {
      const [rows = 0] = db.prepare(`select count(*) from "${name}"`).raw(true).get([]) as unknown as number[]
      return [name!, rows]
    }),
  )
}
