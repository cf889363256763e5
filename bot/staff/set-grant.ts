import { and, eq } from 'drizzle-orm'
import { build, must, statement, type Statement } from '../../db/database.ts'
import { staffGrants } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { deedStatement } from './audit.ts'
import { everyAccount, type Grant, type GrantChange } from './contract.ts'
import { demandManaged, demandMayGive, ownerRemains, personOf } from './person.ts'
import { writeTogether } from './write-deed.ts'

/**
 * Says what a colleague may do in this account, or in every account. It holds from their next request on.
 * @throws not_found, forbidden, conflict `last_owner` or when somebody changed it at the same moment
 */
export async function setGrant(scope: StaffScope, id: string, { everywhere, ...wanted }: GrantChange): Promise<void> {
  const person = await personOf(scope, id)
  demandManaged(scope, person)
  const accountId = everywhere ? everyAccount : scope.account.id
  const before = person.grants.find((grant) => grant.accountId === accountId)
  demandMayGive(scope, { everywhere, seesPersonal: wanted.seesPersonal && before?.seesPersonal !== true })
  if (before?.role === wanted.role && before.seesPersonal === wanted.seesPersonal) return
  const lessens = wanted.role === 'owner' ? undefined : before
  await writeTogether(scope, [
    ...(await ownerRemains(scope, id, lessens)),
    must(before ? changed(id, before, wanted) : added(scope, id, { accountId, ...wanted })),
    deedStatement(scope, {
      ...{ accountId, staffId: scope.actor.staffId, action: 'staff.grant_set', subject: id },
      detail: { before: before ? withoutAccount(before) : null, after: wanted },
    }),
  ])
}

const withoutAccount = ({ role, seesPersonal }: Grant) => ({ role, seesPersonal })

const added = ({ clock }: StaffScope, staffId: string, grant: Grant): Statement =>
  statement(build.insert(staffGrants).values({ staffId, ...grant, createdAt: clock() }))

const changed = (staffId: string, before: Grant, wanted: Omit<Grant, 'accountId'>): Statement =>
  statement(
    build
      .update(staffGrants)
      .set(wanted)
      .where(
        and(
          eq(staffGrants.staffId, staffId),
          eq(staffGrants.accountId, before.accountId),
          eq(staffGrants.role, before.role),
          eq(staffGrants.seesPersonal, before.seesPersonal),
        ),
      ),
  )
