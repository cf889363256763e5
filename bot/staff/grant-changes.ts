import { eq } from 'drizzle-orm'
import { staff, staffGrants } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import type { Grant } from './contract.ts'

/** What somebody may do in an account, by who they are. */
export interface NamedGrant extends Grant {
  staffId: string
  email: string
}

/** A grant that is not what it was; null where there was, or is, none. */
export interface GrantChange {
  email: string
  accountId: string
  before: Grant | null
  after: Grant | null
}

/** Every grant there is. */
export const allGrants = ({ db }: Pick<Deps, 'db'>): Promise<NamedGrant[]> =>
  db.orm
    .select({
      staffId: staffGrants.staffId,
      email: staff.email,
      accountId: staffGrants.accountId,
      role: staffGrants.role,
      seesPersonal: staffGrants.seesPersonal,
    })
    .from(staffGrants)
    .innerJoin(staff, eq(staff.id, staffGrants.staffId))

const keyOf = ({ staffId, accountId }: NamedGrant) => `${staffId} ${accountId}`

/** Which grants differ: raised, lowered, back or gone. */
export function grantChanges(before: NamedGrant[], after: NamedGrant[]): GrantChange[] {
  const former = new Map(before.map((grant) => [keyOf(grant), grant]))
  const present = new Map(after.map((grant) => [keyOf(grant), grant]))
  return [...new Map([...former, ...present])].flatMap(([key, { email, accountId }]) => {
    const [was, is] = [former.get(key) ?? null, present.get(key) ?? null]
    const same = was?.role === is?.role && was?.seesPersonal === is?.seesPersonal
    return same ? [] : [{ email, accountId, before: was, after: is }]
  })
}
