import { sql, type SQL } from 'drizzle-orm'
import { staff } from '../../db/schema/index.ts'
import { everyAccount } from '../staff/contract.ts'
import type { Deps } from '../deps.ts'

/** Who is told of something in an account. */
export interface Told {
  /** The submission that it is about; where somebody looks after it, nobody else is told. */
  subjectId: string
  /** Only these, as far as they may see it; left out: everybody who may. */
  staff?: string[] | undefined
}

/** Whether a member of staff works in the account. */
const worksHere = (
  accountId: string,
  id: SQL,
) => sql`exists (select 1 from staff_grants g join staff w on w.id = g.staff_id
  where g.staff_id = ${id} and g.account_id in (${accountId}, ${everyAccount}) and w.removed_at is null)`

/** Which rows of `staff` are told. Who was chosen is told whoever looks after it; an assignee who left counts for nobody. */
export function isTold(accountId: string, { subjectId, staff: chosen }: Told): SQL {
  const may = worksHere(accountId, sql`${staff.id}`)
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
