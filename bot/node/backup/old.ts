import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const ours = /^musubi-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/

/** The name of a backup made at that moment; names sort as they were made. */
export const backupName = (now: number) => `musubi-${new Date(now).toISOString().replaceAll(':', '-')}`

/**
 * Removes all but the newest backups of a folder. An old backup still holds people who were erased since.
 * @returns how many were removed
 */
export function removeOldBackups(folder: string, keep: number): number {
  const old = readdirSync(folder)
    .filter((name) => ours.test(name))
    .toSorted()
    .slice(0, -keep)
  for (const name of old) rmSync(join(folder, name), { recursive: true })
  return old.length
}
