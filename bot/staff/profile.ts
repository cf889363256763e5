import { verifyPassword, hashPassword } from 'better-auth/crypto'
import { and, eq } from 'drizzle-orm'
import { build, must, statement } from '../../db/database.ts'
import { staff, staffCredentials } from '../../db/schema/index.ts'
import { countAttempt } from '../attempts/count.ts'
import type { Deps } from '../deps.ts'
import { invalid } from '../errors.ts'
import { deedStatement } from './audit.ts'
import { everyAccount, type PasswordChange } from './contract.ts'
import { endOthers, type Own } from './sessions.ts'
import { writeTogether } from './write-deed.ts'

/** Whoever sits at an open screen does not find the password by trying. */
const guesses = { max: 10, windowMs: 15 * 60_000 }

/** Changes one's own name, as colleagues read it. */
export async function rename(deps: Deps, { staffId }: Own, name: string): Promise<void> {
  const change = build
    .update(staff)
    .set({ name, updatedAt: new Date(deps.clock()) })
    .where(eq(staff.id, staffId))
  const entry = { accountId: everyAccount, staffId, action: 'staff.renamed', subject: staffId }
  await writeTogether(deps, [must(statement(change)), deedStatement(deps, entry)])
}

/**
 * Changes one's own password and ends the sessions on all other devices.
 * @throws invalid `wrong_password`, limit_reached after many wrong ones
 */
export async function changePassword(deps: Deps, own: Own, { current, next }: PasswordChange): Promise<void> {
  await countAttempt(deps, `password ${own.staffId}`, guesses)
  const mine = and(eq(staffCredentials.userId, own.staffId), eq(staffCredentials.providerId, 'credential'))
  const row = await deps.db.orm.select({ hash: staffCredentials.password }).from(staffCredentials).where(mine).get()
  if (!row?.hash || !(await verifyPassword({ hash: row.hash, password: current })))
    throw invalid('The password is wrong', { fields: ['current'], reason: 'wrong_password' })
  const change = build
    .update(staffCredentials)
    .set({ password: await hashPassword(next), updatedAt: new Date(deps.clock()) })
    .where(and(mine, eq(staffCredentials.password, row.hash)))
  const entry = {
    accountId: everyAccount,
    staffId: own.staffId,
    action: 'staff.password_changed',
    subject: own.staffId,
  }
  await writeTogether(deps, [must(statement(change)), endOthers(own), deedStatement(deps, entry)])
}
