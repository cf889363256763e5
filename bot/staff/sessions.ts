import { and, desc, eq, gt, ne, type SQL } from 'drizzle-orm'
import { build, statement, type Statement } from '../../db/database.ts'
import { staffSessions } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { deedStatement } from './audit.ts'
import { everyAccount } from './contract.ts'
import { demandManaged, personOf } from './person.ts'

/** Whose session it is, and which one asks. */
export interface Own {
  staffId: string
  sessionId: string
}

/** The devices on which somebody is signed in, the last used first. */
export async function ownSessions({ db, clock }: Deps, { staffId, sessionId }: Own) {
  const { id, ipAddress, userAgent, createdAt, updatedAt } = staffSessions
  const rows = await db.orm
    .select({ id, address: ipAddress, device: userAgent, beganAt: createdAt, usedAt: updatedAt })
    .from(staffSessions)
    .where(and(eq(staffSessions.userId, staffId), gt(staffSessions.expiresAt, new Date(clock()))))
    .orderBy(desc(updatedAt), desc(id))
  return rows.map(({ beganAt, usedAt, ...row }) => ({
    ...row,
    beganAt: beganAt.getTime(),
    usedAt: usedAt.getTime(),
    isThis: row.id === sessionId,
  }))
}

/** The end of all sessions of somebody but one. */
export const endOthers = ({ staffId, sessionId }: Own): Statement =>
  ended(and(eq(staffSessions.userId, staffId), ne(staffSessions.id, sessionId)))

/** Ends all of one's own sessions but the one that asks; answers how many there were. */
export const endOtherSessions = (deps: Deps, own: Own): Promise<number> => endAndTell(deps, own, endOthers(own))

/**
 * Ends one of one's own sessions.
 * @throws not_found also for somebody else's
 */
export async function endOwnSession(deps: Deps, own: Own, id: string): Promise<void> {
  const one = ended(and(eq(staffSessions.userId, own.staffId), eq(staffSessions.id, id)))
  if ((await endAndTell(deps, own, one)) === 0) throw notFound('The session')
}

/**
 * Ends all sessions of a colleague, for a lost phone or a doubt; answers how many there were.
 * @throws not_found, forbidden for somebody who works everywhere, unless one owns everything
 */
export async function endSessionsOf(scope: StaffScope, staffId: string): Promise<number> {
  demandManaged(scope, await personOf(scope, staffId))
  const entry = {
    ...{ accountId: scope.account.id, staffId: scope.actor.staffId },
    ...{ action: 'staff.sessions_ended', subject: staffId },
  }
  const [gone] = await scope.db.write([ended(eq(staffSessions.userId, staffId)), deedStatement(scope, entry)])
  return gone?.rows.length ?? 0
}

async function endAndTell(deps: Deps, { staffId }: Own, end: Statement): Promise<number> {
  const entry = { accountId: everyAccount, staffId, action: 'staff.sessions_ended', subject: staffId }
  const [gone] = await deps.db.write([end, deedStatement(deps, entry)])
  return gone?.rows.length ?? 0
}

const ended = (which: SQL | undefined): Statement =>
  statement(build.delete(staffSessions).where(which).returning({ id: staffSessions.id }))
