import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Statement } from '../../db/database.ts'
import { guard } from '../../db/guard.ts'
import { staff, staffGrants } from '../../db/schema/index.ts'
import { conflict, forbidden, notFound } from '../errors.ts'
import type { StaffScope } from '../http/staff-door.ts'
import { everyAccount, grantIn, type Grant } from './contract.ts'
import { grantsOf } from './grants.ts'

/** A colleague as an owner decides about them. */
export interface Person {
  id: string
  name: string
  email: string
  /** All of them, also those of accounts that the owner does not know; never to be shown. */
  grants: Grant[]
}

/**
 * A colleague by id.
 * @throws not_found for somebody who only works in accounts that the owner has nothing to do with
 */
export async function personOf(scope: StaffScope, id: string): Promise<Person> {
  const [row] = await scope.db.orm
    .select({ id: staff.id, name: staff.name, email: staff.email })
    .from(staff)
    .where(and(eq(staff.id, id), isNull(staff.removedAt)))
  const grants = row ? await grantsOf(scope, id) : []
  if (!row || !(scope.actor.ownsAll || grantIn(grants, scope.account.id))) throw notFound('The member of staff')
  return { ...row, grants }
}

/** Whether an owner decides about somebody: who works everywhere is decided about by those who own everything. */
export const mayManage = ({ actor }: Pick<StaffScope, 'actor'>, grants: Grant[]): boolean =>
  actor.ownsAll || !grants.some(({ accountId }) => accountId === everyAccount)

/** @throws forbidden where `mayManage` says no */
export function demandManaged(scope: StaffScope, { grants }: Pick<Person, 'grants'>): void {
  if (!mayManage(scope, grants)) throw forbidden('Only an owner of every account decides about this person')
}

/**
 * Nobody gives what they do not have.
 * @throws forbidden for every account by an owner of one, and for personal data by somebody who does not see it
 */
export function demandMayGive(
  { actor }: StaffScope,
  { everywhere, seesPersonal }: { everywhere: boolean; seesPersonal: boolean },
): void {
  if (everywhere && !actor.ownsAll) throw forbidden('Only an owner of every account gives access to every account')
  if (seesPersonal && !actor.seesPersonal) throw forbidden('Who does not see personal data cannot show it to others')
}

const isOwnerOfAll = ({ accountId, role }: Grant) => accountId === everyAccount && role === 'owner'

/**
 * What has to hold for somebody to lose a grant: there is another owner of everything.
 * @param before the grant that goes, or gets less
 * @throws conflict `last_owner` when there is nobody else
 */
export async function ownerRemains(scope: StaffScope, id: string, before: Grant | undefined): Promise<Statement[]> {
  if (!before || !isOwnerOfAll(before)) return []
  const another = sql`exists (select 1 from ${staffGrants} where ${staffGrants.accountId} = ${everyAccount}
    and ${staffGrants.role} = 'owner' and ${staffGrants.staffId} <> ${id})`
  const [held] = await scope.db.orm.select({ held: sql<number>`${another}` }).from(sql`(select 1)`)
  if (!held?.held) throw conflict('Somebody has to own every account', { reason: 'last_owner' })
  return [guard(another)]
}
