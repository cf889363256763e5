import { build, statement, type Statement } from '../../db/database.ts'
import { auditEntries } from '../../db/schema/index.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** What a member of staff did, as a statement to be written in the same batch as the deed. */
export const auditStatement = (
  scope: StaffScope,
  action: string,
  subject: string,
  detail: Record<string, unknown> = {},
): Statement =>
  statement(
    build.insert(auditEntries).values({
      id: scope.ids(),
      accountId: scope.account.id,
      staffId: scope.actor.staffId,
      action,
      subject,
      detail,
      at: scope.clock(),
    }),
  )
