import { and, eq, isNull, sql } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { staff, staffCredentials, staffGrants, staffInvitations, staffSessions } from '../../db/schema/index.ts'
import { conflict, forbidden } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { dropOwnViews } from '../saved-views/drop.ts'
import { deedStatement } from './audit.ts'
import { everyAccount, type StaffRemoval } from './contract.ts'
import { dropLinks } from './password-link.ts'
import { demandManaged, ownerRemains, personOf, type Person } from './person.ts'
import { writeTogether } from './write-deed.ts'

/**
 * Takes a colleague's access away: to this account, to every account, or all of it. Whoever is left with none is removed:
 * sessions, password and e-mail address go in the same commit, the name stays for the audit log.
 * @throws not_found, forbidden, conflict `last_owner`, `no_grant` or when somebody changed it at the same moment
 */
export async function removeStaff(scope: StaffScope, id: string, { from }: StaffRemoval): Promise<void> {
  const person = await personOf(scope, id)
  demandManaged(scope, person)
  const accountId = from === 'account' ? scope.account.id : everyAccount
  const going = from === 'workspace' ? person.grants : person.grants.filter((grant) => grant.accountId === accountId)
  const foreign = going.some((grant) => grant.accountId !== scope.account.id)
  if (foreign && !scope.actor.ownsAll) throw forbidden('Only an owner of every account takes this away')
  if (going.length === 0) throw conflict('There is no such access', { reason: 'no_grant' })
  const whole = going.length === person.grants.length
  await writeTogether(scope, [
    ...(await ownerRemains(
      scope,
      id,
      going.find((grant) => grant.accountId === everyAccount),
    )),
    // Nobody is removed who was given something else in the meantime.
    guard(sql`(select count(*) from ${staffGrants} where ${staffGrants.staffId} = ${id}) = ${person.grants.length}`),
    ...going.map((grant) => must(withoutGrant(id, grant.accountId))),
    ...(whole ? gone(scope, person) : []),
    deedStatement(scope, {
      ...{ accountId: whole ? scope.account.id : accountId, staffId: scope.actor.staffId, subject: id },
      action: whole ? 'staff.removed' : 'staff.grant_removed',
      detail: { before: going.map(({ role, seesPersonal }) => ({ role, seesPersonal })), after: null },
    }),
  ])
}

const withoutGrant = (staffId: string, accountId: string): Statement =>
  statement(
    build.delete(staffGrants).where(and(eq(staffGrants.staffId, staffId), eq(staffGrants.accountId, accountId))),
  )

/** Everything by which somebody could come in, and the address, which may then be invited anew. */
const gone = ({ clock }: StaffScope, { id }: Person): Statement[] => [
  dropOwnViews(id),
  statement(build.delete(staffSessions).where(eq(staffSessions.userId, id))),
  statement(build.delete(staffCredentials).where(eq(staffCredentials.userId, id))),
  dropLinks(id),
  statement(
    build
      .update(staffInvitations)
      .set({ revokedAt: clock() })
      .where(
        and(
          eq(staffInvitations.invitedBy, id),
          isNull(staffInvitations.acceptedAt),
          isNull(staffInvitations.revokedAt),
        ),
      ),
  ),
  must(
    statement(
      build
        .update(staff)
        .set({ removedAt: clock(), email: `removed ${id}`, image: null, updatedAt: new Date(clock()) })
        .where(and(eq(staff.id, id), isNull(staff.removedAt))),
    ),
  ),
]
