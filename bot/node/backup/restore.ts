import Libsql from 'libsql'
import { copyFileSync, constants, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { lockFile } from '../../../db/open-node.ts'
import { staff } from '../../../db/schema/index.ts'
import { endOpenDeliveries } from '../../deliveries/after-restore.ts'
import type { Deps } from '../../deps.ts'
import { mergeLedger } from '../../erasures/merge-ledger.ts'
import { replayErasures } from '../../erasures/replay.ts'
import { endAllFriendSessions } from '../../friends/end-all-sessions.ts'
import { endOpenCalls, revokeKeys } from '../../integrations/after-restore.ts'
import { endOpenMails } from '../../mail/after-restore.ts'
import { endOpenDeeds } from '../../rules/after-restore.ts'
import { endOpenPromotions } from '../../slots/after-restore.ts'
import { sweepPlaces } from '../../slots/sweep.ts'
import { endAllStaffSessions } from '../../staff/end-all-sessions.ts'
import { endOpenInvitations } from '../../staff/end-open-invitations.ts'
import { allGrants, grantChanges, type GrantChange } from '../../staff/grant-changes.ts'
import { takeBackAgain } from '../../webhook/take-back-again.ts'
import { checkBackup } from './check.ts'
import { inBackup, type Manifest } from './manifest.ts'
import { readReplaced, type Replaced } from './replaced.ts'
import type { Installation } from './take.ts'

export interface Restoring {
  into: Installation
  /** The backup. */
  folder: string
  /** Milliseconds UTC. */
  now: number
  /** Goes on although the present database cannot be read, and with it the newest ledger of erasures. */
  withoutLedger?: boolean
  /** Opens and migrates a database, with the file store beside it. */
  open: (databaseUrl: string) => Promise<Deps & { close: () => Promise<void> }>
}

export interface Restored {
  manifest: Manifest
  /** Where the replaced database and files are; null when there were none. */
  kept: string | null
  /** Staff who were not in the replaced database: they can sign in again. */
  returned: string[]
  /** Every right of the staff that is not what it was in the replaced database. */
  grants: GrantChange[]
}

/**
 * Brings a backup back. Everything is made ready beside the installation first: migrated, those who were erased since
 * erased again, what was taken back since gone again, what was on its way ended, everybody signed out, and no invitation
 * open. Only then it takes its place, and what it replaces is kept.
 * @throws DatabaseLockedError while a server runs
 * @throws BackupError when the backup, or what it would replace, does not allow it
 */
export async function restoreBackup(restoring: Restoring): Promise<Restored> {
  const { into, folder, now } = restoring
  const home = dirname(into.database)
  mkdirSync(home, { recursive: true })
  const lock = lockFile(into.database)
  try {
    const manifest = await checkBackup(folder, into)
    const replaced = restoring.withoutLedger ? null : readReplaced(into.database)
    const ready = join(home, `restoring-${nameOf(now)}`)
    try {
      layOut(folder, manifest, ready)
      const rights = await makeReady(restoring, ready, replaced)
      return { manifest, ...rights, kept: takePlace(into, ready, join(home, `replaced-${nameOf(now)}`)) }
    } finally {
      rmSync(ready, { recursive: true, force: true })
    }
  } finally {
    lock.close()
  }
}

const nameOf = (now: number) => new Date(now).toISOString().replaceAll(':', '-')

function layOut(folder: string, manifest: Manifest, ready: string): void {
  mkdirSync(join(ready, 'files'), { recursive: true, mode: 0o700 })
  const bring = (from: string, to: string) => copyFileSync(from, to, constants.COPYFILE_FICLONE)
  bring(inBackup.database(folder), inBackup.database(ready))
  for (const { id } of manifest.files) {
    const to = inBackup.file(ready, id)
    mkdirSync(dirname(to), { recursive: true })
    bring(inBackup.file(folder, id), to)
  }
}

/** @returns the staff who come back, and whose rights change */
async function makeReady(
  { open, now }: Restoring,
  ready: string,
  replaced: Replaced | null,
): Promise<Pick<Restored, 'returned' | 'grants'>> {
  const deps = await open(`file:${inBackup.database(ready)}`)
  try {
    await deps.db.write(mergeLedger(replaced?.ledger ?? []))
    await replayErasures(deps)
    await takeBackAgain(deps, replaced?.takenBack ?? [])
    await sweepPlaces(deps)
    // After all that tells somebody of something: they have been told since, and nothing is sent a second time.
    await deps.db.write([
      endOpenDeliveries(now),
      endOpenMails(now),
      ...endOpenPromotions(now),
      ...endOpenDeeds(now),
      endOpenCalls(now),
      revokeKeys(now),
      endAllFriendSessions(now),
      ...endAllStaffSessions(),
      endOpenInvitations(now),
    ])
    if (!replaced) return { returned: [], grants: [] }
    const emails = (await deps.db.orm.select({ email: staff.email }).from(staff)).map(({ email }) => email)
    return {
      returned: emails.filter((email) => !replaced.staff.includes(email)),
      grants: grantChanges(replaced.grants, await allGrants(deps)),
    }
  } finally {
    await deps.close()
    foldLog(inBackup.database(ready))
  }
}

/** Brings everything into the one file that is moved: a log beside it would stay behind. */
function foldLog(database: string): void {
  const db = new Libsql(database)
  const [busy] = db.prepare('pragma wal_checkpoint(truncate)').raw(true).get([]) as unknown as number[]
  db.close()
  if (busy !== 0) throw new Error('The restored database is still in use')
}

/**
 * Puts what is ready in its place. The database never has no file: a start in that moment would make an empty one.
 * @returns where the replaced things are
 */
function takePlace({ database, files }: Installation, ready: string, keep: string): string | null {
  const exists = existsSync(database)
  mkdirSync(keep, { recursive: true, mode: 0o700 })
  if (exists) keepDatabase(database, keep)
  if (existsSync(files)) renameSync(files, join(keep, 'files'))
  renameSync(join(ready, 'files'), files)
  renameSync(inBackup.database(ready), database)
  if (readdirSync(keep).length > 0) return keep
  rmSync(keep, { recursive: true })
  return null
}

function keepDatabase(database: string, keep: string): void {
  const to = join(keep, basename(database))
  // A log that is still there belongs to the file that goes; beside the new one it would be taken for its own.
  for (const end of ['-wal', '-shm']) if (existsSync(database + end)) renameSync(database + end, to + end)
  try {
    linkSync(database, to)
  } catch {
    // A file system without links.
    copyFileSync(database, to, constants.COPYFILE_FICLONE)
  }
}
