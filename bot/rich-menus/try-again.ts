import type { StaffScope } from '../http/staff-door.ts'
import { auditStatement } from '../staff/audit.ts'
import { openScope } from '../accounts/open.ts'
import { findMenusSoon } from './find.ts'
import { wakeWaiting } from './wake.ts'

/** Looks at LINE's menus again and switches whoever waits for one, now instead of in some minutes. */
export async function tryMenusAgain(scope: StaffScope): Promise<void> {
  const opened = await openScope(scope)
  await scope.db.write([
    ...wakeWaiting(opened),
    findMenusSoon(opened),
    auditStatement(scope, 'rich_menus.tried_again', scope.account.id),
  ])
  scope.kick()
}
