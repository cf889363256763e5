import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'

const noteSchema = v.object({ at: v.number(), bytes: v.number() })
/** The newest backup; times in milliseconds UTC. */
export type BackupNote = v.InferOutput<typeof noteSchema>

const placeOf = (database: string) => join(dirname(database), 'backup.json')

/** Notes beside the database that a backup was made: in the database it would be of the past once that is restored. */
export function noteBackup(database: string, note: BackupNote): void {
  const path = placeOf(database)
  writeFileSync(`${path}.new`, JSON.stringify(note))
  renameSync(`${path}.new`, path)
}

/** The newest backup; null when none was made yet. */
export function readBackupNote(database: string): BackupNote | null {
  try {
    return v.parse(noteSchema, JSON.parse(readFileSync(placeOf(database), 'utf8')))
  } catch {
    // No note, or none that we can read: the health page then asks for a backup.
    return null
  }
}
