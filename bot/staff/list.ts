import { asc, gt, inArray, isNull, sql } from 'drizzle-orm'
import { accounts, staff, staffGrants, staffSessions } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { everyAccount, grantIn } from './contract.ts'
import { mayManage } from './person.ts'

/**
 * Who works here and as what. An owner of every account sees everybody with all of their grants; an owner of one account
 * sees who works in it, and nothing of other accounts.
 */
export async function listStaff(scope: StaffScope) {
  const { db, account, actor } = scope
  const known = actor.ownsAll ? undefined : inArray(staffGrants.accountId, [account.id, everyAccount])
  const { staffId, accountId, role, seesPersonal } = staffGrants
  const [people, grants, sessions, names] = await Promise.all([
    db.reports
      .select({ id: staff.id, name: staff.name, email: staff.email })
      .from(staff)
      .where(isNull(staff.removedAt))
      .orderBy(asc(staff.createdAt), asc(staff.id)),
    db.reports.select({ staffId, accountId, role, seesPersonal }).from(staffGrants).where(known),
    openSessions(scope),
    db.reports.select({ id: accounts.id, name: accounts.name }).from(accounts),
  ])
  return people.flatMap((person) => {
    const own = grants.filter((grant) => grant.staffId === person.id).map(({ staffId: _who, ...grant }) => grant)
    const seen = sessions.find((one) => one.staffId === person.id)
    if (own.length === 0) return []
    return [
      {
        ...person,
        isMe: person.id === actor.staffId,
        /** The grant that counts in this account; null: works in others only. */
        here: grantIn(own, account.id),
        grants: own.map((grant) => ({
          ...grant,
          account: names.find(({ id }) => id === grant.accountId)?.name ?? null,
        })),
        /** Whether the reader may change anything about this person. */
        managed: mayManage(scope, own),
        sessions: seen?.count ?? 0,
        seenAt: seen?.at ?? null,
      },
    ]
  })
}

const openSessions = ({ db, clock }: StaffScope) =>
  db.reports
    .select({
      staffId: staffSessions.userId,
      count: sql<number>`count(*)`,
      at: sql<number | null>`max(${staffSessions.updatedAt})`,
    })
    .from(staffSessions)
    .where(gt(staffSessions.expiresAt, new Date(clock())))
    .groupBy(staffSessions.userId)
