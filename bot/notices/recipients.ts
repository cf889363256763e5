import { sql, type SQL } from 'drizzle-orm'
import { staff } from '../../db/schema/index.ts'
import { everyAccount, type Role } from '../staff/contract.ts'
import type { Deps } from '../deps.ts'

/** Who is told of something in an account. */
export interface Told {
  /** What it is about; where that is a submission which somebody looks after, nobody else is told. */
  subjectId: string
  /** Only whoever may do something about it; left out: everybody. */
  roles?: Role[] | undefined
  /** Only these, as far as they may see it; left out: everybody who may. */
  staff?: string[] | undefined
}

/** Whether a member of staff works in the account, in one of the roles: as `grantIn` does, the grant for itself counts before the one for all. */
const worksHere = (accountId: string, id: SQL, roles?: Role[]): SQL => sql`exists (select 1 from staff_grants g
  join staff w on w.id = g.staff_id
  where g.staff_id = ${id} and g.account_id in (${accountId}, ${everyAccount}) and w.removed_at is null
  ${roles ? sql`and g.role in (select value from json_each(${JSON.stringify(roles)})) and ${countsHere(accountId)}` : sql``})`

const countsHere = (accountId: string): SQL => sql`(g.account_id = ${accountId} or not exists (
  select 1 from staff_grants own where own.staff_id = g.staff_id and own.account_id = ${accountId}))`

/** Which rows of `staff` are told. Who was chosen is told whoever looks after it; an assignee who left counts for nobody. */
export function isTold(accountId: string, { subjectId, staff: chosen, roles }: Told): SQL {
  const may = worksHere(accountId, sql`${staff.id}`, roles)
  if (chosen) return sql`${may} and ${staff.id} in (select value from json_each(${JSON.stringify(chosen)}))`
  const assignee = sql`(select s.assignee_id from submissions s where s.id = ${subjectId} and s.account_id = ${accountId}
    and ${worksHere(accountId, sql`s.assignee_id`)})`
  return sql`${may} and ${staff.id} = coalesce(${assignee}, ${staff.id})`
}

/** Who is told, with the address that mails go to. */
export const recipientsOf = (
  { db, account }: Pick<Deps, 'db'> & { account: { id: string } },
  told: Told,
): Promise<{ id: string; email: string }[]> =>
  db.orm.select({ id: staff.id, email: staff.email }).from(staff).where(isTold(account.id, told))
