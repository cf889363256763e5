import { isConnected } from '../accounts/connected.ts'
import { tokenState } from '../channels/line/token.ts'
import type { StaffScope } from '../http/staff-door.ts'

/** What the account and its server rest on: LINE's token, mail, the machine, and whether a backup is due. */
export async function readSurroundings(scope: StaffScope) {
  const [host, connected] = await Promise.all([scope.host?.look() ?? null, isConnected(scope)])
  return {
    token: tokenState(scope.lineTokens, scope.account.id, scope.clock()),
    mail: mailHome(scope),
    host,
    /** With real people in it there is something to lose. */
    needsBackup: host !== null && connected,
  }
}

/** `mailbox`: the simulator's; `none`: whatever needs mail is not offered. */
function mailHome({ mail, settings }: StaffScope): 'smtp' | 'mailbox' | 'none' {
  if (settings.SMTP_URL) return 'smtp'
  return mail ? 'mailbox' : 'none'
}
