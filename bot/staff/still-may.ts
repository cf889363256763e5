import { and, eq, gt } from 'drizzle-orm'
import { staffSessions } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { grantIn, roles, type Role } from './contract.ts'
import { grantsOf } from './grants.ts'

/**
 * Whether somebody may go on with what takes long: their session lives, and their role and what they see are not less
 * than when it began.
 */
export async function stillMay(scope: StaffScope, sessionId: string, least: Role): Promise<boolean> {
  const { db, account, actor, clock } = scope
  const [session] = await db.orm
    .select({ id: staffSessions.id })
    .from(staffSessions)
    .where(
      and(
        eq(staffSessions.id, sessionId),
        eq(staffSessions.userId, actor.staffId),
        gt(staffSessions.expiresAt, new Date(clock())),
      ),
    )
  const grant = session && grantIn(await grantsOf(scope, actor.staffId), account.id)
  if (!grant || roles.indexOf(grant.role) < roles.indexOf(least)) return false
  return grant.seesPersonal || !actor.seesPersonal
}
