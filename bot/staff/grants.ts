import { eq } from 'drizzle-orm'
import { staffGrants } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import type { Grant } from './contract.ts'

/** What a member of staff may do, by account. Read anew for each request: a role that was taken away ends at once. */
export const grantsOf = ({ db }: Pick<Deps, 'db'>, staffId: string): Promise<Grant[]> =>
  db.orm
    .select({ accountId: staffGrants.accountId, role: staffGrants.role, seesPersonal: staffGrants.seesPersonal })
    .from(staffGrants)
    .where(eq(staffGrants.staffId, staffId))
