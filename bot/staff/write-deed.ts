import { must, type Statement } from '../../db/database.ts'
import { isGuardFailure } from '../../db/guard.ts'
import { conflict } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from './audit.ts'

/**
 * Writes what a member of staff did together with its audit entry: both or neither.
 * @param change has to name in its condition what the decision was taken on
 * @throws conflict when it changes no row, because somebody else was faster
 */
export async function writeDeed(
  scope: StaffScope,
  change: Statement,
  entry: { action: string; subject: string; detail?: Record<string, unknown> },
): Promise<void> {
  try {
    await scope.db.write([must(change), auditStatement(scope, entry.action, entry.subject, entry.detail)])
  } catch (error) {
    if (isGuardFailure(error)) throw conflict('Somebody changed it at the same moment', { reason: 'changed' })
    throw error
  }
}
