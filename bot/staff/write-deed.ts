import { must, type Statement, type Written } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import type { Deps } from '../deps.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from './audit.ts'

/**
 * Writes what a member of staff did together with its audit entry: both or neither.
 * @param change has to name in its condition what the decision was taken on
 * @throws conflict when it changes no row, because somebody else was faster
 */
export const writeDeed = (
  scope: StaffScope,
  change: Statement,
  entry: { action: string; subject: string; detail?: Record<string, unknown> },
): Promise<unknown> =>
  writeTogether(scope, [must(change), auditStatement(scope, entry.action, entry.subject, entry.detail)])

/**
 * The same for a deed of several statements, its audit entry among them.
 * @throws conflict when a `must`, a guard or a unique key says that somebody else was faster
 */
export async function writeTogether({ db }: Pick<Deps, 'db'>, statements: Statement[]): Promise<Written[]> {
  try {
    return await db.write(statements)
  } catch (error) {
    if (isGuardFailure(error)) throw conflict('Somebody changed it at the same moment', { reason: 'changed' })
    throw error
  }
}
