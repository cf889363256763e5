import { build, statement, type Statement } from '../../db/database.ts'
import { auditEntries } from '../../db/schema/index.ts'
import type { Deps } from '../deps.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** Who did what. What is known of people stays out of it: keys, counts and ids only. */
export interface Deed {
  /** `*` for what concerns every account. */
  accountId: string
  staffId: string
  /** `domain.what_was_done`, put into words in `deed-words.ts`. */
  action: string
  subject: string
  /** What was before and what is now, as far as it can be told. */
  detail?: Record<string, unknown>
}

/** An entry of the audit log, as a statement to be written in the same batch as the deed. */
export const deedStatement = ({ ids, clock }: Pick<Deps, 'ids' | 'clock'>, { detail = {}, ...deed }: Deed): Statement =>
  statement(build.insert(auditEntries).values({ id: ids(), ...deed, detail, at: clock() }))

/** What a member of staff did in the account that they are looking at. */
export const auditStatement = (
  scope: StaffScope,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Statement =>
  deedStatement(scope, { accountId: scope.account.id, staffId: scope.actor.staffId, action, subject, detail })
