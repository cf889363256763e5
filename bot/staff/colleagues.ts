import { and, asc, eq, inArray } from 'drizzle-orm'
import { staff, staffGrants } from '../../db/schema/index.ts'
import { invalid } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** Everybody who may open the account, by name: whom work can be given to. */
export const listColleagues = ({ db, account }: StaffScope) =>
  db.reports
    .selectDistinct({ id: staff.id, name: staff.name })
    .from(staff)
    .innerJoin(staffGrants, eq(staffGrants.staffId, staff.id))
    .where(inArray(staffGrants.accountId, [account.id, '*']))
    .orderBy(asc(staff.name), asc(staff.id))

/** @throws invalid when somebody who cannot open the account is to look after something of it */
export async function demandColleague({ db, account }: StaffScope, id: string | null): Promise<void> {
  if (id === null) return
  const [grant] = await db.orm
    .select({ staffId: staffGrants.staffId })
    .from(staffGrants)
    .where(and(eq(staffGrants.staffId, id), inArray(staffGrants.accountId, [account.id, '*'])))
    .limit(1)
  if (!grant) throw invalid('This person does not work with the account', { reason: 'no_colleague' })
}
