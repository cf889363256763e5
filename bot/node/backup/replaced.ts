import Libsql from 'libsql'
import { existsSync } from 'node:fs'
import type { LedgerEntry } from '../../erasures/merge-ledger.ts'
import type { NamedGrant } from '../../staff/grant-changes.ts'
import type { TakenBack } from '../../webhook/take-back-again.ts'
import { BackupError } from './manifest.ts'

/** What a restored database has to learn from the one that it replaces. */
export interface Replaced {
  /** Everybody who was erased: also those who were since the backup. */
  ledger: LedgerEntry[]
  /** Addresses of the staff: whoever comes back with the backup is shown to the operator. */
  staff: string[]
  /** What they may do: a right that was taken away since comes back with the backup. */
  grants: NamedGrant[]
  /** What people took back: also since the backup. */
  takenBack: TakenBack[]
}

/**
 * Reads the database that is about to be replaced; null when there is none.
 * @throws BackupError when it cannot be read: nobody would know any more who was erased since the backup
 */
export function readReplaced(database: string): Replaced | null {
  if (!existsSync(database)) return null
  try {
    const db = new Libsql(database)
    try {
      // What still stands in the log belongs to the file, which is kept.
      db.exec('pragma wal_checkpoint(truncate)')
      return { ledger: ledgerIn(db), staff: staffIn(db), grants: grantsIn(db), takenBack: takenBackIn(db) }
    } finally {
      db.close()
    }
  } catch (error) {
    throw new BackupError(
      `いまのデータベースを読めないため、消去した人の記録を引き継げません。引き継がずに戻すときは --without-ledger を付けてください。\nThe present database cannot be read, so its record of erased people would be lost; add --without-ledger to restore without it. (${(error as Error).message})`,
    )
  }
}

const has = (db: Libsql.Database, table: string) =>
  db.prepare("select 1 from sqlite_master where type = 'table' and name = ?").all([table]).length > 0

interface LedgerRow {
  id: string
  account_id: string | null
  kind: LedgerEntry['kind']
  subject_hash: string
  counts: string
  staff_id: string
  at: number
}

function ledgerIn(db: Libsql.Database): LedgerEntry[] {
  if (!has(db, 'erasures')) return []
  const rows = db.prepare('select * from erasures order by at, id').all([]) as LedgerRow[]
  return rows.map(({ account_id: accountId, subject_hash: subjectHash, staff_id: staffId, counts, ...row }) => ({
    ...row,
    accountId,
    subjectHash,
    staffId,
    counts: JSON.parse(counts) as LedgerEntry['counts'],
  }))
}

const staffIn = (db: Libsql.Database): string[] =>
  has(db, 'staff')
    ? (db.prepare('select email from staff').all([]) as { email: string }[]).map(({ email }) => email)
    : []

function grantsIn(db: Libsql.Database): NamedGrant[] {
  if (!has(db, 'staff_grants')) return []
  const rows = db
    .prepare(
      `select staff_id as staffId, email, account_id as accountId, role, sees_personal as seesPersonal
       from staff_grants join staff on staff.id = staff_id`,
    )
    .all([]) as (Omit<NamedGrant, 'seesPersonal'> & { seesPersonal: number })[]
  return rows.map((row) => ({ ...row, seesPersonal: row.seesPersonal === 1 }))
}

/** Messages of talks, and for as long as the inbox is kept also those that a survey took. */
function takenBackIn(db: Libsql.Database): TakenBack[] {
  const kept = 'select account_id as accountId, line_message_id as messageId, unsent_at as at from talk_messages'
  const inbox = 'select account_id as accountId, message_id as messageId, occurred_at as at from webhook_events'
  return [
    ...(has(db, 'talk_messages') ? [`${kept} where unsent_at is not null and line_message_id is not null`] : []),
    ...(has(db, 'webhook_events') ? [`${inbox} where type = 'unsend' and message_id is not null`] : []),
  ].flatMap((query) => db.prepare(query).all([]) as TakenBack[])
}
